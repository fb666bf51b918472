import { type ParseError, parseTree } from "jsonc-parser";
import { applyEdits, type TextEdit } from "../base/text-edit.ts";
import { type JsonFile, readJson } from "./read-json.ts";
import { readJsonBlock } from "./read-json-block.ts";
import { blockInfo } from "./vocabulary.ts";

/** The file after edits in its offsets; blocks that they leave alone stay the same objects. */
export function editJson(file: JsonFile, edits: readonly TextEdit[]): JsonFile {
  const [only, second] = edits;
  const edited = only && !second ? editInBlock(file, only) : undefined;
  return edited ?? readJson(applyEdits(file.text, edits), file);
}

/** The file after an edit inside one of its blocks, of which only that is read; nothing where the edit may reach further. */
function editInBlock(file: JsonFile, { span: where, text: inserted }: TextEdit): JsonFile | undefined {
  const { text, documents, starts } = file;
  const index = starts.findLastIndex((start) => start < where.start);
  const [document, start = 0] = [documents[index], starts[index]];
  // Behind an error the rest may be read otherwise than it would be without.
  if (!document || document.kind === "unknown" || file.problems.length > 0) return undefined;
  const end = start + document.spans.statement.end;
  if (where.end >= end) return undefined;
  const own = text.slice(start, where.start) + inserted + text.slice(where.end, end);
  const errors: ParseError[] = [];
  const node = parseTree(own, errors);
  if (node?.type !== "object" || errors.length > 0 || node.length !== own.length) return undefined;
  const moved = own.length - (end - start);
  return {
    text: text.slice(0, start) + own + text.slice(end),
    documents: documents.with(index, readJsonBlock(node, blockInfo(document.kind), own)),
    starts: moved === 0 ? starts : starts.map((each, at) => (at > index ? each + moved : each)),
    problems: file.problems,
  };
}
