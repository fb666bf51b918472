import { IdMap } from "../base/id-map.ts";
import { type BoundLink, bindBackup, bindMigration } from "../model/bind.ts";
import { usersOf } from "../model/plan.ts";
import type { BackupEstimate } from "./backup-estimate.ts";
import { backupFlows } from "./backup-flow.ts";
import { type CopyEstimates, routeBetween } from "./estimates.ts";
import { INITIAL_COPY_PRIORITY } from "./flow-priority.ts";
import type { LinkFlow } from "./link-flow.ts";
import { estimateMigration, type MigrationEstimate } from "./migration-estimate.ts";
import { backupsOfBlock } from "./plan-backups.ts";
import type { PlanEstimates } from "./plan-estimates.ts";
import { flowsOnWays, type PlanFlows, type SharingOfBlocks } from "./plan-sharing.ts";
import type { SpareOf } from "./spare-service.ts";
import type { UsersOfLinks, UsersUpdate } from "./users-of-links.ts";

/** What an update of backups and migrations rests on. */
export interface TransferUpdate {
  readonly made: CopyEstimates;
  readonly earlier: PlanEstimates | undefined;
  /** Ids of what changed; gains what changes with it. */
  readonly affected: Set<number>;
  readonly removed: readonly number[];
}

/** What backups send, by the id of the block; `users` learns which links they and the migrations take. */
export function updatedBackupFlows(
  { made, earlier, affected, removed }: TransferUpdate,
  users: UsersUpdate,
): PlanEstimates["backupFlows"] {
  const { plan } = made;
  const flows: [number, readonly LinkFlow[] | undefined][] = [];
  for (const id of [...affected, ...removed]) {
    const links = linksOfTransfer(made, id);
    const before = earlier ? linksOfTransfer(earlier.estimates, id) : NO_LINKS;
    if (links.size > 0 || before.size > 0) users.moved(id, before, links, affected);
    const bound = bindBackup(plan, plan.declarations.get(id));
    const now = bound
      ? backupFlows(plan, bound, (site) => routeBetween(made, site.name, bound.to.name, bound.over))
      : [];
    flows.push([id, now.length > 0 ? now : undefined]);
  }
  return (earlier?.backupFlows ?? IdMap.empty<readonly LinkFlow[]>()).with(flows);
}

/** Estimates of the backups; where one is another than before, so may be what rests on the workloads that it holds. */
export function updatedBackups(
  { made, earlier, affected, removed }: TransferUpdate,
  sharing: SharingOfBlocks,
): PlanEstimates["backups"] {
  const { plan, constants } = made;
  const before = earlier?.backups ?? IdMap.empty<readonly BackupEstimate[]>();
  const world = {
    plan,
    constants,
    routeBetween: (from: string, to: string, over: readonly BoundLink[] | undefined) =>
      routeBetween(made, from, to, over),
    spareOf: (block: number, from: string) => {
      const shared = sharing.get(block)?.get(from);
      return shared?.kind === "service" ? shared.service : undefined;
    },
  };
  const backups: [number, readonly BackupEstimate[] | undefined][] = [];
  const ids = new Set([...affected, ...removed]);
  for (const id of ids) {
    const old = before.get(id);
    const now = backupsOfBlock(world, plan.declarations.get(id));
    if (!old && now.length === 0) continue;
    backups.push([id, now.length > 0 ? now : undefined]);
    if (old === now) continue;
    if (plan.declarations.has(id)) affected.add(id);
    for (const { workloads } of [...(old ?? []), ...now]) {
      for (const { workload } of workloads) {
        if (plan.declarations.has(workload.id)) affected.add(workload.id);
        // Its logs may be applied to this backup.
        for (const beside of usersOf(plan, "backup", workload.name)) ids.add(beside);
      }
    }
  }
  return before.with(backups);
}

/** Estimates of the migrations: of those that changed, and of those to which other flows leave another share of their links. */
export function updatedMigrations(
  { made, earlier, affected, removed }: TransferUpdate,
  flows: PlanFlows,
  users: UsersOfLinks,
  spare: SpareOf,
): PlanEstimates["migrations"] {
  const { plan, constants } = made;
  const before = earlier?.migrations ?? IdMap.empty<MigrationEstimate>();
  const isMove = (id: number) => plan.declarations.get(id)?.document.kind === "migrate" || before.get(id) !== undefined;
  const moves = new Set([...affected].filter(isMove));
  if (before.size > 0) {
    for (const id of blocksBeside([...affected, ...removed], flows, users)) if (before.get(id)) moves.add(id);
  }
  const migrations: [number, MigrationEstimate | undefined][] = [];
  for (const id of moves) {
    const bound = bindMigration(plan, plan.declarations.get(id));
    const route = bound && routeBetween(made, bound.from.name, bound.to.name, bound.over);
    const service = route && spare(route, INITIAL_COPY_PRIORITY);
    migrations.push([id, bound && estimateMigration({ bound, route, service, constants })]);
    affected.add(id);
  }
  for (const id of removed) migrations.push([id, undefined]);
  return before.with(migrations);
}

/** The blocks on some links, and on all links that share flows with them, at first or at second hand. */
function blocksBeside(ids: readonly number[], flows: PlanFlows, users: UsersOfLinks): ReadonlySet<number> {
  const links = new Set(ids);
  const ways = ids.flatMap((link) => [
    { link, forward: true },
    { link, forward: false },
  ]);
  for (const { hops } of flowsOnWays(ways, flows)) for (const { link } of hops) links.add(link.link.id);
  return new Set([...links].flatMap((link) => [...(users.get(link) ?? [])]));
}

const NO_LINKS: ReadonlySet<number> = new Set();

/** The links that a `backup` or `migrate` block takes; none of other blocks. */
function linksOfTransfer(
  estimates: Pick<CopyEstimates, "plan" | "constants" | "network">,
  id: number,
): ReadonlySet<number> {
  const { plan } = estimates;
  const declaration = plan.declarations.get(id);
  const backup = bindBackup(plan, declaration);
  const migration = bindMigration(plan, declaration);
  if (!backup && !migration) return NO_LINKS;
  const links = new Set<number>();
  const add = (from: string, to: string, over: readonly BoundLink[] | undefined) => {
    for (const { link } of routeBetween(estimates, from, to, over)?.hops ?? []) links.add(link.link.id);
  };
  if (migration) add(migration.from.name, migration.to.name, migration.over);
  for (const member of backup?.members ?? []) {
    const from = member.kind === "workload" ? member.workload.site?.name : member.backup.to;
    if (backup && from !== undefined) add(from, backup.to.name, backup.over);
  }
  return links;
}
