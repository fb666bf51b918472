import type { BlockDocument } from "../vocabulary/block-document.ts";
import type { Declaration } from "./declaration.ts";
import { emptyPlan, type Plan } from "./plan.ts";
import { changedPlan, declarationOf, type PlanChange } from "./plan-change.ts";
import type { Unit } from "./source-file.ts";

/** How a variant differs from a plan. Nothing is written: the values of its blocks are others. */
export interface PlanChanges {
  /** Values of declarations by their id; what is no declaration of the plan is left out. */
  readonly replaced?: ReadonlyMap<number, BlockDocument["value"]>;
  readonly added?: readonly AddedBlock[];
  /** Ids of declarations. */
  readonly removed?: Iterable<number>;
}

/** A block that a variant has besides those of the plan. It stands behind all others of its file. */
export interface AddedBlock {
  readonly document: BlockDocument;
  /** The file in which it counts; the root if left out. */
  readonly file?: string;
  /** The text in which its spans count; absent: it has none. */
  readonly unit?: Unit;
}

/**
 * A plan with other values, at the cost of what differs: declarations that the changes leave alone stay the same objects,
 * and so does everything that is memoised on them. A replaced block keeps its spans, which are those of the text.
 */
export function variedPlan(
  plan: Plan,
  { replaced = new Map(), added = [], removed = [] }: PlanChanges,
): { readonly plan: Plan; readonly change: PlanChange } {
  const put = new Map<number, Declaration>();
  for (const [id, value] of replaced) {
    const before = plan.declarations.get(id);
    if (!before) continue;
    const document = { ...before.document, value } as BlockDocument;
    put.set(id, declarationOf({ ...before, document }, before));
  }
  const gone = new Map<number, Declaration>();
  for (const id of removed) {
    const declaration = plan.declarations.get(id);
    if (!declaration) continue;
    gone.set(id, declaration);
    put.delete(id);
  }
  const files = new Map(plan.files);
  let { nextId } = plan;
  for (const { document, file = plan.root, unit = document } of added) {
    const id = nextId++;
    put.set(id, declarationOf({ id, file, unit, document }, undefined));
    const before = files.get(file);
    // Ids of what is gone stay in their file, so that the others keep their places in the text.
    if (before) files.set(file, { ...before, ids: [...before.ids, id] });
  }
  return changedPlan(plan, { files: added.length === 0 ? plan.files : files, put, removed: gone, nextId });
}

/** A plan of some of the declarations of another, at the cost of those. They keep their ids and their places in the text. */
export function planOf(
  { root, files, declarations, nextId }: Plan,
  ids: Iterable<number>,
): { readonly plan: Plan; readonly change: PlanChange } {
  const put = new Map<number, Declaration>();
  for (const id of ids) {
    const declaration = declarations.get(id);
    if (declaration) put.set(id, declaration);
  }
  return changedPlan(emptyPlan(root), { files, put, removed: new Map(), nextId });
}
