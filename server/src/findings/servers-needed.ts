import { serversFor } from "../estimate/recovery/recovery-place.ts";
import type { ScenarioEstimate, WorkloadOutcome } from "../estimate/recovery/workload-outcome.ts";

/** Whether a workload comes back at a place without servers, which must be bought and set up first. */
export function waitsForServers({ chosen, workload }: WorkloadOutcome): boolean {
  return chosen !== undefined && chosen.place.standby === "none" && chosen.place !== workload.site;
}

const known = new WeakMap<ScenarioEstimate, Map<string, number>>();

/** Servers that all need together that come back at a place. */
export function serversNeededAt(estimate: ScenarioEstimate, place: string): number {
  const places = known.get(estimate) ?? new Map<string, number>();
  known.set(estimate, places);
  let servers = places.get(place);
  if (servers === undefined) {
    servers = 0;
    for (const { chosen } of estimate.outcomes) if (chosen?.place.name === place) servers += serversFor(chosen);
    places.set(place, servers);
  }
  return servers;
}
