import type { Site } from "../../model/site.ts";
import type { Workload } from "../../model/workload.ts";

/** Whether a place has room for what is to run there after a recovery. */
export interface CapacityCheck {
  readonly place: Site;
  /** Machines of the workloads that run there anyhow. */
  readonly resident: number;
  /** Machines of those that recover there. */
  readonly recovered: number;
  /** Servers that all of them need, and those that there are; absent when the place does not say: it is not checked. */
  readonly hosts: { readonly needed: number; readonly available: number } | undefined;
}

/** `residents` are those that stay at the place, without the recovered. Workloads without machines need no room. */
export function recoveryCapacity(
  place: Site,
  residents: readonly Workload[],
  recovered: readonly Workload[],
): CapacityCheck {
  const counts = { resident: machinesOf(residents), recovered: machinesOf(recovered) };
  const { hosts, vmsPerHost } = place;
  if (hosts === undefined || vmsPerHost === undefined) return { place, ...counts, hosts: undefined };
  const needed = Math.ceil((counts.resident + counts.recovered) / vmsPerHost);
  return { place, ...counts, hosts: { needed, available: hosts } };
}

function machinesOf(workloads: readonly Workload[]): number {
  return workloads.reduce((sum, { vms = 0, count }) => sum + vms * count, 0);
}
