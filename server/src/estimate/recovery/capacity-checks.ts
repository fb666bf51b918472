import { workloadOf } from "../../model/bind.ts";
import { type Plan, usersOf } from "../../model/plan.ts";
import type { Site } from "../../model/site.ts";
import type { Workload } from "../../model/workload.ts";
import type { Candidate } from "./candidate.ts";
import { type CapacityCheck, recoveryCapacity } from "./recovery-capacity.ts";

/**
 * Whether each place has room for what comes to it besides what runs there anyhow, by the names of the places. `reads`
 * gains the workloads that are counted.
 */
export function capacityChecks(plan: Plan, chosen: readonly Candidate[], reads: Set<number>): readonly CapacityCheck[] {
  const coming = new Map<Site, Workload[]>();
  for (const { workload, place } of chosen) {
    if (workload.site?.name === place.name || workload.workload.vms === undefined) continue;
    const there = coming.get(place) ?? [];
    coming.set(place, there);
    there.push(workload.workload);
  }
  const places = [...coming].sort(([a], [b]) => (a.name < b.name ? -1 : 1));
  return places.map(([place, recovered]) => {
    const residents = machinesAt(plan, place.name);
    for (const { id } of residents) reads.add(id);
    return recoveryCapacity(place, residents, recovered);
  });
}

const known = new WeakMap<Plan, Map<string, readonly Workload[]>>();

/** The workloads at a site that have machines. */
function machinesAt(plan: Plan, site: string): readonly Workload[] {
  const bySite = known.get(plan) ?? new Map<string, readonly Workload[]>();
  known.set(plan, bySite);
  let residents = bySite.get(site);
  if (!residents) {
    residents = [...usersOf(plan, "workload", site)].flatMap((id) => {
      const workload = workloadOf(plan.declarations.get(id));
      return workload?.site === site && workload.vms !== undefined ? [workload] : [];
    });
    bySite.set(site, residents);
  }
  return residents;
}
