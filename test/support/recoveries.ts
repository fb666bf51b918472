import { after, type Duration, exactDuration } from "../../server/src/estimate/kernel/duration.ts";
import { quickestRoute } from "../../server/src/estimate/network.ts";
import type { Candidate, RecoverySource } from "../../server/src/estimate/recovery/candidate.ts";
import { type Recovery, recover } from "../../server/src/estimate/recovery/recover.ts";
import type { Situation } from "../../server/src/estimate/recovery/situation.ts";
import { routeOver } from "../../server/src/estimate/route.ts";
import { bindWorkload, runbookOf, siteOf } from "../../server/src/model/bind.ts";
import { idsOfKind, lookUp } from "../../server/src/model/plan.ts";
import { planSettings } from "../../server/src/model/plan-settings.ts";
import { lossScenario } from "../../server/src/model/scenario.ts";
import { scenarioMeant } from "../../server/src/model/scenario-list.ts";
import { estimatesOfText } from "./estimates.ts";

/** How a workload is to come back: `own`, `replica`, `history` or the name of a backup; and where, unless where the data lie. */
export interface Way {
  readonly of: string;
  readonly from: string;
  readonly to?: string;
  readonly reachable?: number;
}

export interface RecoveryOptions {
  /** Name of a scenario of the plan; absent: the loss of a site that the plan does not have. */
  readonly scenario?: string;
  readonly lost?: Situation["lost"];
  readonly spare?: Situation["spare"];
}

/** The recovery of workloads of a plan in these ways, all together, by workload. The runbook is the plan's first. */
export function recoveries(
  text: string,
  ways: readonly Way[],
  { scenario, lost, spare }: RecoveryOptions = {},
): ReadonlyMap<string, Recovery> {
  const { plan, constants, network, copiesOf, backupsOf } = estimatesOfText(text);
  const siteNamed = (name: string | undefined) => {
    const site = name === undefined ? undefined : siteOf(lookUp(plan, name));
    if (!site) throw new Error(`There is no site '${name}'.`);
    return site;
  };
  const candidates = ways.map(({ of, from, to, reachable }): Candidate => {
    const workload = bindWorkload(plan, lookUp(plan, of));
    if (!workload) throw new Error(`There is no workload '${of}'.`);
    const source = sourceOf(of, from);
    const at =
      source.kind === "own"
        ? siteNamed(workload.site?.name)
        : siteNamed((source.kind === "replica" ? source.replication : source.backup).bound.to.name);
    const place = siteNamed(to ?? at.name);
    const hops = place === at ? undefined : quickestRoute(network, at.name, place.name);
    return {
      workload,
      source,
      at,
      place,
      route: hops && routeOver(hops),
      loss: exactDuration(after(0)),
      reachable: exactDuration(after(reachable ?? 0)),
    };
  });
  const [runbook] = idsOfKind(plan, "runbook");
  const recovered = recover(candidates, {
    scenario: (scenario === undefined ? undefined : scenarioMeant(plan, scenario)) ?? lossScenario("site", "elsewhere"),
    settings: planSettings(plan, idsOfKind(plan, "plan")),
    runbook: runbook === undefined ? undefined : runbookOf(plan.declarations.get(runbook)),
    constants,
    lost,
    spare,
  });
  return new Map(
    candidates.map((candidate) => [candidate.workload.workload.name, recovered.get(candidate) as Recovery]),
  );

  function sourceOf(workload: string, from: string): RecoverySource {
    if (from === "own") return { kind: "own" };
    if (from === "replica" || from === "history") {
      const [replication] = copiesOf(workload);
      if (!replication) throw new Error(`'${workload}' has no copy.`);
      return { kind: "replica", replication, point: from === "history" ? "history" : "newest" };
    }
    const backup = backupsOf(workload).find(({ bound }) => bound.backup.name === from);
    if (!backup) throw new Error(`'${from}' does not hold '${workload}'.`);
    return { kind: "backup", backup };
  }
}

/** The only recovery. */
export function recovery(text: string, way: Way, options?: RecoveryOptions): Recovery {
  const [only] = recoveries(text, [way], options).values();
  return only as Recovery;
}

/** Seconds, or why never. */
export function timeOf(duration: Duration): number | string {
  return duration.kind === "after" ? duration.time : duration.because;
}

/** The steps of a recovery in the likely case: what, from, to. */
export function stepTable(steps: Recovery["steps"]): readonly (readonly [string, number | string, number | string])[] {
  return steps.map(({ step, start, end }) => [step, timeOf(start.likely), timeOf(end.likely)]);
}
