import { IdMap } from "../base/id-map.ts";
import { sameItems } from "../base/same-items.ts";
import { addAffected, affectedBy, type Takers } from "../model/affected.ts";
import { type Constants, constantsWith } from "../model/constants.ts";
import { type Declaration, isKind } from "../model/declaration.ts";
import { idsOfKind, type Plan, usersOf } from "../model/plan.ts";
import { type PlanChange, touchesKind } from "../model/plan-change.ts";
import { inPlanOrder } from "../model/plan-order.ts";
import { planSettings } from "../model/plan-settings.ts";
import { runbookFor } from "../model/runbook-for.ts";
import { allEstimates, type EstimatesWithoutScenarios, estimatesWithoutScenarios } from "./all-estimates.ts";
import type { BackupEstimate } from "./backup-estimate.ts";
import { type CopyEstimates, type Estimates, estimatesOf, settledEstimates } from "./estimates.ts";
import { flowsOfPlan } from "./flows-of-plan.ts";
import type { LinkEstimate } from "./link-estimate.ts";
import type { LinkFlow } from "./link-flow.ts";
import { linksOfCopies } from "./links-of-copies.ts";
import type { MigrationEstimate } from "./migration-estimate.ts";
import { type Edge, edgeOf, sameEdge } from "./network.ts";
import { NOTHING_SHARED, type PlanFlows, type SharingOfBlocks, sharingIn, updatedSharing } from "./plan-sharing.ts";
import { NO_SCENARIOS, type Scenarios, updateScenarios } from "./recovery/update-scenarios.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";
import { changedOnSameGround, type Ground } from "./same-ground.ts";
import { spareServicesOf } from "./spare-service.ts";
import { spareWithout } from "./spare-without.ts";
import { type TransferUpdate, updatedBackupFlows, updatedBackups, updatedMigrations } from "./update-transfers.ts";
import { type UsersOfLinks, UsersUpdate } from "./users-of-links.ts";

/**
 * All that is estimated of a plan at one moment. Immutable; the next is derived from it at the cost of the change, and
 * what stays the same stays the same object.
 */
export interface PlanEstimates {
  readonly plan: Plan;
  readonly constants: Constants;
  /** Looks the estimates up. */
  readonly estimates: Estimates;
  readonly links: IdMap<LinkEstimate>;
  /** By the id of the block, as are the two that follow. */
  readonly replications: IdMap<readonly ReplicationEstimate[]>;
  readonly backups: IdMap<readonly BackupEstimate[]>;
  readonly migrations: IdMap<MigrationEstimate>;
  readonly scenarios: Scenarios;
  readonly users: UsersOfLinks;
  /** What backups send over links, by the id of the block. */
  readonly backupFlows: IdMap<readonly LinkFlow[]>;
  /** What flows get of links that others take too. */
  readonly sharing: SharingOfBlocks;
  /** What routes depend on, by the id of the link. */
  readonly edges: IdMap<Edge>;
  /** The `plan` and the `runbook` blocks in the order in which they are read. */
  readonly plans: readonly number[];
  readonly runbooks: readonly number[];
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

/**
 * The estimates after a change of the plan; `elsewhere` are constants that the plan's own `assume` may override again.
 * Estimates without an earlier state may be made of only the scenarios that are `asked` for, by name.
 */
export function updateEstimates(
  plan: Plan,
  change: PlanChange,
  earlier: PlanEstimates | undefined,
  elsewhere: AssumedElsewhere = NOTHING_ELSEWHERE,
  asked?: ReadonlySet<string>,
): UpdatedEstimates {
  return new Update(plan, change, earlier, elsewhere, asked).estimates();
}

const NOTHING_ELSEWHERE: AssumedElsewhere = {};

/** One step from the estimates of a plan to the next. */
class Update {
  private readonly affected: Set<number>;
  private readonly constants: Constants;
  private readonly takers: Takers;
  private readonly all: boolean;
  private readonly users: UsersUpdate;
  /** Blocks that send what they did, by the same ways. */
  private readonly unmoved = new Set<number>();

  constructor(
    private readonly plan: Plan,
    private readonly change: PlanChange,
    private readonly earlier: PlanEstimates | undefined,
    elsewhere: AssumedElsewhere,
    private readonly asked: ReadonlySet<string> | undefined,
  ) {
    this.constants = this.constantsNow(elsewhere);
    this.takers = (link) => earlier?.users.get(link) ?? [];
    this.all = !earlier || this.constants !== earlier.constants;
    this.affected = this.all ? new Set(plan.declarations.keys()) : affectedBy(plan, change, this.takers);
    this.users = new UsersUpdate(earlier?.users);
  }

  estimates(): UpdatedEstimates {
    const { plan, constants, earlier, affected, all } = this;
    const { made, links, edges } = this.links();
    const transfers: TransferUpdate = { made, earlier, affected, removed: [...this.change.removed.keys()] };
    const backupFlows = updatedBackupFlows(transfers, this.users);
    const { replications, sharing, users, flows } = this.sharing(made, backupFlows);
    const backups = updatedBackups(transfers, sharing);
    const spare = spareServicesOf(flows);
    const migrations = updatedMigrations(transfers, flows, users, spare);
    const copies = settledEstimates(made, links, replications);
    const others = estimatesWithoutScenarios(copies, { replications, backups, migrations, users, spare, flows });
    const plans = this.inOrder("plan", earlier?.plans);
    const runbooks = this.inOrder("runbook", earlier?.runbooks);
    const ground = { plan, links, users, replications, backups };
    const scenarios = this.scenarios(others, ground, flows, plans, runbooks);
    return {
      now: {
        plan,
        constants,
        estimates: allEstimates(others, scenarios),
        links,
        replications,
        backups,
        migrations,
        scenarios,
        users,
        backupFlows,
        sharing,
        edges,
        plans,
        runbooks,
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

  /** All blocks of a kind of which there are few; the same object while none came, went or was edited. */
  private inOrder(kind: string, before: readonly number[] | undefined): readonly number[] {
    const { plan, change } = this;
    return before && !touchesKind(plan, change, kind) ? before : inPlanOrder(plan, idsOfKind(plan, kind));
  }

  /**
   * Estimates of the links, and what can be estimated on them: with the routes found earlier, unless a link changed in a
   * way that may lead them elsewhere.
   */
  private links(): Pick<PlanEstimates, "links" | "edges"> & { readonly made: CopyEstimates } {
    const { plan, change, earlier, affected, constants } = this;
    const shared = sharingIn(earlier?.sharing ?? NOTHING_SHARED);
    const fresh = estimatesOf(plan, constants, new Map(), shared);
    const before = earlier?.edges ?? IdMap.empty<Edge>();
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
      made: keep ? estimatesOf(plan, constants, earlier.estimates.network.found, shared) : fresh,
      links: (earlier?.links ?? IdMap.empty<LinkEstimate>()).with(links),
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
      // A backup does not name the site of what it holds.
      for (const id of usersOf(plan, "workload", site)) ends.add(id);
    }
    addAffected(plan, affected, ends, this.takers);
  }

  /**
   * Estimates of the replications, first with what they were known to get of their links; where links are shared
   * otherwise than before, that may differ, and then what rests on it is estimated again.
   */
  private sharing(
    made: CopyEstimates,
    backupFlows: PlanEstimates["backupFlows"],
  ): Pick<PlanEstimates, "replications" | "users" | "sharing"> & { readonly flows: PlanFlows } {
    const { plan, constants, earlier, affected, change } = this;
    const before = earlier?.replications ?? IdMap.empty<readonly ReplicationEstimate[]>();
    let replications = this.replications(before, [...affected, ...change.removed.keys()], made);
    const users = this.users.now();
    const { sharing, changed } = updatedSharing(
      earlier?.sharing ?? NOTHING_SHARED,
      [...affected, ...change.removed.keys()].filter((id) => !this.unmoved.has(id)),
      flowsOfPlan(replications, backupFlows, users),
    );
    if (changed.size > 0) {
      const again = new Set<number>();
      addAffected(plan, again, changed, this.takers);
      for (const id of again) affected.add(id);
      const shared = estimatesOf(plan, constants, made.network.found, sharingIn(sharing));
      replications = this.replications(replications, again, shared);
    }
    return { replications, users, sharing, flows: flowsOfPlan(replications, backupFlows, users) };
  }

  /** Estimates of the replications of some blocks and which links they take; the links whose load changed are affected. */
  private replications(
    before: PlanEstimates["replications"],
    ids: Iterable<number>,
    made: CopyEstimates,
  ): PlanEstimates["replications"] {
    const { plan, earlier, affected, users } = this;
    const replications: [number, readonly ReplicationEstimate[] | undefined][] = [];
    for (const id of ids) {
      const old = before.get(id);
      const now = made.replications(plan.declarations.get(id));
      if (!old && now.length === 0) continue;
      const isSame = old !== undefined && sameItems(old, now);
      // By the same ways; of that to a witness the estimate alone does not tell.
      if (isSame && earlier?.estimates.network.found === made.network.found) {
        this.unmoved.add(id);
        continue;
      }
      users.moved(id, linksOfCopies(old ?? [], earlier?.estimates.network), linksOfCopies(now, made.network), affected);
      if (isSame) continue;
      replications.push([id, now.length > 0 ? now : undefined]);
    }
    return before.with(replications);
  }

  /** The scenarios; what becomes of a workload in them may be reported at it. */
  private scenarios(
    others: EstimatesWithoutScenarios,
    ground: Ground,
    flows: PlanFlows,
    plans: readonly number[],
    runbooks: readonly number[],
  ): Scenarios {
    const { plan, constants, earlier, affected, change, all } = this;
    const settings = planSettings(plan, plans);
    const again = all || earlier?.runbooks !== runbooks || settings !== planSettings(earlier.plan, earlier.plans);
    const touched = [...affected, ...change.removed.keys()];
    const changed = earlier && !again ? changedOnSameGround(earlier, ground, change, touched) : undefined;
    const { scenarios, reached } = updateScenarios(
      earlier?.scenarios ?? { ...NO_SCENARIOS, asked: this.asked },
      { plan, earlier: earlier?.plan, touched, all: again, changed },
      {
        estimates: others,
        constants,
        settings,
        runbookFor: (scenario) => runbookFor(plan, scenario, runbooks),
        flowsOver: others.flowsOver,
        flows,
        spareWithout: spareWithout(flows),
      },
    );
    for (const id of reached) if (plan.declarations.has(id)) affected.add(id);
    return scenarios;
  }
}

/** Kinds of blocks that send something over links. */
const TRAVELLERS = ["replicate", "backup", "migrate"] as const;

function endsOf(edge: Edge | undefined): readonly string[] {
  return edge ? [edge.from, edge.to] : [];
}

function linkEnds(declaration: Declaration | undefined): readonly string[] {
  if (!declaration || !isKind(declaration, "link")) return [];
  const { from, to } = declaration.document.value;
  return [from, to].flatMap((site) => site ?? []);
}
