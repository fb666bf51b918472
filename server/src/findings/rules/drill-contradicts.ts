import type { UncertainDuration } from "../../estimate/kernel/duration.ts";
import type { WorkloadOutcome } from "../../estimate/recovery/workload-outcome.ts";
import { isKind } from "../../model/declaration.ts";
import { readDuration } from "../../model/read-quantity.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import { defineRule } from "../rule.ts";
import { showRange } from "../show.ts";
import { setAttributes } from "../statement-edit.ts";

interface Contradiction {
  readonly name: string;
  readonly what: "rpo" | "rto";
  readonly measured: Seconds;
  readonly scenario: string;
  readonly passed: boolean;
  /** The objective that the measurement misses; absent: it keeps it. */
  readonly objective: Seconds | undefined;
  readonly estimate: UncertainDuration;
}

export const drillContradicts = defineRule<Contradiction>({
  code: "drill-contradicts",
  severity: "warning",
  summary: "What a drill has measured must agree with the objectives, and with what the plan estimates.",
  why: "A drill is the only proof that a plan has. A drill that took longer than the objective has not passed, whatever the minutes say. And if reality is far slower than the estimate, the plan leaves something out: a step that nobody wrote down, a line that is not what its contract says. Either of them should be corrected. A drill that was much faster than estimated shows at least that figures of the plan are too careful.",
  sources: ["NIST SP 800-34 Rev. 1, 3.5: tests, training and exercises", "ISO 22301:2019, 8.5"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }
drill 2026-06-01 { scenario loss-of-york; measured files rpo 1 min rto <|9 h|>; result passed }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }
drill 2026-06-01 { scenario loss-of-york; measured files rpo 1 min rto 2 h; result passed }`,
  },
  kinds: ["drill"],

  *check(declaration, { estimates }) {
    if (!isKind(declaration, "drill")) return;
    const { value, spans } = declaration.document;
    const scenario = value.scenario === undefined ? undefined : estimates.scenario(value.scenario);
    if (!scenario) return;
    for (const [index, statement] of (value.measured ?? []).entries()) {
      const outcome = scenario.outcomeOf(statement.workload);
      if (!outcome) continue;
      for (const what of ["rpo", "rto"] as const) {
        const measured = readDuration(statement[what])?.likely;
        const found = measured === undefined ? undefined : contradiction(outcome, what, measured);
        // A drill that failed and says so contradicts nothing.
        if (measured === undefined || !found || (found.objective !== undefined && value.result === "failed")) continue;
        yield {
          at: spans.at(`/measured/${index}/${what}`) ?? spans.header,
          severity: found.severity,
          facts: {
            name: statement.workload,
            what,
            measured,
            scenario: scenario.scenario.name,
            passed: value.result === "passed",
            objective: found.objective,
            estimate: what === "rpo" ? outcome.rpo : outcome.rto,
          },
          related: [{ declaration: outcome.workload.workload.id, pointer: "/tier", message: "The workload" }],
        };
      }
    }
  },

  message({ name, what, measured, scenario, passed, objective, estimate }) {
    const is = what === "rpo" ? "lost" : "took";
    const told = `'${name}' ${is} ${formatDuration(measured)} in this drill of '${scenario}'`;
    if (objective !== undefined)
      return `${told}, more than the ${formatDuration(objective)} that are promised${passed ? ", and yet it counts as passed" : ""}.`;
    const slower = estimate.high.kind === "after" && measured > estimate.high.time;
    return `${told}; the plan estimates ${showRange(estimate)}: ${slower ? "it leaves something out" : "its figures are far too careful"}.`;
  },

  fixes: ({ passed, objective }, { declaration }) =>
    passed && objective !== undefined
      ? [
          {
            edits: setAttributes(declaration, { result: "failed" }),
            title: () => "Record it as failed, so that it is repeated",
          },
        ]
      : [],
});

interface Found {
  readonly severity: "warning" | "info";
  readonly objective: Seconds | undefined;
}

/** Estimates and measurements that differ by less do not contradict each other. Own choice. */
const FAR = 2;

/** Differences that no plan foresees, seconds. Own choice. */
const NEAR = 900;

function contradiction(outcome: WorkloadOutcome, what: "rpo" | "rto", measured: Seconds): Found | undefined {
  const objective = outcome.judged[what];
  if (objective !== undefined && measured > objective) return { severity: "warning", objective };
  const { low, high } = what === "rpo" ? outcome.rpo : outcome.rto;
  if (high.kind === "after" && measured > FAR * high.time && measured > high.time + NEAR)
    return { severity: "warning", objective: undefined };
  // A drill at a good hour loses less than the worst one, so only times tell.
  if (what === "rto" && low.kind === "after" && measured * FAR < low.time && measured + NEAR < low.time)
    return { severity: "info", objective: undefined };
  return undefined;
}
