import { LayeredMap } from "../base/layered-map.ts";
import { addAffected, affectedBy, type Takers } from "../model/affected.ts";
import { type Constants, constantsWith } from "../model/constants.ts";
import { type Declaration, isKind } from "../model/declaration.ts";
import { idsOfKind, type Plan, usersOf } from "../model/plan.ts";
import { inPlanOrder } from "../model/plan-order.ts";
import { type PlanChange, touchesKind } from "../model/update-plan.ts";
import type { BackupEstimate } from "./backup-estimate.ts";
import { type Estimates, estimatesOf, settledEstimates } from "./estimates.ts";
import type { LinkEstimate } from "./link-estimate.ts";
import { type Edge, edgeOf, type Hop, type Network, quickestRoute, sameEdge } from "./network.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";
import { type LagsOfBlocks, lagsIn, NO_SHARED_LAGS, updatedLags } from "./shared-lags.ts";

/**
 * All that is estimated of a plan at one moment. Immutable; the next is derived from it at the cost of the change, and
 * what stays the same stays the same object.
 */
export interface PlanEstimates {
  readonly plan: Plan;
  readonly constants: Constants;
  /** Looks the estimates up. */
  readonly estimates: Estimates;
  readonly links: LayeredMap<number, LinkEstimate>;
  /** By the id of the block. */
  readonly replications: LayeredMap<number, readonly ReplicationEstimate[]>;
  readonly backups: LayeredMap<number, readonly BackupEstimate[]>;
  /** The blocks that take a link for their data or their witness, by the link's id. */
  readonly users: LayeredMap<number, ReadonlySet<number>>;
  /** Lags of copies that others on their links delay. */
  readonly lags: LagsOfBlocks;
  /** What routes depend on, by the id of the link. */
  readonly edges: LayeredMap<number, Edge>;
}

export interface UpdatedEstimates {
  readonly now: PlanEstimates;
  /** The declarations that the change reached, for themselves or by what is estimated of them. */
  readonly affected: Set<number>;
  /** Whether nothing could be taken over. */
  readonly all: boolean;
}

/** What an edit elsewhere than in the plan sets, such as a configuration file. */
export type AssumedElsewhere = Readonly<Record<string, string | number>>;

/** The estimates after a change of the plan; `elsewhere` are constants that the plan's own `assume` may override again. */
export function updateEstimates(
  plan: Plan,
  change: PlanChange,
  earlier: PlanEstimates | undefined,
  elsewhere: AssumedElsewhere = NOTHING_ELSEWHERE,
): UpdatedEstimates {
  return new Update(plan, change, earlier, elsewhere).estimates();
}

const NOTHING_ELSEWHERE: AssumedElsewhere = {};

/** One step from the estimates of a plan to the next. */
class Update {
  private readonly affected: Set<number>;
  private readonly constants: Constants;
  private readonly takers: Takers;
  private readonly all: boolean;

  constructor(
    private readonly plan: Plan,
    private readonly change: PlanChange,
    private readonly earlier: PlanEstimates | undefined,
    elsewhere: AssumedElsewhere,
  ) {
    this.constants = this.constantsNow(elsewhere);
    this.takers = (link) => earlier?.users.get(link) ?? [];
    this.all = !earlier || this.constants !== earlier.constants;
    this.affected = this.all ? new Set(plan.declarations.keys()) : affectedBy(plan, change, this.takers);
  }

  estimates(): UpdatedEstimates {
    const { plan, constants, affected, all } = this;
    const { made, links, edges } = this.links();
    const { replications, users, lags } = this.sharing(made);
    const estimates = settledEstimates(made, links, replications);
    return {
      now: {
        plan,
        constants,
        estimates,
        links,
        replications,
        backups: LayeredMap.empty(),
        users,
        lags,
        edges,
      },
      affected,
      all,
    };
  }

  /** The model's constants; the same object unless an `assume` block changed. */
  private constantsNow(elsewhere: AssumedElsewhere): Constants {
    const { plan, earlier, change } = this;
    if (earlier && !touchesKind(plan, change, "assume")) return earlier.constants;
    const ids = inPlanOrder(plan, idsOfKind(plan, "assume"));
    return constantsWith(
      ids.flatMap((id) => plan.declarations.get(id) ?? []),
      elsewhere,
    );
  }

  /**
   * Estimates of the links, and what can be estimated on them: with the routes found earlier, unless a link changed in a
   * way that may lead them elsewhere.
   */
  private links(): Pick<PlanEstimates, "links" | "edges"> & { readonly made: Estimates } {
    const { plan, change, earlier, affected, constants } = this;
    const lagOf = lagsIn(earlier?.lags ?? NO_SHARED_LAGS);
    const fresh = estimatesOf(plan, constants, new Map(), lagOf);
    const before = earlier?.edges ?? LayeredMap.empty<number, Edge>();
    const links: [number, LinkEstimate | undefined][] = [];
    const moved: [number, Edge | undefined][] = [];
    for (const id of [...affected, ...change.removed.keys()]) {
      const estimate = fresh.link(plan.declarations.get(id));
      links.push([id, estimate]);
      const edge = estimate && edgeOf(estimate);
      if (!sameEdge(before.get(id), edge)) moved.push([id, edge]);
    }
    if (moved.length > 0)
      this.addReachable(moved.flatMap(([id, edge]) => [...endsOf(before.get(id)), ...endsOf(edge)]));
    const keep = earlier && moved.length === 0 && constants === earlier.constants;
    return {
      made: keep ? estimatesOf(plan, constants, earlier.estimates.network.found, lagOf) : fresh,
      links: (earlier?.links ?? LayeredMap.empty<number, LinkEstimate>()).with(links),
      edges: before.with(moved),
    };
  }

  /** What travels in the part of the network that changed may take other routes: all that ends at a site of it. */
  private addReachable(from: readonly string[]): void {
    const { plan, affected } = this;
    if (!this.earlier) return;
    const sites = new Set<string>();
    const ends = new Set<number>();
    const waiting = [...from];
    for (let site = waiting.pop(); site !== undefined; site = waiting.pop()) {
      if (sites.has(site)) continue;
      sites.add(site);
      for (const id of usersOf(plan, "link", site)) waiting.push(...linkEnds(plan.declarations.get(id)));
      for (const kind of TRAVELLERS) for (const id of usersOf(plan, kind, site)) ends.add(id);
    }
    addAffected(plan, affected, ends, this.takers);
  }

  /**
   * Estimates of the replications, first with the lags that were known; where links are shared otherwise than before,
   * lags may differ, and then what rests on them is estimated again.
   */
  private sharing(made: Estimates): Pick<PlanEstimates, "replications" | "users" | "lags"> {
    const { plan, constants, earlier, affected, change } = this;
    const first = this.replications(made);
    const touched = [...affected, ...change.removed.keys()];
    const { lags, changed } = updatedLags(earlier?.lags ?? NO_SHARED_LAGS, touched, first);
    if (changed.size === 0) return { ...first, lags };
    addAffected(plan, affected, changed, this.takers);
    return { ...this.replications(estimatesOf(plan, constants, made.network.found, lagsIn(lags))), lags };
  }

  /** Estimates of the replications and which links they take; the links whose load changed are affected. */
  private replications(made: Estimates): Pick<PlanEstimates, "replications" | "users"> {
    const { plan, earlier, affected, change } = this;
    const before = earlier?.replications ?? LayeredMap.empty<number, readonly ReplicationEstimate[]>();
    const replications: [number, readonly ReplicationEstimate[] | undefined][] = [];
    const users = new UsersOfLinks(earlier?.users);
    for (const id of [...affected, ...change.removed.keys()]) {
      const old = before.get(id);
      const now = made.replications(plan.declarations.get(id));
      if (!old && now.length === 0) continue;
      const oldLinks = linksOf(old ?? [], earlier?.estimates.network);
      const links = linksOf(now, made.network);
      users.moved(id, oldLinks, links, affected);
      replications.push([id, now.length > 0 ? now : undefined]);
    }
    return { replications: before.with(replications), users: users.now() };
  }
}

/** Kinds of blocks that send something over links. */
const TRAVELLERS = ["replicate", "backup", "migrate"] as const;

/** Who takes which link, while an update goes on. */
class UsersOfLinks {
  private readonly changed = new Map<number, Set<number>>();

  constructor(private readonly before: PlanEstimates["users"] = LayeredMap.empty()) {}

  /** A block takes other links than before. All of them are affected, for what they carry changed. */
  moved(id: number, from: ReadonlySet<number>, to: ReadonlySet<number>, affected: Set<number>): void {
    for (const link of from) affected.add(link);
    for (const link of to) affected.add(link);
    for (const link of from) if (!to.has(link)) this.at(link).delete(id);
    for (const link of to) if (!from.has(link)) this.at(link).add(id);
  }

  now(): PlanEstimates["users"] {
    return this.before.with([...this.changed].map(([link, ids]) => [link, ids.size > 0 ? ids : undefined] as const));
  }

  private at(link: number): Set<number> {
    const ids = this.changed.get(link) ?? new Set(this.before.get(link));
    this.changed.set(link, ids);
    return ids;
  }
}

function endsOf(edge: Edge | undefined): readonly string[] {
  return edge ? [edge.from, edge.to] : [];
}

function linkEnds(declaration: Declaration | undefined): readonly string[] {
  if (!declaration || !isKind(declaration, "link")) return [];
  const { from, to } = declaration.document.value;
  return [from, to].flatMap((site) => site ?? []);
}

function linksOf(estimates: readonly ReplicationEstimate[], network: Network | undefined): ReadonlySet<number> {
  const links = new Set<number>();
  const add = (hops: readonly Hop[]) => {
    for (const { link } of hops) links.add(link.link.id);
  };
  for (const { route, bound } of estimates) {
    add(route?.hops ?? []);
    const { from, to, witness } = bound;
    if (!witness || !network) continue;
    for (const site of [from, to]) add(quickestRoute(network, site.name, witness.name) ?? []);
  }
  return links;
}
