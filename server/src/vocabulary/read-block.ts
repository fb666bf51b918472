import { whole } from "../generated/validators.js";
import type { Block, Statement } from "../syntax/tree.ts";
import type { BlockDocument, Problem, UnknownDocument } from "./block-document.ts";
import { BlockSpans } from "./block-spans.ts";
import { NO_SPANS } from "./no-spans.ts";
import { readStatement } from "./read-statement.ts";
import { reading } from "./reading.ts";
import { unknownBlock } from "./statement-problems.ts";
import { statementSource } from "./statement-source.ts";
import { validateValue } from "./validate-value.ts";
import { compact } from "./value-place.ts";
import { blockInfo, isBlockKind } from "./vocabulary.ts";

const known = new WeakMap<Block, BlockDocument>();

/** What a block says. The same object for the same block, so that others can memoise on it. */
export function readBlock(block: Block): BlockDocument {
  let document = known.get(block);
  if (!document) {
    document = block.statement ? readTopLevel(block, block.statement) : NOTHING;
    known.set(block, document);
  }
  return document;
}

/** Shared by all blocks without problems. */
const NO_PROBLEMS: readonly Problem[] = [];
/** A block of blank lines and comments alone. */
const NOTHING: UnknownDocument = { kind: "unknown", value: {}, spans: NO_SPANS, problems: NO_PROBLEMS };

function readTopLevel(block: Block, statement: Statement): BlockDocument {
  const kind = statement.word.text;
  if (!isBlockKind(kind)) {
    const spans = new BlockSpans(block, statement, undefined, []);
    return { kind: "unknown", value: {}, spans, problems: [unknownBlock(statement)] };
  }
  const info = blockInfo(kind);
  const problems: Problem[] = [];
  const cx = reading(block.text, problems, undefined);
  const value = readStatement(statement, info, cx, "");
  const validator = whole[kind];
  if (!validator) throw new Error(`No validator was generated for '${kind}'.`);
  const judged = validateValue(validator, info, value, () => statementSource(block, statement, info, cx));
  if (judged.removed.length > 0) compact(value);
  const all = judged.problems.length === 0 ? problems : [...problems, ...judged.problems];
  const spans = new BlockSpans(block, statement, info, judged.removed);
  // The validator has just established that the value has the type which is generated from the same schema.
  return { kind, value, spans, problems: all.length === 0 ? NO_PROBLEMS : all } as unknown as BlockDocument;
}
