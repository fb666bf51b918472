import { allBlocks } from "./vocabulary.ts";

/** Every word of the language by its role, each list sorted. */
export interface Words {
  readonly blocks: readonly string[];
  readonly attributes: readonly string[];
  /** Words inside a statement, such as `to`, `for`, `per`. */
  readonly parts: readonly string[];
  /** Words that stand as values, such as `sync` or `yes`. */
  readonly values: readonly string[];
}

/** For grammars of other tools. */
export function allWords(): Words {
  const blocks = new Set<string>();
  const attributes = new Set<string>();
  const parts = new Set<string>();
  const values = new Set(["yes", "no"]);
  for (const block of allBlocks()) {
    blocks.add(block.word);
    for (const word of block.header.byWord.keys()) parts.add(word);
    for (const attribute of block.attributes.values()) {
      attributes.add(attribute.word);
      for (const word of attribute.form.byWord.keys()) parts.add(word);
      for (const { type } of attribute.parts.values()) {
        if (type.type === "choice") for (const { word } of type.choices) values.add(word);
      }
    }
  }
  return { blocks: sorted(blocks), attributes: sorted(attributes), parts: sorted(parts), values: sorted(values) };
}

function sorted(words: Iterable<string>): readonly string[] {
  return [...words].sort();
}
