import { memoised } from "../base/memoised.ts";
import { technology as shippedTechnology } from "../catalogue/technologies.ts";
import type { Technology } from "../catalogue/technology.ts";
import { type Backup, readBackup } from "./backup.ts";
import { type Declaration, isKind } from "./declaration.ts";
import { declaredTechnology } from "./declared-technology.ts";
import { type Link, readLink } from "./link.ts";
import { type Migration, readMigration } from "./migration.ts";
import { lookUp, type Plan } from "./plan.ts";
import { type Replication, readReplication } from "./replication.ts";
import { type Runbook, readRunbook } from "./runbook.ts";
import { readScenario, type Scenario } from "./scenario.ts";
import { readSite, type Site } from "./site.ts";
import { readTier, type Tier } from "./tier.ts";
import { readWorkload, type Workload } from "./workload.ts";

/** A link whose ends are known. */
export interface BoundLink {
  readonly link: Link;
  readonly from: Site;
  readonly to: Site;
}

/** A workload with its place and its objectives, where it names them and they are known. */
export interface BoundWorkload {
  readonly workload: Workload;
  readonly site: Site | undefined;
  readonly tier: Tier | undefined;
}

/** The copying of one workload by one `replicate` block, with all that it names known. */
export interface BoundReplication {
  readonly replication: Replication;
  readonly workload: BoundWorkload;
  readonly from: Site;
  readonly to: Site;
  /** The hops named by `over`; absent: the route is found. */
  readonly over: readonly BoundLink[] | undefined;
  readonly technology: Technology | undefined;
  readonly witness: Site | undefined;
}

/**
 * A function of a declaration that is computed once for its value, so an edit that leaves the value alone
 * leaves what is derived from it alone as well. Several edits at once may move a block, with its value, to another id.
 */
function readOnce<T extends { readonly id: number | undefined }>(
  kind: Declaration["document"]["kind"],
  read: (declaration: Declaration) => T,
) {
  const known = new WeakMap<object, T>();
  return (declaration: Declaration | undefined): T | undefined => {
    if (declaration?.document.kind !== kind) return undefined;
    let element = known.get(declaration.value);
    if (element?.id !== declaration.id) {
      element = read(declaration);
      known.set(declaration.value, element);
    }
    return element;
  };
}

export const siteOf = readOnce("site", (declaration) => readSite(declaration as never));
export const linkOf = readOnce("link", (declaration) => readLink(declaration as never));
export const tierOf = readOnce("tier", (declaration) => readTier(declaration as never));
export const workloadOf = readOnce("workload", (declaration) => readWorkload(declaration as never));
export const replicationOf = readOnce("replicate", (declaration) => readReplication(declaration as never));
export const backupOf = readOnce("backup", (declaration) => readBackup(declaration as never));
export const migrationOf = readOnce("migrate", (declaration) => readMigration(declaration as never));
export const scenarioOf = readOnce("scenario", (declaration): Scenario => readScenario(declaration as never));
export const runbookOf = readOnce("runbook", (declaration): Runbook => readRunbook(declaration as never));

/** What a block is with the names that it uses, bound once in each plan; `without` stands for no block. */
function onceInPlan<T>(
  bind: (plan: Plan, declaration: Declaration) => T,
  without: T,
): (plan: Plan, declaration: Declaration | undefined) => T {
  const plans = new WeakMap<Plan, (declaration: Declaration) => T>();
  return (plan, declaration) => {
    if (!declaration) return without;
    let bound = plans.get(plan);
    if (!bound) {
      bound = memoised((of: Declaration) => bind(plan, of));
      plans.set(plan, bound);
    }
    return bound(declaration);
  };
}

/** Remembers the last result for a key object, as long as what it was made from is the same. */
function remembered<K extends object, T extends object>(sameInputs: (a: T, b: T) => boolean) {
  const known = new WeakMap<K, T>();
  return (key: K, made: T): T => {
    const before = known.get(key);
    if (before && sameInputs(before, made)) return before;
    known.set(key, made);
    return made;
  };
}

const rememberLink = remembered<Link, BoundLink>((a, b) => a.from === b.from && a.to === b.to);
const rememberWorkload = remembered<Workload, BoundWorkload>((a, b) => a.site === b.site && a.tier === b.tier);

/** The link with its sites; nothing while one of them is unknown. */
export const bindLink = onceInPlan((plan, declaration): BoundLink | undefined => {
  const link = linkOf(declaration);
  const from = link && siteOf(lookUp(plan, link.from));
  const to = link && siteOf(lookUp(plan, link.to));
  return link && from && to && rememberLink(link, { link, from, to });
}, undefined);

export const bindWorkload = onceInPlan((plan, declaration): BoundWorkload | undefined => {
  const workload = workloadOf(declaration);
  if (!workload) return undefined;
  const site = workload.site === undefined ? undefined : siteOf(lookUp(plan, workload.site));
  const tier = workload.tier === undefined ? undefined : tierOf(lookUp(plan, workload.tier));
  return rememberWorkload(workload, { workload, site, tier });
}, undefined);

const NO_REPLICATIONS: readonly BoundReplication[] = [];

const boundReplications = new WeakMap<Replication, Map<Workload, BoundReplication>>();

/** One bound replication for each workload of the block; those that name something unknown are left out. */
export const bindReplications = onceInPlan((plan, declaration): readonly BoundReplication[] => {
  const replication = replicationOf(declaration);
  if (!replication || replication.mode === undefined || replication.to === undefined) return NO_REPLICATIONS;
  const to = siteOf(lookUp(plan, replication.to));
  const over = replication.over?.map((name) => bindLink(plan, lookUp(plan, name)));
  if (!to || over?.some((link) => !link)) return NO_REPLICATIONS;
  const witness = replication.witness === undefined ? undefined : siteOf(lookUp(plan, replication.witness));
  const technology = technologyNamed(plan, replication.using);
  const known = boundReplications.get(replication) ?? new Map<Workload, BoundReplication>();
  boundReplications.set(replication, known);
  return replication.workloads.flatMap((name) => {
    const workload = bindWorkload(plan, lookUp(plan, name));
    const from = replication.from === undefined ? workload?.site : siteOf(lookUp(plan, replication.from));
    if (!workload || !from) return [];
    const made: BoundReplication = {
      replication,
      workload,
      from,
      to,
      over: over as BoundLink[] | undefined,
      technology,
      witness,
    };
    const before = known.get(workload.workload);
    if (before && sameBinding(before, made)) return [before];
    known.set(workload.workload, made);
    return [made];
  });
}, NO_REPLICATIONS);

function sameBinding(a: BoundReplication, b: BoundReplication): boolean {
  return (
    a.workload === b.workload &&
    a.from === b.from &&
    a.to === b.to &&
    a.technology === b.technology &&
    a.witness === b.witness &&
    sameLinks(a.over, b.over)
  );
}

function sameLinks(a: readonly BoundLink[] | undefined, b: readonly BoundLink[] | undefined): boolean {
  return a?.length === b?.length && (a ?? []).every((link, index) => link === b?.[index]);
}

/** A `backup` block with all that it names known. A circle of backups that copy each other on is left open. */
export interface BoundBackup {
  readonly backup: Backup;
  readonly to: Site;
  readonly over: readonly BoundLink[] | undefined;
  readonly members: readonly BackupMember[];
}

/** One of what a backup holds: a workload, or what another backup holds. */
export type BackupMember =
  | { readonly kind: "workload"; readonly workload: BoundWorkload }
  | { readonly kind: "backup"; readonly backup: Backup; readonly id: number };

const rememberBackup = remembered<Backup, BoundBackup>(
  (a, b) =>
    a.to === b.to &&
    sameLinks(a.over, b.over) &&
    a.members.length === b.members.length &&
    a.members.every((member, index) => sameMember(member, b.members[index] as BackupMember)),
);

function sameMember(a: BackupMember, b: BackupMember): boolean {
  return a.kind === "workload" && b.kind === "workload"
    ? a.workload === b.workload
    : a.kind === "backup" && b.kind === "backup" && a.backup === b.backup;
}

/** The backup with what it names; members that are unknown are left out, and it is nothing while its site or a link is. */
export function bindBackup(plan: Plan, declaration: Declaration | undefined): BoundBackup | undefined {
  const backup = backupOf(declaration);
  const to = backup?.to === undefined ? undefined : siteOf(lookUp(plan, backup.to));
  const over = backup?.over?.map((name) => bindLink(plan, lookUp(plan, name)));
  if (!backup || !to || over?.some((link) => !link)) return undefined;
  const members = backup.of.flatMap((name): readonly BackupMember[] => {
    const named = lookUp(plan, name);
    const inner = backupOf(named);
    if (named && inner) return [{ kind: "backup", backup: inner, id: named.id }];
    const workload = bindWorkload(plan, named);
    return workload ? [{ kind: "workload", workload }] : [];
  });
  return rememberBackup(backup, { backup, to, over: over as BoundLink[] | undefined, members });
}

/** A `migrate` block with all that it names known. */
export interface BoundMigration {
  readonly migration: Migration;
  readonly workload: BoundWorkload;
  readonly from: Site;
  readonly to: Site;
  readonly over: readonly BoundLink[] | undefined;
  readonly technology: Technology | undefined;
}

const rememberMigration = remembered<Migration, BoundMigration>(
  (a, b) =>
    a.workload === b.workload &&
    a.from === b.from &&
    a.to === b.to &&
    a.technology === b.technology &&
    sameLinks(a.over, b.over),
);

/** The migration with what it names; nothing while one of these is unknown. */
export function bindMigration(plan: Plan, declaration: Declaration | undefined): BoundMigration | undefined {
  const migration = migrationOf(declaration);
  if (!migration) return undefined;
  const site = (name: string | undefined) => (name === undefined ? undefined : siteOf(lookUp(plan, name)));
  const workload = migration.workload === undefined ? undefined : bindWorkload(plan, lookUp(plan, migration.workload));
  const from = site(migration.from);
  const to = site(migration.to);
  const over = migration.over?.map((name) => bindLink(plan, lookUp(plan, name)));
  if (!workload || !from || !to || over?.some((link) => !link)) return undefined;
  const technology = technologyNamed(plan, migration.using);
  return rememberMigration(migration, {
    migration,
    workload,
    from,
    to,
    over: over as BoundLink[] | undefined,
    technology,
  });
}

/** What `using` names: a technology of the plan, or of the shipped catalogue. */
export function technologyNamed(plan: Plan, id: string | undefined): Technology | undefined {
  if (id === undefined) return undefined;
  const declared = lookUp(plan, id);
  return declared && isKind(declared, "technology") ? declaredTechnology(plan, declared) : shippedTechnology(id);
}
