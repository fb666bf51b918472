import type { BlockDocument, BlockKind, DocumentOf } from "../vocabulary/block-document.ts";
import type { Reference } from "../vocabulary/references.ts";
import type { Unit } from "./source-file.ts";

/** One block of the plan. The id stays when the block is edited; all else is replaced. */
export interface Declaration {
  readonly id: number;
  readonly file: string;
  readonly unit: Unit;
  readonly document: BlockDocument;
  /**
   * The document's value; the same object as before an edit that changed nothing in it (a comment, white space).
   * What is derived from it is memoised on it.
   */
  readonly value: BlockDocument["value"];
  /** The name that it declares, if it has one. */
  readonly name: string | undefined;
  readonly references: readonly Reference[];
}

export type DeclarationOf<K extends BlockKind> = Declaration & { readonly document: DocumentOf<K> };

export function isKind<K extends BlockKind>(declaration: Declaration, kind: K): declaration is DeclarationOf<K> {
  return declaration.document.kind === kind;
}
