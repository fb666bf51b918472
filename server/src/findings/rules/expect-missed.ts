import { compareDurations } from "../../estimate/kernel/duration.ts";
import { candidateWords } from "../../estimate/recovery/candidate-words.ts";
import type { ScenarioEstimate, WorkloadOutcome } from "../../estimate/recovery/workload-outcome.ts";
import { scenarioOf } from "../../model/bind.ts";
import { lookUp } from "../../model/plan.ts";
import type { Expectation } from "../../model/scenario.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import { closerPointsFix } from "../fixes/closer-points-fix.ts";
import { recoveryFixes } from "../fixes/recovery-fixes.ts";
import { relaxedTo } from "../fixes/relax-objective-fix.ts";
import { type MissedOutcome, missOf } from "../missed-outcome.ts";
import { backWords, dependsWords, longestStep, losesWords } from "../objective-words.ts";
import { defineRule, type FixCandidate, type FixContext } from "../rule.ts";
import { replaceValue } from "../statement-edit.ts";

interface NotAsExpected {
  readonly pointer: string;
  readonly expectation: Expectation;
  readonly what: "rpo" | "rto";
  /** The workload that is furthest from it; without a miss it is one that nothing brings back. */
  readonly name: string;
  readonly worst: MissedOutcome | undefined;
  readonly others: number;
}

export const expectMissed = defineRule<NotAsExpected>({
  code: "expect-missed",
  severity: "error",
  summary: "What a scenario expects must be what the plan achieves in it.",
  why: "An `expect` line is a promise for this one scenario: for the loss of a whole region more time is granted, for another perhaps less. It counts instead of the tier's objectives, and is held against the estimate in the same way.",
  sources: ["Scenarios: docs/model.md"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }
scenario fire { lose site york; expect silver rto <= <|1 h|> }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }
scenario fire { lose site york; expect silver rto <= 2 h }`,
  },
  kinds: ["scenario"],

  *check(declaration, { plan, estimates }) {
    const scenario = scenarioOf(declaration);
    if (!scenario || lookUp(plan, scenario.name) !== declaration) return;
    const estimate = estimates.scenario(scenario.name);
    if (!estimate) return;
    const { spans } = declaration.document;
    for (const [index, expectation] of scenario.expects.entries()) {
      for (const what of ["rpo", "rto"] as const) {
        const pointer = `/expect/${index}/${what}`;
        const facts = notAsExpected(estimate, expectation, what, pointer);
        if (!facts) continue;
        const related = lookUp(plan, facts.name);
        const whole = spans.at(`/expect/${index}`) ?? spans.header;
        yield {
          at: facts.worst ? (spans.at(pointer) ?? whole) : whole,
          severity: facts.worst?.verdict === "at-risk" ? "warning" : "error",
          facts,
          related: related ? [{ declaration: related.id, pointer: "/tier", message: "This workload" }] : [],
        };
        // What does not come back misses both alike.
        if (!facts.worst) break;
      }
    }
  },

  message({ expectation, what, name, worst, others }) {
    const more =
      others === 0 ? "" : `, and ${others} more ${others === 1 ? "workload is" : "workloads are"} worse than expected`;
    if (!worst)
      return `${objectivesOf(expectation)} cannot be kept: nothing brings '${name}' back in this scenario${more}.`;
    const asked = `${formatDuration(expectation[what] ?? 0)} expected`;
    const { outcome } = worst;
    if (what === "rpo") {
      const from = outcome.chosen ? ` (${candidateWords(outcome.chosen)})` : "";
      return `'${name}' ${losesWords(worst)}${from}, ${asked}${more}.${dependsWords(worst)}`;
    }
    const since = outcome.by === "corruption" ? "corruption is noticed" : "the disruption";
    const step = longestStep(worst);
    const longest = step === undefined ? "" : ` The longest step is: ${step}.`;
    return `'${name}' ${backWords(worst)} after ${since}, ${asked}${more}.${longest}${dependsWords(worst)}`;
  },

  fixes: (facts, context) =>
    facts.worst
      ? [
          ...(facts.what === "rpo" ? closerPointsFix(facts.worst, context) : recoveryFixes(facts.worst, context)),
          ...relaxFix(facts, facts.worst, context),
        ]
      : [],
});

/** `RPO 1 h and RTO 4 h`. */
function objectivesOf(expectation: Expectation): string {
  const said = (["rpo", "rto"] as const).flatMap((what) => {
    const time = expectation[what];
    return time === undefined ? [] : [`${what.toUpperCase()} ${formatDuration(time)}`];
  });
  return said.join(" and ");
}

/** The workload that is furthest from an expectation, and how many more are not as expected. */
function notAsExpected(
  estimate: ScenarioEstimate,
  expectation: Expectation,
  what: "rpo" | "rto",
  pointer: string,
): NotAsExpected | undefined {
  const expected = expectation[what];
  if (expected === undefined) return undefined;
  const found: (readonly [WorkloadOutcome, MissedOutcome | undefined])[] = [];
  for (const outcome of estimate.outcomes) {
    const { workload, tier } = outcome.workload;
    const isMeant = expectation.of === workload.name || expectation.of === tier?.name;
    if (!isMeant || outcome.expect[what] !== expected) continue;
    const missed = missOf(estimate, outcome, what);
    if (missed || !outcome.chosen) found.push([outcome, missed]);
  }
  const [first] = found.sort(([, a], [, b]) => worstFirst(a, b));
  if (!first) return undefined;
  const name = first[0].workload.workload.name;
  return { pointer, expectation, what, name, worst: first[1], others: found.length - 1 };
}

function worstFirst(a: MissedOutcome | undefined, b: MissedOutcome | undefined): number {
  if (!a || !b) return Number(a !== undefined) - Number(b !== undefined);
  if (a.verdict !== b.verdict) return a.verdict === "missed" ? -1 : 1;
  return compareDurations(b.reached.likely, a.reached.likely);
}

function relaxFix(
  { pointer, expectation, what }: NotAsExpected,
  worst: MissedOutcome,
  { declaration }: FixContext,
): readonly FixCandidate[] {
  const relaxed = relaxedTo(worst.reached);
  if (!relaxed || relaxed.seconds <= worst.objective) return [];
  return [
    {
      edits: replaceValue(declaration, pointer, relaxed.text),
      title: () => `Expect ${relaxed.text} instead of ${formatDuration(expectation[what] ?? 0)}`,
    },
  ];
}
