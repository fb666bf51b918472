import { referencesOf } from "../vocabulary/references.ts";
import type { Declaration } from "./declaration.ts";
import type { Plan, PlanFile, Users } from "./plan.ts";
import { indexKeysOf, type PlanIndex } from "./plan-index.ts";
import { inPlanOrder } from "./plan-order.ts";

/** What an update did, for those who keep something derived from the plan. */
export interface PlanChange {
  /** Declarations that are new or were replaced, with what stood there before. */
  readonly replaced: ReadonlyMap<number, Declaration | undefined>;
  readonly removed: ReadonlyMap<number, Declaration>;
  /** Names that are declared anew or no longer, or by another kind of block. */
  readonly declared: ReadonlySet<string>;
  /** Names that gained or lost a user. */
  readonly used: ReadonlySet<string>;
  /** Whether files came or went, or import others than before. */
  readonly imports: boolean;
}

/** Whether blocks of a kind came, went, were edited, or may stand in another order. */
export function touchesKind(plan: Plan, change: PlanChange, kind: string): boolean {
  if (change.imports) return true;
  const is = (declaration: Declaration | undefined) => declaration?.document.kind === kind;
  for (const [id, before] of change.replaced) if (is(before) || is(plan.declarations.get(id))) return true;
  for (const gone of change.removed.values()) if (is(gone)) return true;
  return false;
}

/** What comes and goes between a plan and the next. */
export interface PlanStep {
  readonly files: ReadonlyMap<string, PlanFile>;
  /** Declarations that are new or replaced, by their id. */
  readonly put: ReadonlyMap<number, Declaration>;
  readonly removed: ReadonlyMap<number, Declaration>;
  readonly nextId: number;
}

/** The next plan, with names and their users kept right, at the cost of what comes and goes. */
export function changedPlan(
  previous: Plan,
  { files, put, removed, nextId }: PlanStep,
): { readonly plan: Plan; readonly change: PlanChange } {
  const replaced = new Map([...put.keys()].map((id) => [id, previous.declarations.get(id)] as const));
  const declared = new Set<string>();
  const used = new Set<string>();
  const names = new Map<string, Set<number>>();
  const users = new Map<string, Map<string, Set<number>>>();
  const index = new Map<PlanIndex, Set<number>>();
  const indexAt = (key: PlanIndex) => entry(index, key, () => new Set(previous.index.get(key)));
  const reindex = (id: number, before: Declaration | undefined, after: Declaration | undefined) => {
    const [old, keys] = [before ? indexKeysOf(before) : [], after ? indexKeysOf(after) : []];
    for (const key of old) if (!keys.includes(key)) indexAt(key).delete(id);
    for (const key of keys) if (!old.includes(key)) indexAt(key).add(id);
  };
  const idsOf = (name: string) => entry(names, name, () => new Set(previous.names.get(name)));
  const usersAt = (kind: string, name: string) => {
    const kinds = entry(users, name, () => copyOf(previous.users.get(name)));
    return entry(kinds, kind, () => new Set());
  };
  const forget = (declaration: Declaration) => {
    if (declaration.name !== undefined) idsOf(declaration.name).delete(declaration.id);
    for (const use of declaration.references) usersAt(declaration.document.kind, use.name).delete(declaration.id);
  };
  const add = (declaration: Declaration) => {
    if (declaration.name !== undefined) idsOf(declaration.name).add(declaration.id);
    for (const use of declaration.references) usersAt(declaration.document.kind, use.name).add(declaration.id);
  };
  const note = (declaration: Declaration | undefined, other: Declaration | undefined) => {
    if (!declaration) return;
    const same = declaration.name === other?.name && declaration.document.kind === other?.document.kind;
    if (declaration.name !== undefined && !same) declared.add(declaration.name);
    const before = other?.document.kind === declaration.document.kind ? other.references : [];
    for (const { name, kinds } of declaration.references) {
      if (!before.some((use) => use.name === name && use.kinds[0] === kinds[0])) used.add(name);
    }
  };
  for (const declaration of removed.values()) {
    forget(declaration);
    note(declaration, undefined);
    reindex(declaration.id, declaration, undefined);
  }
  for (const [id, declaration] of put) {
    const before = replaced.get(id);
    note(before, declaration);
    note(declaration, before);
    reindex(id, before, declaration);
    if (before && isCalledAndUsesAs(before, declaration)) continue;
    if (before) forget(before);
    add(declaration);
  }
  const gone = [...removed.keys()].map((id) => [id, undefined] as const);
  const declarations = previous.declarations.with([...put, ...gone]);
  const imports = importsChanged(previous, files);
  if (imports) {
    // Files may stand in another order now, and with them the declarations of one name.
    for (const [name, ids] of previous.names.entries()) if (ids.length > 1) idsOf(name);
  }
  const orders = [...names].map(([name, ids]) => {
    const order = inPlanOrder({ files, declarations }, ids);
    // Of several declarations the first counts.
    if (order[0] !== previous.names.get(name)?.[0]) declared.add(name);
    return [name, order.length > 0 ? order : undefined] as const;
  });
  const plan: Plan = {
    root: previous.root,
    files,
    declarations,
    names: previous.names.with(orders),
    users: previous.users.with([...users].map(([name, kinds]) => [name, someOf(kinds)] as const)),
    index: previous.index.with([...index].map(([key, ids]) => [key, ids.size > 0 ? ids : undefined] as const)),
    nextId,
  };
  return { plan, change: { replaced, removed, declared, used, imports } };
}

/** A block as a declaration. A value that equals the one before keeps its identity. */
export function declarationOf(
  { id, file, unit, document }: Pick<Declaration, "id" | "file" | "unit" | "document">,
  before: Declaration | undefined,
): Declaration {
  const same = before && before.document.kind === document.kind && sameValue(before.value, document.value);
  const value = same ? before.value : document.value;
  const name = "name" in value && typeof value.name === "string" ? value.name : undefined;
  return { id, file, unit, document, value, name, references: referencesOf(document) };
}

function importsChanged({ files: before }: Plan, files: ReadonlyMap<string, PlanFile>): boolean {
  if (before.size !== files.size) return true;
  for (const [uri, { imports, source }] of files) {
    const old = before.get(uri);
    if (!old || old.imports !== imports || (old.source === undefined) !== (source === undefined)) return true;
  }
  return false;
}

function copyOf(users: Users | undefined): Map<string, Set<number>> {
  return new Map([...(users ?? [])].map(([kind, ids]) => [kind, new Set(ids)] as const));
}

/** Without the kinds of which nobody is left; nothing where nobody is. */
function someOf(users: Map<string, Set<number>>): Users | undefined {
  for (const [kind, ids] of users) if (ids.size === 0) users.delete(kind);
  return users.size > 0 ? users : undefined;
}

function entry<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}

/** Whether a declaration has the same name as before, and uses the same ones. */
function isCalledAndUsesAs(a: Declaration, b: Declaration): boolean {
  if (a.name !== b.name || a.document.kind !== b.document.kind) return false;
  if (a.references.length !== b.references.length) return false;
  return a.references.every((use, index) => use.name === b.references[index]?.name);
}

function sameValue(a: object, b: object): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
