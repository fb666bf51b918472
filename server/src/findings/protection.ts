import type { Backup } from "../model/backup.ts";
import { type BoundReplication, type BoundWorkload, backupOf, bindWorkload, siteOf } from "../model/bind.ts";
import { copiesOfWorkload } from "../model/copies.ts";
import type { Declaration } from "../model/declaration.ts";
import { lookUp, type Plan, usersOf } from "../model/plan.ts";
import { inPlanOrder } from "../model/plan-order.ts";
import type { Site } from "../model/site.ts";

/** A workload with all that is done to keep its data; backups of backups are not among it. */
export interface Protection {
  readonly bound: BoundWorkload;
  readonly copies: readonly BoundReplication[];
  readonly backups: readonly Backup[];
}

const known = new WeakMap<Plan, Map<Declaration, Protection | undefined>>();

/** What protects the workload of a block; nothing for other blocks, and where another block of that name counts. Several rules ask for it. */
export function protectionOf(plan: Plan, declaration: Declaration): Protection | undefined {
  let ofPlan = known.get(plan);
  if (!ofPlan) {
    ofPlan = new Map();
    known.set(plan, ofPlan);
  }
  if (!ofPlan.has(declaration)) ofPlan.set(declaration, newProtection(plan, declaration));
  return ofPlan.get(declaration);
}

function newProtection(plan: Plan, declaration: Declaration): Protection | undefined {
  const bound = bindWorkload(plan, declaration);
  if (!bound || lookUp(plan, bound.workload.name) !== declaration) return undefined;
  const { name } = bound.workload;
  return { bound, copies: copiesOfWorkload(plan, name), backups: backupsOf(plan, name) };
}

export function backupsOf(plan: Plan, workload: string): readonly Backup[] {
  return inPlanOrder(plan, usersOf(plan, "backup", workload)).flatMap(
    (id) => backupOf(plan.declarations.get(id)) ?? [],
  );
}

/** Sites that hold data for others and run nothing. */
const HOLDING_ROLES: ReadonlySet<Site["role"]> = new Set(["bunker", "vault", "witness"]);

/**
 * The sites other than its own where a workload would be recovered: those it names, else those of its copies that may
 * run it, else those where its backups lie and may be restored.
 */
export function recoverySites(plan: Plan, { workload, site }: BoundWorkload): readonly Site[] {
  const named = workload.recoverAt.flatMap((name) => siteOf(lookUp(plan, name)) ?? []);
  const copied = copiesOfWorkload(plan, workload.name).map(({ to }) => to);
  const stored = backupsOf(plan, workload.name).flatMap(({ to = "" }) => siteOf(lookUp(plan, to)) ?? []);
  const candidates = [named, running(copied), running(stored)].find((sites) => sites.length > 0) ?? [];
  return [...new Set(candidates)].filter((other) => other !== site);
}

function running(sites: readonly Site[]): readonly Site[] {
  return sites.filter(({ role }) => !HOLDING_ROLES.has(role));
}
