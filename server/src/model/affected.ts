import { addAffectedRules } from "./affected-by-rules.ts";
import { builtInScenarios } from "./built-in-scenario.ts";
import type { Declaration } from "./declaration.ts";
import { lookUp, type Plan, usersOf } from "./plan.ts";
import type { PlanChange } from "./plan-change.ts";

/** Kinds of blocks whose results rest on a block of a kind that they name, and so change with it. */
const RESTS_ON: Readonly<Record<string, readonly string[]>> = {
  site: ["link", "workload", "replicate", "backup", "migrate", "scenario"],
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

/** The `replicate` blocks that take a link, by the link's id, as far as is known from before. */
export type Takers = (link: number) => Iterable<number>;

/**
 * Ids of the declarations whose findings may differ after a change: what was edited, what uses a name that came, went
 * or changed its meaning, and what rests on those in turn.
 */
export function affectedBy(plan: Plan, change: PlanChange, takers: Takers): Set<number> {
  const affected = new Set<number>(change.replaced.keys());
  const reached = new Set<number>();
  for (const name of change.declared) {
    for (const id of plan.names.get(name) ?? []) affected.add(id);
    for (const kind of USER_KINDS) for (const id of usersOf(plan, kind, name)) reached.add(id);
  }
  for (const name of change.used) {
    for (const id of plan.names.get(name) ?? []) affected.add(id);
    for (const id of usersOf(plan, "link", name)) affected.add(id);
    // What is lost need not be declared: then no declaration tells that something else is there now, or passes by.
    if (!lookUp(plan, name)) for (const id of usersOf(plan, "scenario", name)) affected.add(id);
  }
  for (const name of [...change.declared, ...change.used]) {
    for (const scenario of builtInScenarios(name)) {
      for (const kind of USER_KINDS) for (const id of usersOf(plan, kind, scenario)) affected.add(id);
    }
  }
  if (change.imports) {
    for (const { imports } of plan.files.values()) for (const { id } of imports) affected.add(id);
  }
  const changed: Declaration[] = [...change.removed.values()];
  for (const [id, before] of change.replaced) {
    const now = plan.declarations.get(id);
    if (now?.value === before?.value) continue;
    if (now) changed.push(now);
    if (before) changed.push(before);
  }
  for (const id of reached) affected.add(id);
  spread(plan, affected, [...changed, ...declarationsOf(plan, reached)], takers);
  addAffectedRules(plan, change, affected);
  return affected;
}

/** Adds to `affected` declarations that a change reached otherwise, and what rests on them in turn. */
export function addAffected(plan: Plan, affected: Set<number>, ids: Iterable<number>, takers: Takers): void {
  const reached = new Set(ids);
  for (const id of reached) affected.add(id);
  spread(plan, affected, declarationsOf(plan, reached), takers);
}

function declarationsOf(plan: Plan, ids: Iterable<number>): readonly Declaration[] {
  return [...ids].flatMap((id) => plan.declarations.get(id) ?? []);
}

/** Follows what rests on what. A declaration counts as followed by itself, for one that is gone shares the id of its successor. */
function spread(plan: Plan, affected: Set<number>, from: readonly Declaration[], takers: Takers): void {
  const followed = new Set(from);
  const waiting = [...from];
  const reach = (id: number) => {
    affected.add(id);
    const declaration = plan.declarations.get(id);
    if (!declaration || followed.has(declaration)) return;
    followed.add(declaration);
    waiting.push(declaration);
  };
  for (let declaration = waiting.pop(); declaration; declaration = waiting.pop()) {
    const { kind } = declaration.document;
    if (declaration.name !== undefined) {
      for (const user of RESTS_ON[kind] ?? []) for (const id of usersOf(plan, user, declaration.name)) reach(id);
    }
    if (kind === "link") for (const id of takers(declaration.id)) reach(id);
    for (const workload of copiedBy(declaration)) {
      // The copies and backups of a workload decide together whether its objectives are met, and one may feed another.
      for (const id of plan.names.get(workload) ?? []) affected.add(id);
      for (const id of usersOf(plan, "replicate", workload)) reach(id);
    }
  }
}

function copiedBy({ document }: Declaration): readonly string[] {
  if (document.kind === "replicate") return document.value.workloads ?? [];
  return document.kind === "backup" ? (document.value.of ?? []) : [];
}
