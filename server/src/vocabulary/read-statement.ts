import { span } from "../base/span.ts";
import type { Statement } from "../syntax/tree.ts";
import type { Problem } from "./block-document.ts";
import { readList, readParts } from "./read-parts.ts";
import { readValue } from "./read-value.ts";
import { attempt, type Reading } from "./reading.ts";
import {
  missingSeparator,
  missingValue,
  repeatedAttribute,
  unexpectedBody,
  unknownStatement,
} from "./statement-problems.ts";
import { unexpectedValue } from "./unexpected-value.ts";
import type { AttributeInfo, BlockInfo } from "./vocabulary.ts";

export type RawValue = Record<string, unknown>;

/**
 * What a statement says as JSON, not validated yet. What cannot be read is left out and reported; the pointers of its
 * attributes are noted as attempted, so that they do not count as missing.
 */
export function readStatement(statement: Statement, block: BlockInfo, cx: Reading, pointer: string): RawValue {
  const value: RawValue = {};
  const { form, parts } = { form: block.header, parts: block.parts };
  if (!readParts({ form, parts }, statement.values, value, cx, pointer, statement.word.span)) {
    for (const segment of form.segments) attempt(cx, `${pointer}/${segment.part}`);
  }
  if (statement.doc !== undefined) value.doc = statement.doc;
  if (cx.spans) cx.spans.set(pointer, { value: statement.span, key: statement.word.span });
  if (!statement.body) return value;
  if (!block.hasBody) cx.problems?.push(unexpectedBody(statement, statement.body));
  for (const inner of statement.body.statements) readInner(inner, block, value, cx, pointer);
  return value;
}

function readInner(statement: Statement, block: BlockInfo, value: RawValue, cx: Reading, pointer: string): void {
  const word = statement.word.text;
  const attribute = block.attributes.get(word);
  if (attribute) {
    if (statement.body) cx.problems?.push(unexpectedBody(statement, statement.body));
    // The pointer is only for spans, and most readings record none.
    const told = cx.problems?.length ?? 0;
    const problem = readAttribute(statement, attribute, value, cx, cx.spans ? `${pointer}/${word}` : "");
    if (problem === true) return;
    attempt(cx, `${pointer}/${word}`);
    if (problem) cx.problems?.push(problem);
    cx.problems?.push(...cx.problems.splice(told).map((one) => missingSeparator(one, statement, block) ?? one));
    return;
  }
  const nested = block.nested.get(word);
  if (!nested) {
    cx.problems?.push(unknownStatement(statement, block, value));
    return;
  }
  const list = listIn(value, nested.property);
  const at = `${pointer}/${nested.property}/${list.length}`;
  list.push(readStatement(statement, nested.block, cx, at));
}

/** True when it could be read; a problem, or false when the problem is already told. */
function readAttribute(
  statement: Statement,
  attribute: AttributeInfo,
  into: RawValue,
  cx: Reading,
  pointer: string,
): boolean | Problem {
  const { values, word } = statement;
  const known = into[attribute.word];
  if (known !== undefined && !attribute.repeatable) return repeatedAttribute(statement, attribute, cx);
  if (values.length === 0) return missingValue(word.span, attribute);
  if (attribute.composite) return readComposite(values, word.span, attribute, into, cx, pointer);
  const part = attribute.parts.get("");
  if (!part) return false;
  if (part.list) {
    const list = (known as unknown[] | undefined) ?? [];
    const end = readList(part, attribute.form, values, 0, list, cx, pointer, word.span);
    if (list.length > 0) into[attribute.word] = list;
    if (end === values.length) return true;
    return unexpectedValue(attribute, values, Math.max(end, 0), {}, cx, attribute.form.segments[0]);
  }
  const read = readValue(part.type, values, 0, attribute.form, cx);
  if (read === undefined) return unexpectedValue(attribute, values, 0, {}, cx, attribute.form.segments[0]);
  if (cx.next < values.length) {
    // Several words are one text without its quotes.
    const isText = part.type.type === "text";
    return unexpectedValue(attribute, values, isText ? 0 : cx.next, isText ? {} : { "": read }, cx);
  }
  into[attribute.word] = read;
  if (cx.spans) cx.spans.set(pointer, { value: spanOf(values), key: word.span });
  return true;
}

function readComposite(
  values: Statement["values"],
  key: Statement["word"]["span"],
  attribute: AttributeInfo,
  into: RawValue,
  cx: Reading,
  pointer: string,
): boolean {
  const item: RawValue = {};
  const known = into[attribute.word] as unknown[] | undefined;
  const at = attribute.repeatable && cx.spans ? `${pointer}/${known?.length ?? 0}` : pointer;
  if (!readParts(attribute, values, item, cx, at, key)) {
    forget(cx, at);
    return false;
  }
  if (attribute.repeatable) listIn(into, attribute.word).push(item);
  else into[attribute.word] = item;
  if (cx.spans) {
    cx.spans.set(at, { value: spanOf(values), key });
    if (attribute.repeatable && !known) cx.spans.set(pointer, { value: spanOf(values), key });
  }
  return true;
}

/** Takes back the spans of what could only be read in part. */
function forget({ spans }: Reading, pointer: string): void {
  for (const known of spans?.keys() ?? []) if (known.startsWith(`${pointer}/`)) spans?.delete(known);
}

function spanOf(values: Statement["values"]): Statement["span"] {
  return span(values[0]?.span.start ?? 0, values[values.length - 1]?.span.end ?? 0);
}

function listIn(value: RawValue, property: string): unknown[] {
  const known = value[property];
  if (Array.isArray(known)) return known;
  const list: unknown[] = [];
  value[property] = list;
  return list;
}
