import { bindWorkload } from "../../model/bind.ts";
import { lookUp, usersOf } from "../../model/plan.ts";
import type { Site } from "../../model/site.ts";
import type { Duration, UncertainDuration } from "../kernel/duration.ts";
import { quickestRoute } from "../network.ts";
import { routeOver } from "../route.ts";
import type { ScenarioInputs } from "./scenario-inputs.ts";
import type { Strike } from "./strike.ts";
import type { ScenarioNote, WorkloadOutcome } from "./workload-outcome.ts";

/** What is worth knowing about workloads of which one needs the other, when at least one of them recovers. */
export function scenarioNotes(
  inputs: ScenarioInputs,
  strike: Strike,
  outcomes: readonly WorkloadOutcome[],
  reads: Set<number>,
): readonly ScenarioNote[] {
  const { plan } = inputs.estimates;
  const byName = new Map(outcomes.map((outcome) => [outcome.workload.workload.name, outcome]));
  const pairs = new Map<string, readonly [string, string]>();
  const add = (workload: string, needs: string) => pairs.set(`${workload} ${needs}`, [workload, needs]);
  for (const name of byName.keys()) {
    for (const need of byName.get(name)?.workload.workload.needs ?? []) add(name, need);
    for (const id of usersOf(plan, "workload", name)) {
      const other = bindWorkload(plan, plan.declarations.get(id))?.workload;
      if (other?.needs.includes(name)) add(other.name, name);
    }
  }
  const standing = (name: string): Standing | undefined => {
    const outcome = byName.get(name);
    const workload = outcome?.workload ?? bindWorkload(plan, lookUp(plan, name));
    const site = outcome ? outcome.chosen?.place : workload?.site;
    if (workload) reads.add(workload.workload.id);
    return workload && { name, rpo: outcome?.chosen && outcome.rpo, before: workload.site, site };
  };
  // By name: users of a name come in no order that means anything.
  const ordered = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
  return ordered.flatMap(([workload, needs]) => {
    const user = standing(workload);
    const needed = standing(needs);
    if (!user || !needed) return [];
    return [...differingPoints(user, needed), ...separation(user, needed, strike, inputs, reads)];
  });
}

/** Where a workload is after the recovery, and as of when. */
interface Standing {
  readonly name: string;
  /** Absent for one that runs on. */
  readonly rpo: UncertainDuration | undefined;
  readonly before: Site | undefined;
  readonly site: Site | undefined;
}

/** Points that differ by less are the same: rounding. Seconds. */
const SAME_POINT = 1e-3;

function differingPoints(user: Standing, needed: Standing): readonly ScenarioNote[] {
  if (!user.rpo || !needed.rpo) return [];
  const differ = (["low", "likely", "high"] as const).some(
    (bound) => !isSame((user.rpo as UncertainDuration)[bound], (needed.rpo as UncertainDuration)[bound]),
  );
  if (!differ) return [];
  return [
    {
      kind: "recovery-points-differ",
      workload: user.name,
      needs: needed.name,
      rpo: user.rpo,
      rpoOfNeeded: needed.rpo,
    },
  ];
}

function isSame(a: Duration, b: Duration): boolean {
  if (a.kind === "never" || b.kind === "never") return a.kind === b.kind;
  return Math.abs(a.time - b.time) <= SAME_POINT;
}

/** Further apart than chatty applications stand, and further than before. */
function separation(
  user: Standing,
  needed: Standing,
  strike: Strike,
  { estimates, constants }: ScenarioInputs,
  reads: Set<number>,
): readonly ScenarioNote[] {
  const { site: at } = user;
  const { site: neededAt } = needed;
  if (!at || !neededAt || at.name === neededAt.name) return [];
  if (at.name === user.before?.name && neededAt.name === needed.before?.name) return [];
  const way = strike.networkAt(strike.last).routeBetween(at.name, neededAt.name);
  for (const { link } of way?.hops ?? []) reads.add(link.link.id);
  const now = way?.rtt;
  if (now && now.likely <= constants["separation-latency"].value.likely) return [];
  const { before } = user;
  const usual = before && needed.before && quickestRoute(estimates.network, before.name, needed.before.name);
  const rttBefore = before?.name === needed.before?.name ? 0 : usual && routeOver(usual).rtt?.likely;
  if (now && rttBefore !== undefined && now.likely <= rttBefore) return [];
  return [
    { kind: "separated", workload: user.name, needs: needed.name, at: at.name, neededAt: neededAt.name, rtt: now },
  ];
}
