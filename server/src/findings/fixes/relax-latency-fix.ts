import type { ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import { roundedUp } from "../../estimate/round-sizes.ts";
import { lookUp } from "../../model/plan.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import type { FixCandidate, FixContext } from "../rule.ts";
import { replaceValue } from "../statement-edit.ts";

/** Lets the tier's writes take as long as they will: for applications that can live with it. */
export function relaxLatencyFix({ bound, sync }: ReplicationEstimate, { plan }: FixContext): readonly FixCandidate[] {
  const { tier } = bound.workload;
  const added = sync?.added.high;
  if (!tier || tier.writeLatency === undefined || added?.kind !== "after") return [];
  const relaxed = roundedUp(added.time);
  if (!relaxed || relaxed.seconds <= tier.writeLatency) return [];
  const before = formatDuration(tier.writeLatency);
  return [
    {
      edits: replaceValue(lookUp(plan, tier.name), "/write-latency", relaxed.text),
      title: () => `Allow tier '${tier.name}' a write latency of ${relaxed.text} instead of ${before}`,
    },
  ];
}
