import type { BoundWorkload } from "../../model/bind.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import { durationOf, plus, risingDurations, type UncertainDuration } from "../kernel/duration.ts";
import { durationWithinLimit, type Verdict, worstVerdict } from "../kernel/within-limit.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import type { Candidate, RecoverySource } from "./candidate.ts";
import type { MissedObjective, Objectives } from "./workload-outcome.ts";

/** What a workload is to reach in a scenario. */
export interface Judged {
  /** Of its tier: for corruption those for corruption. */
  readonly objective: Objectives;
  readonly expect: Pick<Objectives, "rpo" | "rto">;
  /** What counts: expectations instead of the tier's, and for the loss of a region nothing else. */
  readonly judged: Objectives;
}

export function objectivesIn(scenario: Scenario, { workload, tier }: BoundWorkload, corrupted: boolean): Judged {
  const objective: Objectives = {
    rpo: corrupted ? tier?.corruptionRpo : tier?.rpo,
    rto: corrupted ? tier?.corruptionRto : tier?.rto,
    mtd: tier?.mtd,
  };
  const expected = (what: "rpo" | "rto"): Seconds | undefined =>
    [workload.name, tier?.name]
      .flatMap((name) => scenario.expects.filter((each) => each.of === name && each[what] !== undefined))
      .at(0)?.[what];
  const expect = { rpo: expected("rpo"), rto: expected("rto") };
  const region = scenario.losses.some(({ kind }) => kind === "region");
  const judged = region
    ? { ...expect, mtd: undefined }
    : { rpo: expect.rpo ?? objective.rpo, rto: expect.rto ?? objective.rto, mtd: objective.mtd };
  return { objective, expect, judged };
}

export interface Judgement {
  readonly verdict: Verdict | "none";
  readonly missed: readonly MissedObjective[];
}

/** How a loss and a recovery time stand against what is to be reached; `rto` absent: the loss alone. */
export function judge(
  { tier }: BoundWorkload,
  judged: Objectives,
  rpo: UncertainDuration,
  rto: UncertainDuration | undefined,
): Judgement {
  const found: (readonly [MissedObjective, Verdict])[] = [];
  if (judged.rpo !== undefined) found.push(["rpo", durationWithinLimit(rpo, { most: judged.rpo })]);
  if (judged.rto !== undefined && rto) found.push(["rto", durationWithinLimit(rto, { most: judged.rto })]);
  if (judged.mtd !== undefined && rto) {
    const back = tier ? risingDurations(rto, durationOf(tier.workRecovery), plus) : rto;
    found.push(["mtd", durationWithinLimit(back, { most: judged.mtd })]);
  }
  if (found.length === 0) return { verdict: "none", missed: [] };
  const missed = found.filter(([, verdict]) => verdict !== "met");
  return { verdict: worstVerdict(missed.map(([, verdict]) => verdict)), missed: missed.map(([what]) => what) };
}

/**
 * Whether the copy that a recovery rests on works as planned at all. What only makes it older counts by its loss: a line
 * too small for an asynchronous copy, a backup that takes too long.
 */
export function feasibilityOf({ source }: Candidate): Verdict {
  return infeasible(source)?.verdict ?? "met";
}

/** The copy that a recovery rests on and that does not work as planned: in a cascade the worst of those that it has come through. */
export function infeasible(source: RecoverySource): ReplicationEstimate | undefined {
  if (source.kind !== "replica") return undefined;
  let worst: ReplicationEstimate | undefined;
  for (let copy: ReplicationEstimate | undefined = source.replication; copy; copy = copy.source) {
    const takesOver = copy === source.replication && source.point === "newest";
    if (works(copy, takesOver) === "met") continue;
    if (!worst || (worst.verdict === "at-risk" && copy.verdict === "missed")) worst = copy;
  }
  return worst;
}

function works({ verdict, reasons, sync }: ReplicationEstimate, takesOver: boolean): Verdict {
  // A witness decides on who goes on; points in time, and what was passed on, are there without one.
  if (!takesOver && reasons.every((reason) => reason === "witness-missing")) return "met";
  return !sync && reasons.every((reason) => SEEN_IN_LOSS.has(reason)) ? "met" : verdict;
}

/** Codes of rules about copies that become older than planned, or of which it is not known how old they are. */
const SEEN_IN_LOSS: ReadonlySet<string> = new Set(["link-too-small", "not-estimated"]);
