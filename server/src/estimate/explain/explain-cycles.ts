import { formatDuration, formatNumber, formatSize } from "../../quantity/format-quantity.ts";
import { formatWeekdayTime } from "../../quantity/time-of-day.ts";
import { exactly } from "../../quantity/uncertain.ts";
import { type CycleEstimate, cycleDuration, estimateCycles, steadyCycles } from "../cycle-estimate.ts";
import { demandOf } from "../demand.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import { DECLARED, type Derivation, ESTIMATED, input } from "./derivation.ts";
import { overWeek, range } from "./explain-link.ts";
import { routeWords, sharingWords, spanOf } from "./explain-words.ts";

/** How the recovery point of a copy that is refreshed in cycles came about. */
export function explainCycles(estimate: ReplicationEstimate, cycles: CycleEstimate): Derivation {
  const { bound, demand, rpo, source, shared } = estimate;
  const service = shared?.kind === "service" ? shared.service : demand?.service;
  const { workload } = bound.workload;
  const { replication, technology } = bound;
  const logs = replication.mode === "log-shipping";
  const steady = steadyCycles(cycles);
  const inputs = [
    input(
      "interval",
      range(cycles.every, formatDuration),
      cycles.everyFrom === "declared" ? DECLARED : "the product's usual interval",
    ),
    ...(demand ? [input("change", overWeek(demand.change), DECLARED)] : []),
    ...(logs || workload.unique.length === 0
      ? []
      : [input("distinct bytes", `${workload.unique.length} windows`, DECLARED)]),
    input(
      "reduction",
      range(replication.reduction ?? exactly(1), (value) => `${formatNumber(value)}x`),
      replication.reduction ? DECLARED : "assumed: none unless measured",
    ),
    ...(service
      ? [input(shared ? "the others leave" : "the route takes", overWeek(service), routeWords(estimate))]
      : []),
    ...(steady ? [input("longest cycle", formatDuration(steady.longest), `${formatSize(steady.most)} to send`)] : []),
    ...(source?.rpo ? [input(`age of the copy at '${bound.from.name}'`, spanOf(source.rpo.worst), ESTIMATED)] : []),
  ];
  const when = rpo?.worstAt === undefined ? "" : `, reached ${formatWeekdayTime(rpo.worstAt)}`;
  return {
    title: `Recovery point (RPO) of '${workload.name}' at '${bound.to.name}'`,
    value: `${spanOf(rpo?.worst ?? cycleDuration(cycles, "worst"))} at worst${when}`,
    formula: logs
      ? "from the start of one log to the arrival of the next, each with all writes of its interval"
      : "from the start of one cycle to the end of the next, each with what changed since the one before",
    inputs,
    notes: [
      `Half of the time ${spanOf(cycleDuration(cycles, "typical"))} or less, 95 % of the time ${spanOf(cycleDuration(cycles, "p95"))} or less.`,
      ...(technology?.settingIsAge
        ? ["The interval is the greatest age that the product allows itself: cycles start early enough to end in time."]
        : []),
      ...(steady && !steady.fits ? ["Cycles do not fit their interval: each delays the next."] : []),
      sharingWords(estimate),
    ],
    bottleneck: bottleneckOf(estimate, cycles),
    sources: [],
  };
}

/** The window counts where cycles would take less than half as long without it. */
function bottleneckOf({ bound, route }: ReplicationEstimate, cycles: CycleEstimate): string {
  const longest = longestOf(cycles);
  if (longest <= cycles.every.likely / 2) return "the interval";
  if (route && bound.replication.window) {
    const anyTime = { ...bound, replication: { ...bound.replication, window: undefined } };
    const open = estimateCycles(anyTime, demandOf(anyTime, route));
    if (open && longestOf(open) < longest / 2) return "the window: outside of it nothing is sent";
  }
  return longest === Number.POSITIVE_INFINITY
    ? "the line: each cycle has more to send than the one before"
    : "the line: a cycle takes longer than half its interval";
}

/** How long the longest cycle likely takes; infinite when they grow and grow. */
function longestOf(cycles: CycleEstimate): number {
  return steadyCycles(cycles)?.longest ?? Number.POSITIVE_INFINITY;
}
