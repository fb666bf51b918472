import { type Declaration, isKind } from "./declaration.ts";
import { indexed, lookUp, type Plan, usersOf } from "./plan.ts";
import { type PlanChange, touchesKind } from "./plan-change.ts";
import { IDENTITY_KINDS, type PlanIndex } from "./plan-index.ts";

/**
 * Adds the declarations whose findings may differ though nothing that is estimated of them does: what is said of the
 * plan as a whole, and what workloads need, share or reach through others.
 */
export function addAffectedRules(plan: Plan, change: PlanChange, affected: Set<number>): void {
  const addIndexed = (key: PlanIndex) => {
    for (const id of indexed(plan, key)) affected.add(id);
  };
  addIndexed("plan");
  const touched = [...edits(plan, change)];
  if (touchesKind(plan, change, "plan") || touchesKind(plan, change, "drill")) addIndexed("changed");
  if (touchesKind(plan, change, "runbook") || touched.some(isLayer2)) {
    addIndexed("redirected");
    addIndexed("migrate");
  }
  if (identityMoved(plan, change)) addIndexed("identity");
  if (copiesMoved(plan, change)) {
    for (const id of indexed(plan, "backup")) if (hasPriority(plan.declarations.get(id))) affected.add(id);
  }
  // Options name what they change, also blocks that are known by what they copy.
  if (change.declared.size > 0 || touched.some(({ document }) => VARIED_UNNAMED.has(document.kind)))
    addIndexed("option");
  for (const declaration of touched) {
    if (!isKind(declaration, "migrate")) continue;
    const { workload } = declaration.document.value;
    for (const id of plan.names.get(workload ?? "") ?? []) affected.add(id);
  }
  const tiers = touchesKind(plan, change, "tier");
  for (const id of [...affected]) {
    const declaration = plan.declarations.get(id);
    if (!declaration || !isKind(declaration, "workload")) continue;
    addNeeded(plan, declaration, affected);
    const { name = "" } = declaration;
    for (const move of usersOf(plan, "migrate", name)) affected.add(move);
    const before = change.replaced.get(id);
    if (!tiers && (!before || tierOf(before) === tierOf(declaration))) continue;
    for (const user of usersOf(plan, "workload", name)) affected.add(user);
  }
}

/** Kinds of blocks in which an option finds what it changes by other than a name, and those that say where that is. */
const VARIED_UNNAMED: ReadonlySet<string> = new Set(["replicate", "migrate", "runbook", "workload"]);

/** Blocks as they were and as they are, where they differ. */
function* edits(plan: Plan, { replaced, removed }: PlanChange): Iterable<Declaration> {
  yield* removed.values();
  for (const [id, before] of replaced) {
    const now = plan.declarations.get(id);
    if (now?.value === before?.value) continue;
    if (before) yield before;
    if (now) yield now;
  }
}

/** Whether replications may take other links than before, or take them in another order. */
function copiesMoved(plan: Plan, change: PlanChange): boolean {
  if (change.declared.size > 0 || MOVING_KINDS.some((kind) => touchesKind(plan, change, kind))) return true;
  for (const [id, before] of change.replaced) if (placeOf(before) !== placeOf(plan.declarations.get(id))) return true;
  return false;
}

/** Kinds of blocks that say which way replications take. */
const MOVING_KINDS = ["replicate", "link", "site"] as const;

function placeOf(declaration: Declaration | undefined): string | undefined {
  return declaration && isKind(declaration, "workload") ? declaration.document.value.site : undefined;
}

/** Whether it says itself what its flows go before. */
function hasPriority(declaration: Declaration | undefined): boolean {
  return (
    declaration !== undefined && isKind(declaration, "backup") && declaration.document.value.priority !== undefined
  );
}

function isLayer2(declaration: Declaration): boolean {
  return isKind(declaration, "link") && declaration.document.value.layer2 === true;
}

/** Whether a directory or name service came, went, or now runs elsewhere: others may then be missing somewhere, or no more. */
function identityMoved(plan: Plan, { replaced, removed }: PlanChange): boolean {
  for (const declaration of removed.values()) if (identityAt(declaration) !== undefined) return true;
  for (const [id, before] of replaced) if (identityAt(before) !== identityAt(plan.declarations.get(id))) return true;
  return false;
}

function identityAt(declaration: Declaration | undefined): string | undefined {
  if (!declaration || !isKind(declaration, "workload")) return undefined;
  const { kind, site = "" } = declaration.document.value;
  return IDENTITY_KINDS.has(kind) ? `${kind} ${site}` : undefined;
}

function tierOf(declaration: Declaration): string | undefined {
  return isKind(declaration, "workload") ? declaration.document.value.tier : undefined;
}

/** What a workload needs, and what that needs: what must be at a site may depend on who is copied there. */
function addNeeded(plan: Plan, workload: Declaration, affected: Set<number>): void {
  const waiting = [workload];
  const seen = new Set(waiting);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (!isKind(next, "workload")) continue;
    for (const name of next.document.value.needs ?? []) {
      const needed = lookUp(plan, name);
      if (!needed || seen.has(needed)) continue;
      seen.add(needed);
      affected.add(needed.id);
      waiting.push(needed);
    }
  }
}
