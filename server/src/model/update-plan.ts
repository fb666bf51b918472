import { type Declaration, isKind } from "./declaration.ts";
import type { ImportUse, Plan, PlanFile } from "./plan.ts";
import { changedPlan, declarationOf, type PlanChange } from "./plan-change.ts";
import { resolveImport } from "./resolve-import.ts";
import { documentOf, type SourceFile, type Unit, unitsOf } from "./source-file.ts";

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

class Update {
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
    const oldEnd = oldUnits.length - tail;
    const newEnd = newUnits.length - tail;
    // As long as no unit comes or goes, the list stays the same object: much rests on it.
    const isSame = before !== undefined && newUnits.length === oldUnits.length;
    const ids = isSame ? (oldIds as number[]) : oldIds.slice(0, head);
    for (let index = head; index < newEnd; index++) {
      const id = index < oldEnd ? (oldIds[index] as number) : this.nextId++;
      if (!isSame) ids.push(id);
      this.put(id, uri, newUnits[index] as Unit);
    }
    for (let index = newEnd; index < oldEnd; index++) {
      const id = oldIds[index] as number;
      const gone = this.previous.declarations.get(id);
      if (gone) this.removed.set(id, gone);
    }
    if (!isSame) for (let index = oldEnd; index < oldIds.length; index++) ids.push(oldIds[index] as number);
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
    const document = documentOf(unit);
    this.now.set(id, declarationOf({ id, file, unit, document }, this.previous.declarations.get(id)));
  }

  finish(files: ReadonlyMap<string, PlanFile>): { plan: Plan; change: PlanChange } {
    return changedPlan(this.previous, { files, put: this.now, removed: this.removed, nextId: this.nextId });
  }
}
