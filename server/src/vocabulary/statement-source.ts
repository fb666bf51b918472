import { type Span, span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { Block, Statement } from "../syntax/tree.ts";
import type { Repair } from "./block-document.ts";
import { headerOf, recordSpans } from "./block-spans.ts";
import type { Segment } from "./form.ts";
import type { Reading } from "./reading.ts";
import type { MissingThing, ValueSource } from "./validate-value.ts";
import type { BlockInfo, PartInfo } from "./vocabulary.ts";
import { exampleOf, writeAttribute } from "./write-value.ts";

/** A block of the language as the source of a value. Built only for a block in which something is wrong. */
export function statementSource(block: Block, statement: Statement, info: BlockInfo, cx: Reading): ValueSource {
  const spans = recordSpans(block, statement, info);
  const at = (pointer: string) => spans.get(pointer)?.value;
  return {
    isJson: false,
    at,

    contentAt(pointer) {
      const found = at(pointer);
      return found && block.text[found.start] === '"' ? span(found.start + 1, found.end - 1) : found;
    },
    keyAt: (pointer) => spans.get(pointer)?.key,
    headerOf: (pointer) => headerOf(statementAt(statement, info, pointer)),
    wasAttempted: (pointer) => cx.attempted?.has(pointer) ?? false,
    insertion(missing) {
      const edit = missing.attribute
        ? partInsertion(missing.name, missing.attribute, at)
        : insertionInto(statementAt(statement, info, missing.blockPointer), missing, block.text);
      return edit ? [{ title: `Insert '${edit.shown}'`, edits: [edit] } satisfies Repair & { edits: TextEdit[] }] : [];
    },
  };
}

interface Insertion extends TextEdit {
  readonly shown: string;
}

/** The statement of a nested block: `/steps/2`. */
function statementAt(top: Statement, info: BlockInfo, pointer: string): Statement {
  const [, property, index, ...rest] = pointer.split("/");
  if (property === undefined) return top;
  for (const [word, nested] of info.nested) {
    if (nested.property !== property) continue;
    const found = top.body?.statements.filter((inner) => inner.word.text === word)[Number(index)];
    if (found) return statementAt(found, nested.block, ["", ...rest].join("/"));
  }
  return top;
}

function partInsertion(
  name: string,
  { info, pointer }: NonNullable<MissingThing["attribute"]>,
  at: (pointer: string) => Span | undefined,
): Insertion | undefined {
  const segment = info.form.segments.find((candidate) => candidate.part === name);
  const part = info.parts.get(name);
  const end = at(pointer)?.end;
  if (!segment || !part || end === undefined) return undefined;
  const shown = segmentExample(segment, part);
  return { span: span(end, end), text: ` ${shown}`, shown };
}

function segmentExample({ word, symbol }: Segment, part: PartInfo): string {
  return [word, symbol, exampleOf(part)].filter((piece) => piece !== undefined).join(" ");
}

function insertionInto(statement: Statement, { block, name }: MissingThing, text: string): Insertion | undefined {
  const attribute = block.attributes.get(name);
  if (!attribute) return headerInsertion(statement, block, name);
  const shown = writeAttribute(attribute, attribute.example)[0] ?? "";
  const { body } = statement;
  if (!body) return { span: at(headerOf(statement).end), text: ` { ${shown} }`, shown };
  const last = body.statements[body.statements.length - 1];
  const end = last?.span.end ?? body.open.end;
  const indent = lineIndent(text, statement.span.start);
  const isOneLine = !text.slice(body.open.start, body.span.end).includes("\n");
  if (isOneLine) return { span: at(end), text: last ? `; ${shown}` : ` ${shown} `, shown };
  const inner = last ? lineIndent(text, last.span.start) : `${indent}  `;
  return { span: at(end), text: `\n${inner}${shown}`, shown };
}

/** Parts that stand in order are inserted with all that are missing behind them: `frankfurt <-> dublin`. */
function headerInsertion(statement: Statement, block: BlockInfo, name: string): Insertion | undefined {
  const { segments, positional } = block.header;
  const segment = segments.find((candidate) => candidate.part === name);
  if (!segment) return undefined;
  const isFirst = segment === positional[0];
  const from = positional.indexOf(segment);
  const wanted =
    segment.word === undefined && !isFirst ? positional.slice(from).filter((next) => !next.optional) : [segment];
  const shown = wanted
    .flatMap((next) => {
      const part = block.parts.get(next.part);
      return part ? [segmentExample(next, part)] : [];
    })
    .join(" ");
  const end = isFirst ? statement.word.span.end : headerOf(statement).end;
  return { span: at(end), text: ` ${shown}`, shown };
}

function at(offset: number): Span {
  return span(offset, offset);
}

/** Blanks at the start of the line on which the offset lies. */
function lineIndent(text: string, offset: number): string {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? "";
}
