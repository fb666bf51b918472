import {
  type AttributeInfo,
  allBlocks,
  type BlockInfo,
  blockWords,
  declaredKind,
} from "../../server/src/vocabulary/vocabulary.ts";

/** The words of the language, as far as highlighting tells them apart. */
export interface GrammarWords {
  /** Statements of the top level. */
  readonly blocks: readonly BlockWords[];
  /** Statements inside a block, of all blocks: one entry for a word. */
  readonly attributes: readonly AttributeWords[];
}

export interface StatementWords {
  readonly word: string;
  /** The name behind the word is declared here, not referred to. */
  readonly declares: boolean;
  /** Words between its values: `to`, `over`. */
  readonly connectors: readonly string[];
  /** Words that are values: `metro-ethernet`. */
  readonly constants: readonly string[];
  /** One of its values is a weekly window or a moment of the week. */
  readonly windows: boolean;
}

export interface BlockWords extends StatementWords {
  /** Its body holds blocks of the top level. */
  readonly container: boolean;
}

export interface AttributeWords extends StatementWords {
  /** It is a block of its own, like `step`. */
  readonly block: boolean;
}

/** Reads the words from the vocabulary, and so from the schema. */
export function grammarWords(): GrammarWords {
  const top = blockWords();
  const blocks: BlockWords[] = [];
  const attributes = new Map<string, AttributeWords>();
  for (const block of allBlocks()) {
    const words = statementWords(block.word, block, declaredKind(block) !== undefined);
    if (top.has(block.word)) {
      blocks.push({ ...words, container: [...block.nested.keys()].some((word) => top.has(word)) });
    } else attributes.set(block.word, { ...words, block: true });
    for (const attribute of block.attributes.values()) {
      const here = { ...statementWords(attribute.word, attribute, false), block: false };
      attributes.set(attribute.word, merged(attributes.get(attribute.word), here));
    }
  }
  return { blocks, attributes: [...attributes.values()] };
}

function statementWords(word: string, info: BlockInfo | AttributeInfo, declares: boolean): StatementWords {
  const types = [...info.parts.values()].map(({ type }) => type);
  const form = "header" in info ? info.header : info.form;
  const constants = types.flatMap((type) => {
    if (type.type === "yes-no") return ["yes", "no"];
    return type.type === "choice" ? type.choices.map((choice) => choice.word) : [];
  });
  return {
    word,
    declares,
    connectors: [...form.byWord.keys()],
    // The two arrows of a link are values too, but no words.
    constants: constants.filter((constant) => /^\p{L}/u.test(constant)),
    windows: types.some(({ type }) => type === "window" || type === "moment"),
  };
}

/** An attribute that several blocks have: highlighting cannot know in which of them it stands. */
function merged(
  known: AttributeWords | undefined,
  { connectors, constants, windows, ...rest }: AttributeWords,
): AttributeWords {
  return {
    ...rest,
    connectors: [...new Set([...(known?.connectors ?? []), ...connectors])],
    constants: [...new Set([...(known?.constants ?? []), ...constants])],
    windows: windows || (known?.windows ?? false),
  };
}
