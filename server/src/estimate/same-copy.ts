import type { CopyEstimates } from "./estimates.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";

/** What the same copy achieves in another plan: that of the workload between the same sites. */
export function sameCopy(
  { bound: { workload, from, to } }: ReplicationEstimate,
  estimates: Pick<CopyEstimates, "copiesOf">,
): ReplicationEstimate | undefined {
  return estimates
    .copiesOf(workload.workload.name)
    .find(({ bound }) => bound.from.name === from.name && bound.to.name === to.name);
}
