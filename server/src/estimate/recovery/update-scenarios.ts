import { IdMap } from "../../base/id-map.ts";
import { LayeredMap } from "../../base/layered-map.ts";
import { sameItems } from "../../base/same-items.ts";
import { linkOf, siteOf } from "../../model/bind.ts";
import { type Declaration, isKind } from "../../model/declaration.ts";
import { lookUp, type Plan, usersOf } from "../../model/plan.ts";
import { replacedName, scenarioNamed, scenariosTouchedBy } from "../../model/scenario-list.ts";
import type { CapacityCheck } from "./recovery-capacity.ts";
import { estimateScenario, estimateUnderLoads } from "./scenario-estimate.ts";
import type { ScenarioInputs } from "./scenario-inputs.ts";
import type { ScenarioEstimate, WorkloadOutcome } from "./workload-outcome.ts";

/** The scenarios of a plan, and which of them rest on what. */
export interface Scenarios {
  readonly byName: LayeredMap<string, ScenarioEstimate>;
  /** Names of the scenarios that looked at a declaration, by its id. */
  readonly readers: IdMap<ReadonlySet<string>>;
  /** Names of the scenarios that hit a workload, by the workload's name. */
  readonly hitting: LayeredMap<string, ReadonlySet<string>>;
  /** Names of those that are estimated at all; absent: every one. */
  readonly asked?: ReadonlySet<string> | undefined;
}

export const NO_SCENARIOS: Scenarios = {
  byName: LayeredMap.empty(),
  readers: IdMap.empty(),
  hitting: LayeredMap.empty(),
};

export interface ScenarioChange {
  readonly plan: Plan;
  readonly earlier: Plan | undefined;
  /** Ids of what changed, for itself or by what is estimated of it, and of what is gone; of links also if their load did. */
  readonly touched: Iterable<number>;
  /** What all scenarios rest on changed: all are estimated anew. */
  readonly all: boolean;
  /** Those that are others by themselves, while sites, links and names are the same; nothing where those are not. */
  readonly changed: ReadonlySet<number> | undefined;
}

export interface UpdatedScenarios {
  readonly scenarios: Scenarios;
  /** Ids of the declarations at which it may be told that outcomes are others. */
  readonly reached: ReadonlySet<number>;
}

/** The scenarios after a change: those that looked at something that changed, and those that came or went with it. */
export function updateScenarios(before: Scenarios, change: ScenarioChange, inputs: ScenarioInputs): UpdatedScenarios {
  const { plan, changed } = change;
  const { asked } = before;
  const { again, loaded } = namesToUpdate(before, change);
  const reached = new Set<number>();
  const estimates: [string, ScenarioEstimate | undefined][] = [];
  const readers = new Index(before.readers);
  const hitting = new Index(before.hitting);
  const put = (name: string, old: ScenarioEstimate | undefined, now: ScenarioEstimate | undefined) => {
    if (old === now) return;
    estimates.push([name, now]);
    readers.replace(name, old?.reads, now?.reads);
    for (const id of copiesOnStandby(plan, [old, now])) reached.add(id);
    if (old?.outcomes === now?.outcomes) return;
    for (const id of toldBeside(plan, old, now)) reached.add(id);
    hitting.replace(name, old && hitBy(old), now && hitBy(now));
    for (const id of outcomesChanged(plan, old, now)) reached.add(id);
  };
  for (const name of again) {
    if (asked && !asked.has(name)) continue;
    const old = before.byName.get(name);
    const scenario = scenarioNamed(plan, name);
    put(name, old, scenario && estimateScenario(scenario, inputs, changed && old));
  }
  for (const name of loaded) {
    const old = before.byName.get(name);
    if (old && !again.has(name)) put(name, old, estimateUnderLoads(old, inputs));
  }
  return {
    scenarios: {
      byName: before.byName.with(estimates),
      readers: before.readers.with(readers.changes()),
      hitting: before.hitting.with(hitting.changes()),
      asked,
    },
    reached,
  };
}

/** The scenarios that may be others, and those of which only the loads of links may be. */
function namesToUpdate(
  { byName, readers }: Scenarios,
  { plan, earlier, touched, all, changed }: ScenarioChange,
): { readonly again: ReadonlySet<string>; readonly loaded: ReadonlySet<string> } {
  const again = new Set<string>(all ? byName.keys() : []);
  const loaded = new Set<string>();
  for (const id of touched) {
    if (changed && !changed.has(id)) {
      if (isLink(plan.declarations.get(id))) for (const name of readers.get(id) ?? []) loaded.add(name);
      continue;
    }
    for (const name of readers.get(id) ?? []) again.add(name);
    for (const name of namesFrom(earlier, id)) again.add(name);
    for (const name of namesFrom(plan, id)) again.add(name);
  }
  return { again, loaded };
}

function isLink(declaration: Declaration | undefined): boolean {
  return declaration?.document.kind === "link";
}

/** The workloads of which the outcome is another, and all that the notes are about, which stand beside others; with the scenario. */
function outcomesChanged(
  plan: Plan,
  old: ScenarioEstimate | undefined,
  now: ScenarioEstimate | undefined,
): ReadonlySet<number> {
  const changed = new Set<number>();
  const same = new Set<WorkloadOutcome>(old?.outcomes);
  for (const outcome of now?.outcomes ?? []) {
    if (!same.delete(outcome)) changed.add(outcome.workload.workload.id);
  }
  for (const { workload } of same) changed.add(workload.workload.id);
  for (const estimate of [old, now]) {
    if (estimate?.scenario.id !== undefined) changed.add(estimate.scenario.id);
    for (const { workload, needs } of estimate?.notes ?? [])
      for (const name of [workload, needs]) for (const id of plan.names.get(name) ?? []) changed.add(id);
  }
  return changed;
}

/** What is told of a scenario elsewhere than at the workloads: whether a place has room, that a line is the only one, what a drill has measured. */
function* toldBeside(
  plan: Plan,
  old: ScenarioEstimate | undefined,
  now: ScenarioEstimate | undefined,
): Iterable<number> {
  for (const [one, other] of [
    [old, now],
    [now, old],
  ])
    for (const check of one?.capacity ?? [])
      if (!other?.capacity.some((each) => sameCheck(check, each))) yield check.place.id;
  for (const { scenario } of [old, now].flatMap((estimate) => estimate ?? [])) {
    for (const { kind, name } of scenario.losses) if (kind === "link") yield* plan.names.get(name) ?? [];
    const standsFor = replacedName(plan, scenario);
    for (const name of standsFor === undefined ? [scenario.name] : [scenario.name, standsFor])
      yield* usersOf(plan, "drill", name);
  }
}

function sameCheck(a: CapacityCheck, b: CapacityCheck): boolean {
  return (
    a.place === b.place &&
    a.resident === b.resident &&
    a.recovered === b.recovered &&
    a.hosts?.needed === b.hosts?.needed &&
    a.hosts?.available === b.hosts?.available
  );
}

/** Of how many copies it is told what they are worth on a standby line: more would slow every edit down. Own choice. */
export const MOST_ON_STANDBY = 30;

/** Copies that take a standby line meanwhile: at them it is told what they are worth there. */
function* copiesOnStandby(plan: Plan, estimates: readonly (ScenarioEstimate | undefined)[]): Iterable<number> {
  for (const { scenario, degraded } of estimates.flatMap((estimate) => estimate ?? [])) {
    const standsBy = scenario.losses.some(
      ({ kind, name }) =>
        kind === "link" &&
        [...usersOf(plan, "link", name)].some((id) => linkOf(plan.declarations.get(id))?.standbyFor === name),
    );
    if (standsBy && degraded.length <= MOST_ON_STANDBY)
      for (const { replication } of degraded) yield replication.bound.replication.id;
  }
}

function namesFrom(plan: Plan | undefined, id: number): readonly string[] {
  const declaration = plan?.declarations.get(id);
  if (!plan || !declaration) return [];
  const own = scenariosTouchedBy(plan, declaration);
  if (!isKind(declaration, "link")) return own;
  // What takes the link now passes its ends, and is hit when one of them is lost, or its region.
  const { from, to } = declaration.document.value;
  const ends = [from, to].flatMap((site) => (site === undefined ? [] : (lookUp(plan, site) ?? [])));
  const regions = ends.flatMap((end) => {
    const region = siteOf(end)?.region;
    return region === undefined ? [] : (lookUp(plan, region) ?? []);
  });
  return [...own, ...[...ends, ...regions].flatMap((other) => scenariosTouchedBy(plan, other))];
}

function hitBy({ outcomes }: ScenarioEstimate): readonly string[] {
  return outcomes.map(({ workload }) => workload.workload.name);
}

/** Names by what they belong to, while an update goes on. */
class Index<K> {
  private readonly changed = new Map<K, Set<string>>();

  constructor(private readonly before: Pick<LayeredMap<K, ReadonlySet<string>>, "get">) {}

  replace(name: string, from: readonly K[] = [], to: readonly K[] = []): void {
    if (sameItems(from, to)) return;
    const gone = new Set(from);
    for (const key of to) if (!gone.delete(key)) this.at(key).add(name);
    for (const key of gone) this.at(key).delete(name);
  }

  changes(): readonly (readonly [K, ReadonlySet<string> | undefined])[] {
    return [...this.changed].map(([key, names]) => [key, names.size > 0 ? names : undefined] as const);
  }

  private at(key: K): Set<string> {
    const names = this.changed.get(key) ?? new Set(this.before.get(key));
    this.changed.set(key, names);
    return names;
  }
}
