import { type BoundWorkload, bindWorkload } from "../../model/bind.ts";
import { lookUp, usersOf } from "../../model/plan.ts";
import { hasMajority } from "../kernel/quorum.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import type { ScenarioInputs } from "./scenario-inputs.ts";
import type { Strike } from "./strike.ts";

/** A workload that a scenario interrupts. */
export interface Hit {
  readonly workload: BoundWorkload;
  /** The instant of the strike at which it stops. */
  readonly instant: number;
  readonly by: HitReason;
}

export type HitReason =
  /** Its site is lost. */
  | "site"
  /** It is lost itself, with its data. */
  | "workload"
  | "corruption"
  /** Its synchronous copy cannot be reached any more, and without it no write is accepted. */
  | "partner"
  /** Its quorum group has no majority any more where it runs. */
  | "majority";

/**
 * The workloads that a scenario interrupts, each once, by name. A workload of which the data are corrupted counts as that.
 * `reads` gains the copies on which it may depend.
 */
export function workloadsHit(inputs: ScenarioInputs, strike: Strike, reads: Set<number>): readonly Hit[] {
  const { plan } = inputs.estimates;
  const hits = new Map<string, Hit>();
  const hit = (name: string, instant: number, by: HitReason) => {
    const workload = hits.has(name) ? undefined : bindWorkload(plan, lookUp(plan, name));
    if (workload) hits.set(name, { workload, instant, by });
  };
  const hitSite = (site: string, instant: number, by: HitReason) => {
    for (const name of workloadsAt(inputs, site)) hit(name, instant, by);
  };
  for (const { kind, names } of strike.scenario.corruptions) {
    for (const name of names) {
      if (kind === "site") hitSite(name, strike.last, "corruption");
      else hit(name, strike.last, "corruption");
    }
  }
  for (const [instant, event] of strike.events.entries()) {
    for (const site of event.sites) hitSite(site, instant, "site");
    if (event.workload !== undefined) hit(event.workload, instant, "workload");
    for (const copy of copiesTouched(inputs, event)) {
      reads.add(copy.bound.replication.id);
      const by = stoppedBy(inputs, strike, copy, instant);
      if (by) hit(copy.bound.workload.workload.name, instant, by);
    }
  }
  return [...hits.values()].sort((a, b) => (a.workload.workload.name < b.workload.workload.name ? -1 : 1));
}

function workloadsAt({ estimates: { plan } }: ScenarioInputs, site: string): readonly string[] {
  return [...usersOf(plan, "workload", site)].flatMap((id) => {
    const workload = bindWorkload(plan, plan.declarations.get(id))?.workload;
    return workload?.site === site ? [workload.name] : [];
  });
}

/** Replications that end at a lost site or take a lost link. */
export function copiesTouched(
  { estimates, flowsOver }: ScenarioInputs,
  { sites, links }: { readonly sites: ReadonlySet<string>; readonly links: ReadonlySet<number> },
): ReadonlySet<ReplicationEstimate> {
  const { plan } = estimates;
  const copies = new Set<ReplicationEstimate>();
  const lines = new Set(links);
  for (const site of sites) {
    for (const id of usersOf(plan, "link", site)) lines.add(id);
    for (const id of usersOf(plan, "replicate", site)) {
      for (const copy of estimates.replications(plan.declarations.get(id))) {
        if (copy.bound.to.name === site || copy.bound.from.name === site) copies.add(copy);
      }
    }
  }
  for (const line of lines) for (const copy of flowsOver(line)) copies.add(copy);
  return copies;
}

/** Why the source of a copy stops when what the copy needs is lost; nothing when it runs on. */
function stoppedBy(
  { estimates }: ScenarioInputs,
  strike: Strike,
  { bound, route, sync }: ReplicationEstimate,
  instant: number,
): HitReason | undefined {
  const { replication, workload, from, to, technology } = bound;
  const own = workload.site?.name;
  if (own === undefined || own !== from.name || strike.everything.sites.has(own)) return undefined;
  const network = strike.networkAt(instant);
  if (replication.mode === "quorum") {
    const members = estimates
      .copiesOf(workload.workload.name)
      .flatMap((copy) => (copy.bound.replication.mode === "quorum" ? [copy.bound.to.name] : []));
    const here = membersReached(
      [...new Set([own, ...members])],
      own,
      (a, b) => network.routeBetween(a, b) !== undefined,
    );
    return here.isMajority ? undefined : "majority";
  }
  const onLoss = sync?.onLinkLoss ?? replication.onLinkLoss ?? technology?.onLinkLoss?.value;
  if (replication.mode !== "sync" || onLoss !== "stop" || own === to.name) return undefined;
  const hops = route?.hops ?? [];
  if (!strike.everything.sites.has(to.name) && !hops.some(({ link }) => network.isLost(link))) return undefined;
  return network.detour(hops, from.name, to.name, bound.over !== undefined) ? undefined : "partner";
}

/** The members of a quorum group that one of them still reaches, itself included, and whether they are a majority. */
export function membersReached(
  members: readonly string[],
  from: string,
  isReached: (a: string, b: string) => boolean,
): { readonly reached: readonly string[]; readonly isMajority: boolean } {
  const reached = members.filter((member) => member === from || isReached(from, member));
  return { reached, isMajority: hasMajority(reached.length, members.length) };
}
