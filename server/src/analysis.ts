import { LayeredMap } from "./base/layered-map.ts";
import { type Estimates, estimatesOf, settledEstimates } from "./estimate/estimates.ts";
import type { LinkEstimate } from "./estimate/link-estimate.ts";
import { type Edge, edgeOf, type Network, quickestRoute, sameEdge } from "./estimate/network.ts";
import type { ReplicationEstimate } from "./estimate/replication-estimate.ts";
import { type LagsOfBlocks, lagsIn, NO_SHARED_LAGS, updatedLags } from "./estimate/shared-lags.ts";
import { checkDeclaration } from "./findings/check-declaration.ts";
import type { Finding } from "./findings/finding.ts";
import { rules } from "./findings/registry.ts";
import type { RuleContext } from "./findings/rule.ts";
import { addAffected, affectedBy, type Takers } from "./model/affected.ts";
import { type Constants, constantsWith } from "./model/constants.ts";
import { type Declaration, isKind } from "./model/declaration.ts";
import { type Circles, needsCircles } from "./model/needs-circles.ts";
import { emptyPlan, type Plan, usersOf } from "./model/plan.ts";
import { inPlanOrder } from "./model/plan-order.ts";
import type { SourceFile } from "./model/source-file.ts";
import { type PlanChange, updatePlan } from "./model/update-plan.ts";

/**
 * Everything known about a plan at one moment: the files, what they declare, what is estimated, what is found.
 * Immutable. The analysis of the next moment is derived from it at the cost of the change, and the old one stays valid.
 */
export interface Analysis extends RuleContext {
  readonly plan: Plan;
  readonly estimates: Estimates;
  /** Findings by the id of their declaration. Declarations without any have no entry. */
  readonly findings: LayeredMap<number, readonly Finding[]>;
  /** Estimates by the id of the `link` or `replicate` block; `estimates` looks them up. */
  readonly links: LayeredMap<number, LinkEstimate>;
  readonly replications: LayeredMap<number, readonly ReplicationEstimate[]>;
  /** The `replicate` blocks that take a link for their data or their witness, by the link's id. */
  readonly users: LayeredMap<number, ReadonlySet<number>>;
  /** Lags of copies that others on their links delay. */
  readonly lags: LagsOfBlocks;
  /** What routes depend on, by the id of the link. */
  readonly edges: LayeredMap<number, Edge>;
  readonly circles: Circles;
}

const RULES_ON_ALL_NAMES: ReadonlySet<string> = new Set(
  rules.filter(({ restsOnAllNames }) => restsOnAllNames).map(({ code }) => code),
);

export type ReadSource = (uri: string) => SourceFile | undefined;

/** The analysis of a plan from its root file, derived from an earlier one of the same root if there is one. */
export function analyse(root: string, sourceOf: ReadSource, previous?: Analysis): Analysis {
  const earlier = previous?.plan.root === root ? previous : undefined;
  const { plan, change } = updatePlan(earlier?.plan ?? emptyPlan(root), sourceOf);
  if (earlier && plan === earlier.plan) return earlier;
  return new Update(plan, change, earlier).analysis();
}

/** One step from an analysis to the next. */
class Update {
  private readonly affected: Set<number>;
  private readonly constants: Constants;
  private readonly takers: Takers;

  constructor(
    private readonly plan: Plan,
    private readonly change: PlanChange,
    private readonly earlier: Analysis | undefined,
  ) {
    this.constants = this.constantsNow();
    this.takers = (link) => earlier?.users.get(link) ?? [];
    const all = !earlier || this.constants !== earlier.estimates.constants;
    this.affected = all ? new Set(plan.declarations.keys()) : affectedBy(plan, change, this.takers);
    if (!all && change.declared.size > 0) this.addBoundToAllNames(earlier);
  }

  private addBoundToAllNames({ findings }: Analysis): void {
    for (const [id, found] of findings.entries()) {
      if (found.some(({ rule }) => RULES_ON_ALL_NAMES.has(rule))) this.affected.add(id);
    }
  }

  analysis(): Analysis {
    const { plan, earlier, affected } = this;
    const { made, links, edges } = this.links();
    const { replications, users, lags } = this.sharing(made);
    const estimates = settledEstimates(made, links, replications);
    const circles = this.circles();
    const plans = this.plans();
    const context: Omit<Analysis, "findings"> = {
      plan,
      estimates,
      links,
      replications,
      users,
      lags,
      edges,
      circles,
      plans,
      flowsOver: (link) => flowsOver(replications, users.get(link), link),
      circleOf: (id) => circles.get(id),
    };
    const changes: [number, readonly Finding[] | undefined][] = [];
    for (const id of affected) {
      const declaration = plan.declarations.get(id);
      const found = declaration ? checkDeclaration(declaration, context) : [];
      changes.push([id, found.length > 0 ? found : undefined]);
    }
    for (const id of this.change.removed.keys()) changes.push([id, undefined]);
    const findings = (earlier?.findings ?? LayeredMap.empty<number, readonly Finding[]>()).with(changes);
    return { ...context, findings };
  }

  /** The model's constants; the same object unless an `assume` block changed. */
  private constantsNow(): Constants {
    const { plan, earlier } = this;
    if (earlier && !this.touches("assume")) return earlier.estimates.constants;
    const ids = inPlanOrder(plan, idsOfKind(plan, "assume"));
    return constantsWith(ids.flatMap((id) => plan.declarations.get(id) ?? []));
  }

  /** The `plan` blocks. Where they are others than before, each of them is affected. */
  private plans(): readonly number[] {
    const { plan, earlier, affected } = this;
    if (earlier && !this.touches("plan")) return earlier.plans;
    const plans = inPlanOrder(plan, idsOfKind(plan, "plan"));
    for (const id of plans) affected.add(id);
    return plans;
  }

  /** Whether blocks of a kind came, went, were edited, or may stand in another order. */
  private touches(kind: string): boolean {
    const { plan, change } = this;
    if (change.imports) return true;
    const is = (declaration: Declaration | undefined) => declaration?.document.kind === kind;
    for (const [id, before] of change.replaced) if (is(before) || is(plan.declarations.get(id))) return true;
    for (const gone of change.removed.values()) if (is(gone)) return true;
    return false;
  }

  /**
   * Estimates of the links, and what can be estimated on them: with the routes found earlier, unless a link changed in a
   * way that may lead them elsewhere.
   */
  private links(): Pick<Analysis, "links" | "edges"> & { readonly made: Estimates } {
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
    const keep = earlier && moved.length === 0 && constants === earlier.estimates.constants;
    return {
      made: keep ? estimatesOf(plan, constants, earlier.estimates.network.found, lagOf) : fresh,
      links: (earlier?.links ?? LayeredMap.empty<number, LinkEstimate>()).with(links),
      edges: before.with(moved),
    };
  }

  /** Replications in the part of the network that changed may take other routes: all that end at a site of it. */
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
      for (const id of usersOf(plan, "replicate", site)) ends.add(id);
    }
    addAffected(plan, affected, ends, this.takers);
  }

  /**
   * Estimates of the replications, first with the lags that were known; where links are shared otherwise than before,
   * lags may differ, and then what rests on them is estimated again.
   */
  private sharing(made: Estimates): Pick<Analysis, "replications" | "users" | "lags"> {
    const { plan, constants, earlier, affected, change } = this;
    const first = this.replications(made);
    const touched = [...affected, ...change.removed.keys()];
    const { lags, changed } = updatedLags(earlier?.lags ?? NO_SHARED_LAGS, touched, first);
    if (changed.size === 0) return { ...first, lags };
    addAffected(plan, affected, changed, this.takers);
    return { ...this.replications(estimatesOf(plan, constants, made.network.found, lagsIn(lags))), lags };
  }

  /** Estimates of the replications and which links they take; the links whose load changed are affected. */
  private replications(made: Estimates): Pick<Analysis, "replications" | "users"> {
    const { plan, earlier, affected, change } = this;
    const before = earlier?.replications ?? LayeredMap.empty<number, readonly ReplicationEstimate[]>();
    const replications: [number, readonly ReplicationEstimate[] | undefined][] = [];
    const users = new Map<number, Set<number>>();
    const usersBefore = earlier?.users ?? LayeredMap.empty<number, ReadonlySet<number>>();
    const usersAt = (link: number) => {
      const ids = users.get(link) ?? new Set(usersBefore.get(link));
      users.set(link, ids);
      return ids;
    };
    for (const id of [...affected, ...change.removed.keys()]) {
      const old = before.get(id);
      const now = made.replications(plan.declarations.get(id));
      if (!old && now.length === 0) continue;
      const oldLinks = linksOf(old ?? [], earlier?.estimates.network);
      const links = linksOf(now, made.network);
      for (const link of oldLinks) affected.add(link);
      for (const link of links) affected.add(link);
      for (const link of oldLinks) if (!links.has(link)) usersAt(link).delete(id);
      for (const link of links) if (!oldLinks.has(link)) usersAt(link).add(id);
      replications.push([id, now.length > 0 ? now : undefined]);
    }
    return {
      replications: before.with(replications),
      users: usersBefore.with([...users].map(([link, ids]) => [link, ids.size > 0 ? ids : undefined] as const)),
    };
  }

  /** Circles of needs; where they differ, the workloads in them are affected. */
  private circles(): Circles {
    const { plan, earlier, affected, change } = this;
    const before = earlier?.circles ?? new Map<number, readonly string[]>();
    const circles = needsCircles(plan, change, before);
    if (circles === before) return circles;
    for (const id of new Set([...circles.keys(), ...before.keys()])) {
      if (circles.get(id) !== before.get(id) && plan.declarations.has(id)) affected.add(id);
    }
    return circles;
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
  for (const { route, bound } of estimates) {
    for (const { link } of route?.hops ?? []) links.add(link.link.id);
    const { from, to, witness } = bound;
    if (!witness || !network) continue;
    for (const site of [from, to]) {
      for (const { link } of quickestRoute(network, site.name, witness.name) ?? []) links.add(link.link.id);
    }
  }
  return links;
}

function idsOfKind({ declarations }: Plan, kind: string): readonly number[] {
  return [...declarations.entries()].flatMap(([id, { document }]) => (document.kind === kind ? [id] : []));
}

function flowsOver(
  replications: Analysis["replications"],
  users: ReadonlySet<number> | undefined,
  link: number,
): readonly ReplicationEstimate[] {
  const flows: ReplicationEstimate[] = [];
  for (const id of users ?? []) {
    for (const estimate of replications.get(id) ?? []) {
      if (estimate.route?.hops.some((hop) => hop.link.link.id === link)) flows.push(estimate);
    }
  }
  return flows;
}
