import type { Statement } from "../syntax/tree.ts";
import { type AttributeInfo, type BlockInfo, blockInfo } from "../vocabulary/vocabulary.ts";
import type { Formed } from "./statement-roles.ts";

/** What a statement is in the vocabulary, by its word and by what it stands in. */
export type Meaning =
  | { readonly kind: "block"; readonly block: BlockInfo }
  | { readonly kind: "attribute"; readonly attribute: AttributeInfo; readonly block: BlockInfo };

/** The meaning of the innermost of nested statements (outermost first); nothing for a word that does not belong there. */
export function meaningOf(statements: readonly Statement[]): Meaning | undefined {
  let outer: BlockInfo | undefined;
  for (const [depth, { word }] of statements.entries()) {
    const block: BlockInfo | undefined = depth === 0 ? topLevel(word.text) : outer?.nested.get(word.text)?.block;
    if (!block) {
      const attribute = depth === statements.length - 1 ? outer?.attributes.get(word.text) : undefined;
      return outer && attribute && { kind: "attribute", attribute, block: outer };
    }
    outer = block;
  }
  return outer && { kind: "block", block: outer };
}

function topLevel(word: string): BlockInfo | undefined {
  return word === "step" ? undefined : blockInfo(word);
}

/** How the values of a statement are read. */
export function formedOf(meaning: Meaning): Formed {
  return meaning.kind === "block" ? { form: meaning.block.header, parts: meaning.block.parts } : meaning.attribute;
}
