import { IdMap } from "../base/id-map.ts";
import { LayeredMap } from "../base/layered-map.ts";
import type { Declaration } from "./declaration.ts";
import type { PlanIndex } from "./plan-index.ts";
import type { SourceFile } from "./source-file.ts";

/**
 * A file and all that it imports, with names bound. Immutable; `updatePlan` derives the next from it at the cost of the change.
 */
export interface Plan {
  /** The file from which the imports were followed. */
  readonly root: string;
  /** Every file reached, with the ids of its units in order. A file imported but missing has no source. */
  readonly files: ReadonlyMap<string, PlanFile>;
  readonly declarations: IdMap<Declaration>;
  /** Ids of the blocks that declare a name, in the order in which they were found. */
  readonly names: LayeredMap<string, readonly number[]>;
  /** Ids of the blocks that use a name, by the name, and there by the kind of the block that uses it. */
  readonly users: LayeredMap<string, Users>;
  /** Ids of the blocks of which the whole plan must know, by what they are (`PlanIndex`). */
  readonly index: LayeredMap<PlanIndex, ReadonlySet<number>>;
  readonly nextId: number;
}

/** Ids of blocks, by their kind. */
export type Users = ReadonlyMap<string, ReadonlySet<number>>;

export interface PlanFile {
  readonly uri: string;
  readonly source: SourceFile | undefined;
  readonly ids: readonly number[];
  readonly imports: readonly ImportUse[];
}

/** An `import` of a file: its declaration, and the file that it means (nothing when the path is none that a plan may open). */
export interface ImportUse {
  readonly id: number;
  readonly target: string | undefined;
}

export function emptyPlan(root: string): Plan {
  return {
    root,
    files: new Map(),
    declarations: IdMap.empty(),
    names: LayeredMap.empty(),
    users: LayeredMap.empty(),
    index: LayeredMap.empty(),
    nextId: 1,
  };
}

/** The block that declares a name: the first where there are several. */
export function lookUp(plan: Plan, name: string): Declaration | undefined {
  const id = plan.names.get(name)?.[0];
  return id === undefined ? undefined : plan.declarations.get(id);
}

const NOBODY: ReadonlySet<number> = new Set();

/** Ids of the blocks of one kind that use a name. */
export function usersOf(plan: Plan, kind: string, name: string): ReadonlySet<number> {
  return plan.users.get(name)?.get(kind) ?? NOBODY;
}

/** Ids of the blocks under a key, in no order that means anything. */
export function indexed(plan: Plan, key: PlanIndex): ReadonlySet<number> {
  return plan.index.get(key) ?? NOBODY;
}

/** Ids of all blocks of a kind, in no order that means anything. */
export function idsOfKind({ declarations }: Plan, kind: string): readonly number[] {
  return [...declarations.entries()].flatMap(([id, { document }]) => (document.kind === kind ? [id] : []));
}
