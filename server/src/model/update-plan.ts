import { referencesOf } from "../vocabulary/references.ts";
import { type Declaration, isKind } from "./declaration.ts";
import { type ImportUse, type Plan, type PlanFile, useKey } from "./plan.ts";
import { inPlanOrder } from "./plan-order.ts";
import { resolveImport } from "./resolve-import.ts";
import { documentOf, type SourceFile, type Unit, unitsOf } from "./source-file.ts";

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

/**
 * The plan after its files changed. Blocks that are the same objects as before keep their declarations; a block that
 * was edited keeps its id, so what refers to it by id stays valid.
 *
 * `sourceOf` gives the current text of a file, or nothing when there is no such file.
 */
export function updatePlan(
  previous: Plan,
  sourceOf: (uri: string) => SourceFile | undefined,
): { readonly plan: Plan; readonly change: PlanChange } {
  const update = new Update(previous);
  const files = new Map<string, PlanFile>();
  const waiting = [previous.root];
  for (let uri = waiting.shift(); uri !== undefined; uri = waiting.shift()) {
    if (files.has(uri)) continue;
    const file = update.file(uri, sourceOf(uri), previous.files.get(uri));
    files.set(uri, file);
    for (const use of file.imports) if (use.target !== undefined) waiting.push(use.target);
  }
  for (const [uri, file] of previous.files) if (!files.has(uri)) update.file(uri, undefined, file);
  return update.finish(files);
}

/** Whether blocks of a kind came, went, were edited, or may stand in another order. */
export function touchesKind(plan: Plan, change: PlanChange, kind: string): boolean {
  if (change.imports) return true;
  const is = (declaration: Declaration | undefined) => declaration?.document.kind === kind;
  for (const [id, before] of change.replaced) if (is(before) || is(plan.declarations.get(id))) return true;
  for (const gone of change.removed.values()) if (is(gone)) return true;
  return false;
}

class Update {
  private readonly replaced = new Map<number, Declaration | undefined>();
  private readonly removed = new Map<number, Declaration>();
  private readonly now = new Map<number, Declaration>();
  private nextId: number;

  constructor(private readonly previous: Plan) {
    this.nextId = previous.nextId;
  }

  file(uri: string, source: SourceFile | undefined, before: PlanFile | undefined): PlanFile {
    if (before && before.source === source) return before;
    const oldUnits = unitsOf(before?.source);
    const newUnits = unitsOf(source);
    const oldIds = before?.ids ?? [];
    const most = Math.min(oldUnits.length, newUnits.length);
    let head = 0;
    while (head < most && oldUnits[head] === newUnits[head]) head++;
    let tail = 0;
    while (tail < most - head && oldUnits[oldUnits.length - 1 - tail] === newUnits[newUnits.length - 1 - tail]) tail++;
    const ids = newUnits.length === oldUnits.length ? oldIds.slice() : oldIds.slice(0, head);
    const oldEnd = oldUnits.length - tail;
    const newEnd = newUnits.length - tail;
    for (let index = head; index < newEnd; index++) {
      const id = index < oldEnd ? (oldIds[index] ?? this.nextId++) : this.nextId++;
      ids[index] = id;
      this.put(id, uri, newUnits[index] as Unit);
    }
    for (let index = newEnd; index < oldEnd; index++) {
      const id = oldIds[index] as number;
      const gone = this.previous.declarations.get(id);
      if (gone) this.removed.set(id, gone);
    }
    if (newUnits.length !== oldUnits.length)
      for (let index = oldEnd; index < oldIds.length; index++) ids.push(oldIds[index] as number);
    const known = before && !this.importsChanged(oldIds.slice(head, oldEnd), ids.slice(head, newEnd));
    return { uri, source, ids, imports: known ? before.imports : this.imports(uri, ids) };
  }

  private importsChanged(oldIds: readonly number[], newIds: readonly number[]): boolean {
    return (
      oldIds.some((id) => this.previous.declarations.get(id)?.document.kind === "import") ||
      newIds.some((id) => this.now.get(id)?.document.kind === "import")
    );
  }

  private imports(uri: string, ids: readonly number[]): readonly ImportUse[] {
    return ids.flatMap((id) => {
      const declaration = this.now.get(id) ?? this.previous.declarations.get(id);
      if (!declaration || !isKind(declaration, "import")) return [];
      return [{ id, target: resolveImport(uri, declaration.document.value.file ?? "") }];
    });
  }

  private put(id: number, file: string, unit: Unit): void {
    const before = this.previous.declarations.get(id);
    const document = documentOf(unit);
    const same = before && before.document.kind === document.kind && sameValue(before.value, document.value);
    const value = same ? before.value : document.value;
    const references = referencesOf(document);
    const name = "name" in value && typeof value.name === "string" ? value.name : undefined;
    this.now.set(id, { id, file, unit, document, value, name, references });
    this.replaced.set(id, before);
  }

  finish(files: ReadonlyMap<string, PlanFile>): { plan: Plan; change: PlanChange } {
    const { previous, now, removed } = this;
    const declared = new Set<string>();
    const used = new Set<string>();
    const names = new Map<string, Set<number>>();
    const users = new Map<string, Set<number>>();
    const idsOf = (name: string) => entry(names, name, () => new Set(previous.names.get(name)));
    const usersOf = (key: string) => entry(users, key, () => new Set(previous.users.get(key)));
    const forget = (declaration: Declaration) => {
      if (declaration.name !== undefined) idsOf(declaration.name).delete(declaration.id);
      for (const use of declaration.references)
        usersOf(useKey(declaration.document.kind, use.name)).delete(declaration.id);
    };
    const add = (declaration: Declaration) => {
      if (declaration.name !== undefined) idsOf(declaration.name).add(declaration.id);
      for (const use of declaration.references)
        usersOf(useKey(declaration.document.kind, use.name)).add(declaration.id);
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
    }
    for (const [id, before] of this.replaced) {
      const declaration = now.get(id) as Declaration;
      note(before, declaration);
      note(declaration, before);
      if (
        before &&
        before.name === declaration.name &&
        before.document.kind === declaration.document.kind &&
        sameUses(before, declaration)
      )
        continue;
      if (before) forget(before);
      add(declaration);
    }
    const gone = [...removed.keys()].map((id) => [id, undefined] as const);
    const declarations = previous.declarations.with([...now, ...gone]);
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
      users: previous.users.with([...users].map(([key, ids]) => [key, ids.size > 0 ? ids : undefined] as const)),
      nextId: this.nextId,
    };
    return {
      plan,
      change: { replaced: this.replaced, removed, declared, used, imports },
    };
  }
}

function importsChanged({ files: before }: Plan, files: ReadonlyMap<string, PlanFile>): boolean {
  if (before.size !== files.size) return true;
  for (const [uri, { imports, source }] of files) {
    const old = before.get(uri);
    if (!old || old.imports !== imports || (old.source === undefined) !== (source === undefined)) return true;
  }
  return false;
}

function entry<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}

function sameUses(a: Declaration, b: Declaration): boolean {
  if (a.document.kind !== b.document.kind || a.references.length !== b.references.length) return false;
  return a.references.every((use, index) => use.name === b.references[index]?.name);
}

function sameValue(a: object, b: object): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
