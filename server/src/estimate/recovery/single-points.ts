import type { ScenarioEstimate } from "./workload-outcome.ts";

/** Something whose loss alone breaks a promise or stops a copy. */
export interface SinglePoint {
  readonly kind: "site" | "link" | "conduit";
  readonly name: string;
  readonly scenario: string;
  /** Names of workloads that miss an objective even at best, or that nothing brings back. */
  readonly workloads: readonly string[];
  /** Copies between sites that are both left, but without a way from one to the other. */
  readonly copies: readonly StoppedCopy[];
}

export interface StoppedCopy {
  readonly workload: string;
  readonly from: string;
  readonly to: string;
  /** Whether it is a member of a quorum group, which goes on without it while a majority lives. */
  readonly isMember: boolean;
  /** Whether its workload stops with it. */
  readonly stopsWorkload: boolean;
}

/** The points of single failure among scenarios, in their order: of those with one loss, that of a site, a link or a conduit. */
export function singlePoints(scenarios: Iterable<ScenarioEstimate>): readonly SinglePoint[] {
  return [...scenarios].flatMap((estimate) => singlePoint(estimate) ?? []);
}

function singlePoint({ scenario, outcomes, degraded }: ScenarioEstimate): SinglePoint | undefined {
  const [loss, second] = scenario.losses;
  if (!loss || second || scenario.corruptions.length > 0) return undefined;
  const { kind, name } = loss;
  if (kind === "region" || kind === "workload") return undefined;
  const workloads = outcomes.flatMap(({ workload, chosen, verdict }) =>
    !chosen || verdict === "missed" ? [workload.workload.name] : [],
  );
  const copies = degraded.flatMap(({ replication: { bound }, route, stopsWorkload }): readonly StoppedCopy[] => {
    const [from, to] = [bound.from.name, bound.to.name];
    const ends = kind === "site" && (from === name || to === name);
    if (route || ends) return [];
    const isMember = bound.replication.mode === "quorum";
    return [{ workload: bound.workload.workload.name, from, to, isMember, stopsWorkload }];
  });
  if (workloads.length === 0 && copies.length === 0) return undefined;
  return { kind, name, scenario: scenario.name, workloads, copies };
}
