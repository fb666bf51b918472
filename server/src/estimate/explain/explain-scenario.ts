import type { Constants } from "../../model/constants.ts";
import type { Scenario } from "../../model/scenario.ts";
import { formatDuration, formatSize, formatUncertain } from "../../quantity/format-quantity.ts";
import type { Estimates } from "../estimates.ts";
import { longer, type UncertainDuration } from "../kernel/duration.ts";
import { worstVerdict } from "../kernel/within-limit.ts";
import { candidateWords } from "../recovery/candidate-words.ts";
import { lossSpan } from "../recovery/loss-words.ts";
import type { ScheduledStep } from "../recovery/recover.ts";
import type { Degradation, ScenarioEstimate, ScenarioNote, WorkloadOutcome } from "../recovery/workload-outcome.ts";
import { assumed, DECLARED, type Derivation, ESTIMATED, input } from "./derivation.ts";
import { afterWords, catchUpsAfter } from "./explain-catch-up.ts";
import { explainLoss } from "./explain-loss.ts";
import { objective } from "./explain-objective.ts";
import { spanOf } from "./explain-words.ts";

/** What a scenario does, in short: each workload that it hits, copies that suffer, and what else is worth knowing. */
export function explainScenario(estimate: ScenarioEstimate, estimates: Estimates): readonly Derivation[] {
  const { scenario, outcomes, degraded, capacity, notes } = estimate;
  const afterwards = catchUpsAfter(estimate, estimates);
  const hit = outcomes.map((outcome) =>
    input(
      `'${outcome.workload.workload.name}'`,
      `RPO ${rpoWords(outcome)} · RTO ${rtoWords(outcome.rto)} · ${verdictWords(outcome)}`,
      outcome.chosen ? candidateWords(outcome.chosen) : "nothing brings it back",
    ),
  );
  const copies = degraded.map((copy) =>
    input(
      copyName(copy),
      copy.route ? `RPO ${spanOf(copy.rpo)}` : "stops",
      [...wayWords(copy), ...afterWords(afterwards.get(copy.replication))].join("; "),
    ),
  );
  const room = capacity.flatMap(({ place, hosts }) =>
    hosts ? [input(`servers at '${place.name}'`, `${hosts.needed} of ${hosts.available} needed`, ESTIMATED)] : [],
  );
  return [
    {
      title: `Scenario '${scenario.name}'`,
      value: summary(outcomes, degraded),
      formula: "for each workload hit: objectives met first, then the least loss, then the least time",
      inputs: [...hit, ...copies, ...room],
      columns: ["what is hit", "what becomes of it", "from"],
      notes: [...lossWords(scenario), ...outcomes.flatMap(dependsWords), ...notes.map(noteWords)],
      sources: [],
    },
  ];
}

/** How loss and recovery time of a workload in a scenario came about. */
export function explainOutcome(
  outcome: WorkloadOutcome,
  scenario: Scenario,
  constants: Constants,
): readonly Derivation[] {
  return [explainLoss(outcome, scenario, constants), explainTime(outcome, scenario, constants)];
}

function explainTime(outcome: WorkloadOutcome, scenario: Scenario, constants: Constants): Derivation {
  const { recovery, chosen, workload, judged } = outcome;
  const { name } = workload.workload;
  const steps = recovery?.criticalPath.filter((step) => lengthOf(step) > 0) ?? [];
  const slowest = steps.reduce<ScheduledStep | undefined>(
    (most, step) => (most && lengthOf(most) >= lengthOf(step) ? most : step),
    undefined,
  );
  return {
    title: `Recovery time (RTO) of '${name}' in '${scenario.name}'`,
    value: rtoWords(outcome.rto),
    formula: "from the disruption on, the longest chain of steps that wait for each other, people and machines shared",
    inputs: [
      ...steps.map((step) =>
        input(step.step, `${timeOf(step.start)} → ${timeOf(step.end)}`, originWords(step, constants)),
      ),
      ...objective("RTO", judged.rto, outcome.expect.rto),
      ...(judged.mtd === undefined
        ? []
        : [input("MTD", formatDuration(judged.mtd), "declared, work recovery included")]),
    ],
    columns: ["step", "when", "from"],
    notes: [
      ...(chosen ? [`It comes back from ${candidateWords(chosen)}.`] : ["Nothing brings it back."]),
      `Verdict: ${verdictWords(outcome)}.`,
      ...(outcome.dependsOn === undefined ? [] : [`It depends on ${outcome.dependsOn}.`]),
    ],
    ...(slowest ? { bottleneck: slowest.step } : {}),
    sources: [],
  };
}

/** `met`, `at risk`, `missed (RPO, RTO)`, `no objective`. */
export function verdictWords({ verdict, missed }: WorkloadOutcome): string {
  const names = missed.map((each) => (each === "copy" ? "the copy" : each.toUpperCase())).join(", ");
  switch (verdict) {
    case "none":
      return "no objective";
    case "met":
      return "met";
    case "at-risk":
      return `at risk (${names})`;
    case "missed":
      return `missed (${names})`;
  }
}

/** What is lost, in words: all of it where nothing brings it back. */
export function rpoWords({ chosen, rpo }: WorkloadOutcome): string {
  return chosen ? lossSpan(rpo) : "all data";
}

export function rtoWords(rto: UncertainDuration): string {
  return spanOf(rto, "never");
}

function summary(outcomes: readonly WorkloadOutcome[], degraded: readonly Degradation[]): string {
  const stopped = degraded.filter(({ route }) => !route).length;
  const moved = degraded.length - stopped;
  const copies = [
    ...(stopped > 0 ? [`${count(stopped, "copy", "copies")} stopped`] : []),
    ...(moved > 0 ? [`${count(moved, "copy", "copies")} on other ways`] : []),
  ];
  if (outcomes.length === 0) return ["no workload is hit", ...copies].join(", ");
  const worst = (of: (outcome: WorkloadOutcome) => UncertainDuration) => {
    const all = outcomes.map(of);
    const most = (bound: keyof UncertainDuration) => all.map((each) => each[bound]).reduce(longer);
    return { low: most("low"), likely: most("likely"), high: most("high") };
  };
  const lost = outcomes.find(({ chosen }) => !chosen);
  const rpo = lost ? rpoWords(lost) : lossSpan(worst((outcome) => outcome.rpo));
  const rto = rtoWords(worst((outcome) => outcome.rto));
  const judged = outcomes.flatMap(({ verdict }) => (verdict === "none" ? [] : [verdict]));
  const verdict = judged.length === 0 ? "no objective" : worstVerdict(judged).replace("-", " ");
  const hit = count(outcomes.length, "workload", "workloads");
  return [`${hit} hit, at worst RPO ${rpo} · RTO ${rto}: ${verdict}`, ...copies].join("; ");
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function copyName({ replication: { bound } }: Degradation): string {
  return `copy of '${bound.workload.workload.name}' to '${bound.to.name}'`;
}

function wayWords({ route, backlogPerDay, journalLasts, stopsWorkload }: Degradation): readonly string[] {
  const over = route?.hops.map(({ link }) => `'${link.link.name}'`).join(", ");
  return [
    over === undefined ? "no way is left" : `over ${over}`,
    ...(backlogPerDay.high > 0 ? [`its backlog grows by ${formatUncertain(backlogPerDay, formatSize)} a day`] : []),
    ...(journalLasts ? [`its journal lasts ${spanOf(journalLasts)}`] : []),
    ...(stopsWorkload ? ["the workload stops with it"] : []),
  ];
}

/** Of one that is at risk: the assumption that decides. */
function dependsWords({ workload, dependsOn }: WorkloadOutcome): readonly string[] {
  return dependsOn === undefined ? [] : [`'${workload.workload.name}' depends on ${dependsOn}.`];
}

function lossWords({ losses, corruptions, attacker }: Scenario): readonly string[] {
  const lost = losses.map(({ kind, name, lasts }) => {
    const time = lasts ? ` for ${formatUncertain(lasts, formatDuration)}` : "";
    return `Lost${time}: ${kind} '${name}'.`;
  });
  const dirty = corruptions.map(
    ({ kind, names }) => `Corrupted: ${kind} ${names.map((name) => `'${name}'`).join(", ")}.`,
  );
  return [...lost, ...dirty, ...(attacker ? ["Somebody means harm: only immutable or offline copies count."] : [])];
}

/** A note in words. */
export function noteWords(note: ScenarioNote): string {
  const { workload, needs } = note;
  if (note.kind === "recovery-points-differ") {
    return `'${workload}' loses ${lossSpan(note.rpo)}, '${needs}', which it needs, ${lossSpan(note.rpoOfNeeded)}: they come back as of different instants.`;
  }
  const apart = note.rtt
    ? `${formatUncertain(note.rtt, formatDuration)} apart`
    : "and no links lead from one to the other";
  return `'${workload}' then runs at '${note.at}', '${needs}', which it needs, at '${note.neededAt}', ${apart}.`;
}

function originWords({ origin }: ScheduledStep, constants: Constants): string {
  switch (origin.kind) {
    case "runbook":
      return `step '${origin.step}' of the runbook`;
    case "declared":
      return `${DECLARED} (${origin.by})`;
    case "published":
      return `as published for ${origin.product}`;
    case "constant":
      return assumed(constants[origin.name]);
    case "computed":
      return ESTIMATED;
  }
}

function timeOf({ likely }: UncertainDuration): string {
  return likely.kind === "never" ? "never" : formatDuration(likely.time);
}

/** In the likely case, for comparing. */
function lengthOf({ start, end }: ScheduledStep): number {
  if (start.likely.kind === "never") return 0;
  return end.likely.kind === "never" ? Number.MAX_VALUE : end.likely.time - start.likely.time;
}
