import { cover, type Span } from "../base/span.ts";
import type { Value } from "../syntax/tree.ts";
import type { Problem } from "./block-document.ts";
import type { Form, Segment } from "./form.ts";
import { isLeftOut } from "./left-out.ts";
import { readValue } from "./read-value.ts";
import type { Reading } from "./reading.ts";
import { unexpectedValue } from "./unexpected-value.ts";
import type { PartInfo } from "./vocabulary.ts";

export interface PartsOf {
  readonly form: Form;
  readonly parts: ReadonlyMap<string, PartInfo>;
}

/**
 * Reads values into the parts of a form. Parts without a word stand in order; those with one may stand anywhere behind.
 * A word of the form may also be a name (`migrate from from a to b`), where only a name can stand.
 *
 * Returns whether all values could be read; what is missing is for validation to say.
 */
export function readParts(
  { form, parts }: PartsOf,
  values: readonly Value[],
  into: Record<string, unknown>,
  cx: Reading,
  pointer: string,
  key: Span,
): boolean {
  let at = 0;
  let position = 0;
  while (at < values.length) {
    const value = values[at] as Value;
    const expected = form.positional[position];
    const keyed = value.kind === "name" ? form.byWord.get(value.text) : undefined;
    if (keyed && !(keyed.part in into) && !(expected && isNameHere({ form, parts }, expected, keyed, values, at, cx))) {
      at = readKeyed(keyed, { form, parts }, values, at, into, cx, pointer);
      if (at < 0) return false;
      continue;
    }
    if (!expected) return fail(cx, unexpectedValue({ form, parts }, values, at, into, cx));
    position++;
    if (isLeftOut(expected, parts.get(expected.part), values, at)) continue;
    const end = readSegment(expected, { form, parts }, values, at, into, cx, pointer, key);
    if (end >= 0) at = end;
    else if (!expected.optional) return fail(cx, unexpectedValue({ form, parts }, values, at, into, cx, expected));
  }
  return true;
}

/**
 * Whether a word of the form is a name here: a part that takes one comes next, and what follows the word is no value for
 * it, or is itself a word of the form.
 */
export function isNameHere(
  { form, parts }: PartsOf,
  expected: Segment,
  keyed: Segment,
  values: readonly Value[],
  at: number,
  cx: Reading,
): boolean {
  const takes = parts.get(expected.part);
  if (expected.optional || !takes || readValue(takes.type, values, at, form, cx) === undefined) return false;
  const next = values[at + 1];
  if (keyed.symbol !== undefined) return next?.kind !== "symbol" || next.text !== keyed.symbol;
  if (next?.kind === "name" && form.byWord.has(next.text)) return true;
  const meant = parts.get(keyed.part);
  return !meant || readValue(meant.type, values, at + 1, form, cx) === undefined;
}

function fail(cx: Reading, problem: Problem): false {
  cx.problems?.push(problem);
  return false;
}

/** A segment with its word. Returns the index behind it, or -1. */
function readKeyed(
  segment: Segment,
  of: PartsOf,
  values: readonly Value[],
  at: number,
  into: Record<string, unknown>,
  cx: Reading,
  pointer: string,
): number {
  const word = values[at] as Value;
  let from = at + 1;
  if (segment.symbol !== undefined) {
    const symbol = values[from];
    if (symbol?.kind === "symbol" && symbol.text === segment.symbol) from++;
    else {
      const insertion = { span: { start: word.span.end, end: word.span.end }, text: ` ${segment.symbol}` };
      cx.problems?.push({
        code: "unexpected-value",
        severity: "error",
        message: `Missing '${segment.symbol}' after '${segment.word}'`,
        span: word.span,
        repairs: [{ title: `Insert '${segment.symbol}'`, edits: [insertion], safe: true }],
      });
      return -1;
    }
  }
  const end = readSegment(segment, of, values, from, into, cx, pointer, word.span);
  if (end < 0) cx.problems?.push(unexpectedValue(of, values, from, into, cx, segment));
  return end;
}

/** Reads the value or list of a segment. Returns the index behind it, or -1 when what stands there does not fit. */
function readSegment(
  segment: Segment,
  { form, parts }: PartsOf,
  values: readonly Value[],
  at: number,
  into: Record<string, unknown>,
  cx: Reading,
  pointer: string,
  key: Span,
): number {
  const part = parts.get(segment.part);
  if (!part) return -1;
  if (segment.list) {
    const list: unknown[] = [];
    const listPointer = cx.spans ? `${pointer}/${segment.part}` : "";
    const end = readList(part, form, values, at, list, cx, listPointer, key);
    if (end >= 0) into[segment.part] = list;
    return end;
  }
  const read = readValue(part.type, values, at, form, cx);
  if (read === undefined) return -1;
  into[segment.part] = read;
  cx.spans?.set(`${pointer}/${segment.part}`, { value: spanOf(values, at, cx.next), key });
  return cx.next;
}

/** Reads values with commas between them into a list, which may hold some already. Returns the index behind, or -1. */
export function readList(
  part: PartInfo,
  form: Form,
  values: readonly Value[],
  at: number,
  into: unknown[],
  cx: Reading,
  pointer: string,
  key: Span,
): number {
  const first = at;
  const before = into.length;
  for (let i = at; ; i++) {
    const read = readValue(part.type, values, i, form, cx);
    if (read === undefined) return i === first ? -1 : i;
    const value = spanOf(values, i, cx.next);
    cx.spans?.set(`${pointer}/${into.length}`, { value, key });
    into.push(read);
    i = cx.next;
    const next = values[i];
    if (next?.kind === "symbol" && next.text === ",") continue;
    if (next?.kind !== "name" || form.byWord.has(next.text) || part.type.type === "window") {
      if (before === 0) cx.spans?.set(pointer, { value: spanOf(values, first, i), key });
      return i;
    }
    cx.problems?.push({
      code: "unexpected-value",
      severity: "error",
      message: `Missing ',' before '${next.text}'`,
      span: next.span,
      repairs: [
        { title: "Insert ','", edits: [{ span: { start: value.end, end: value.end }, text: "," }], safe: true },
      ],
    });
    i--;
  }
}

function spanOf(values: readonly Value[], from: number, to: number): Span {
  const first = values[from] as Value;
  const last = values[to - 1] as Value;
  return from === to - 1 ? first.span : cover(first.span, last.span);
}
