import type { Runbook, RunbookStep, StepKind } from "../../model/runbook.ts";
import type { Candidate } from "./candidate.ts";
import { addActivity, type Draft, lasting, NOTHING_ASSUMED } from "./recovery-draft.ts";

/** What part of a recovery a step of the runbook belongs to, in their order. */
export type Phase = "detect" | "declare" | "before" | "recover" | "verify" | "redirect";

const PHASES: Readonly<Record<Exclude<StepKind, "failback">, Phase>> = {
  alert: "detect",
  assess: "declare",
  notify: "declare",
  declare: "declare",
  recover: "recover",
  verify: "verify",
  redirect: "redirect",
};

const LATER: readonly Phase[] = ["recover", "verify", "redirect"];

/** The steps of a runbook that count in a recovery, as activities. */
export interface RecoverySteps {
  /** Indices of the activities of that part: of the workload, or of the whole recovery. Those that replace a usual step. */
  readonly replacing: (phase: Phase, candidate?: Candidate) => readonly number[];
  /** Those of no kind that follow such a step of the workload. */
  readonly besides: (phase: "recover" | "verify" | "redirect", candidate: Candidate) => readonly number[];
  /** Those of no kind that come before its recovery: for all, or for it in particular. */
  readonly before: (candidate: Candidate, whose: "all" | "own") => readonly number[];
  /** Those before all recovery that follow no other step: they begin when people are at work. */
  readonly unbound: readonly number[];
}

const NONE: readonly number[] = [];

/** Without a runbook. */
export const NO_STEPS: RecoverySteps = {
  replacing: () => NONE,
  besides: () => NONE,
  before: () => NONE,
  unbound: NONE,
};

/**
 * Whether a copy takes over by itself: its newest state, with failover that is automatic or already done. Members of a
 * quorum group do so as long as they are a majority.
 */
export function takesOverItself({ source }: Candidate): boolean {
  if (source.kind !== "replica" || source.point !== "newest" || source.outvoted) return false;
  return source.replication.bound.replication.failover !== "manual";
}

interface Placed {
  readonly step: RunbookStep;
  readonly phase: Phase;
  readonly activity: number;
}

/**
 * Adds the steps that concern these candidates. One step is one activity, also where it recovers several workloads.
 * Those of detection and declaration follow each other as written where `after` says nothing; the others may overlap.
 * A copy that takes over by itself waits only for steps that name it, or that a machine does.
 */
export function addRunbookSteps(
  draft: Draft,
  { steps }: Runbook,
  candidates: readonly Candidate[],
  order: ReadonlyMap<string, number>,
): RecoverySteps {
  const byName = new Map([...steps].reverse().map((step) => [step.name, step]));
  const hasManual = candidates.some((candidate) => !takesOverItself(candidate));
  const counts = (step: RunbookStep) => {
    const phase = step.kind && step.kind !== "failback" ? PHASES[step.kind] : undefined;
    if (phase && isOfAll(phase)) return hasManual;
    return step.kind !== "failback" && candidates.some((candidate) => concerns(step, candidate));
  };
  const placed: Placed[] = [];
  for (const step of steps) {
    if (!counts(step)) continue;
    const phase = phaseOf(step, byName, counts);
    const concerned = isOfAll(phase) ? [] : candidates.filter((candidate) => concerns(step, candidate));
    const first = concerned.reduce(
      (least, { workload }) => Math.min(least, order.get(workload.workload.name) ?? 0),
      Number.MAX_SAFE_INTEGER,
    );
    const activity = addActivity(
      draft,
      {
        step: step.text ?? step.name,
        workload: undefined,
        origin: { kind: "runbook", step: step.name },
        assumed: NOTHING_ASSUMED,
      },
      lasting(step.takes),
      [],
      {
        order: isOfAll(phase) ? -1 : first,
        name: String(placed.length).padStart(NAME_LENGTH, "0"),
        owner: step.manual ? step.owner : undefined,
      },
    );
    placed.push({ step, phase, activity });
  }
  for (const { step, activity } of placed) {
    const told = new Set<number>();
    for (const name of step.after) for (const before of counting(name, byName, placed)) told.add(before);
    told.delete(activity);
    draft.activities[activity]?.told.push(...told);
  }
  placed.forEach(({ step, phase, activity }, index) => {
    if (!isOfAll(phase) || step.after.length > 0) return;
    const before = placed.slice(0, index).findLast((other) => other.phase === phase);
    if (before) draft.activities[activity]?.wished.push(before.activity);
  });
  const find = (which: (one: Placed) => boolean) => placed.filter(which).map(({ activity }) => activity);
  const isFor = (step: RunbookStep, candidate: Candidate | undefined) => !candidate || concerns(step, candidate);
  return {
    replacing: (wanted, candidate) =>
      find(({ phase, step }) => phase === wanted && step.kind !== undefined && isFor(step, candidate)),
    besides: (wanted, candidate) =>
      find(({ phase, step }) => phase === wanted && step.kind === undefined && isFor(step, candidate)),
    before: (candidate, whose) =>
      find(
        ({ phase, step }) =>
          phase === "before" && (step.recovers.length === 0) === (whose === "all") && isFor(step, candidate),
      ),
    unbound: find(({ phase, activity }) => phase === "before" && draft.activities[activity]?.told.length === 0),
  };
}

/** Steps are told apart by their place in the runbook, written with so many digits. */
const NAME_LENGTH = 6;

function isOfAll(phase: Phase): boolean {
  return phase === "detect" || phase === "declare";
}

function concerns(step: RunbookStep, candidate: Candidate): boolean {
  const { workload, place, source } = candidate;
  if (step.recovers.length > 0) return step.recovers.includes(workload.workload.name);
  // Who stays where users look for it needs no redirection, and data that survived need no recovery.
  if (step.kind === "redirect" && place.name === workload.site?.name) return false;
  if (step.kind === "recover" && source.kind === "own") return false;
  return !step.manual || !takesOverItself(candidate);
}

/** A step without a kind comes before recovery, or right after the last part that it follows. */
function phaseOf(
  step: RunbookStep,
  byName: ReadonlyMap<string, RunbookStep>,
  counts: (step: RunbookStep) => boolean,
): Phase {
  let latest: Phase = "before";
  const seen = new Set<RunbookStep>();
  const open = [step];
  for (let one = open.pop(); one; one = open.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    const phase = one.kind && one.kind !== "failback" && counts(one) ? PHASES[one.kind] : undefined;
    if (one === step && phase) return phase;
    if (phase && LATER.indexOf(phase) > LATER.indexOf(latest)) latest = phase;
    open.push(...one.after.flatMap((name) => byName.get(name) ?? []));
  }
  return latest;
}

/** The activities of a step, or of those that it follows if it does not count. */
function counting(
  name: string,
  byName: ReadonlyMap<string, RunbookStep>,
  placed: readonly Placed[],
): readonly number[] {
  const found: number[] = [];
  const seen = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const step = byName.get(next);
    const one = placed.find((other) => other.step === step);
    if (one) found.push(one.activity);
    else open.push(...(step?.after ?? []));
  }
  return found;
}
