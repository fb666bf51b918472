import type { Declaration } from "./declaration.ts";
import { type Plan, usersOf } from "./plan.ts";
import type { PlanChange } from "./update-plan.ts";

/** Kinds of blocks whose results rest on a block of a kind, and so change with it. */
const RESTS_ON: Readonly<Record<string, readonly string[]>> = {
  site: ["link", "workload", "replicate", "backup", "migrate"],
  link: ["replicate", "backup", "migrate", "link"],
  tier: ["workload"],
  workload: ["replicate", "backup", "migrate"],
  technology: ["technology", "replicate", "migrate"],
  backup: ["backup"],
};

/** Every kind of block that may use a name. */
const USER_KINDS = [
  "site",
  "link",
  "workload",
  "replicate",
  "backup",
  "migrate",
  "scenario",
  "runbook",
  "drill",
  "technology",
  "option",
] as const;

/**
 * Ids of the declarations whose findings may differ after a change: what was edited, what uses a name that came, went
 * or changed its meaning, and what rests on those in turn.
 */
export function affectedBy(plan: Plan, change: PlanChange): Set<number> {
  const affected = new Set<number>(change.replaced.keys());
  const waiting: Declaration[] = [];
  const reach = (id: number) => {
    if (affected.has(id)) return;
    affected.add(id);
    const declaration = plan.declarations.get(id);
    if (declaration) waiting.push(declaration);
  };
  for (const name of change.declared) {
    for (const id of plan.names.get(name) ?? []) affected.add(id);
    for (const kind of USER_KINDS) for (const id of usersOf(plan, kind, name)) reach(id);
  }
  for (const name of change.used) {
    // Being used by others changes nothing in what a block is, only whether it is used at all; a conduit's links are its users.
    for (const id of plan.names.get(name) ?? []) affected.add(id);
    for (const id of usersOf(plan, "link", name)) affected.add(id);
  }
  if (change.imports) {
    for (const { imports } of plan.files.values()) for (const { id } of imports) affected.add(id);
  }
  for (const id of change.replaced.keys()) {
    const declaration = plan.declarations.get(id);
    if (declaration && declaration.value !== change.replaced.get(id)?.value) waiting.push(declaration);
  }
  for (const gone of change.removed.values()) waiting.push(gone);
  for (let declaration = waiting.pop(); declaration; declaration = waiting.pop()) {
    for (const name of namesOf(declaration)) {
      for (const kind of RESTS_ON[declaration.document.kind] ?? []) {
        for (const id of usersOf(plan, kind, name)) reach(id);
      }
      if (declaration.document.kind === "replicate") for (const id of usersOf(plan, "replicate", name)) reach(id);
    }
    if (declaration.document.kind === "replicate") {
      // The copies of a workload decide together whether its objectives are met.
      for (const { name } of declaration.references) for (const id of plan.names.get(name) ?? []) affected.add(id);
    }
  }
  return affected;
}

/** The names through which others depend on a declaration: its own; for a replication those of its workloads, whose other copies it may feed. */
function namesOf(declaration: Declaration): readonly string[] {
  if (declaration.name !== undefined) return [declaration.name];
  if (declaration.document.kind === "replicate") return declaration.document.value.workloads ?? [];
  return [];
}
