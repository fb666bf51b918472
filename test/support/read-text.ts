import { parseFile } from "../../server/src/syntax/parse-file.ts";
import type { BlockDocument, Problem } from "../../server/src/vocabulary/block-document.ts";
import { readBlock } from "../../server/src/vocabulary/read-block.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";

/** The document of the only block in a text. */
export function readText(text: string): BlockDocument {
  const { blocks } = parseFile(text, parseOptions());
  const [block, second] = blocks.filter(({ statement }) => statement !== undefined);
  if (!block || second) throw new Error(`Not one block: ${text}`);
  return readBlock(block);
}

/** What is told besides attributes that the text leaves out on purpose. */
export function problemsWithoutMissing(document: BlockDocument): readonly Problem[] {
  return document.problems.filter((problem) => problem.code !== "missing-attribute");
}
