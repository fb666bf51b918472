import { cover, span } from "../base/span.ts";
import type { Value } from "../syntax/tree.ts";
import type { Problem, Repair } from "./block-document.ts";
import { isText } from "./check-text.ts";
import { describeType } from "./describe-type.ts";
import type { Segment } from "./form.ts";
import type { PartsOf } from "./read-parts.ts";
import { readValue } from "./read-value.ts";
import { type Reading, reading } from "./reading.ts";
import type { PartInfo } from "./vocabulary.ts";
import { exampleOf, quote } from "./write-value.ts";

/**
 * The value at index `at` stands where it cannot be read. `expected` is the segment that it was tried for; without one
 * everything is read, and the value is more than the form has places for.
 */
export function unexpectedValue(
  of: PartsOf,
  values: readonly Value[],
  at: number,
  into: Readonly<Record<string, unknown>>,
  cx: Reading,
  expected?: Segment,
): Problem {
  const value = values[at];
  if (!value) return nothingThere(of, values, at, expected);
  const open = expected ? [expected] : of.form.segments.filter((segment) => !(segment.part in into));
  const repairs = open.flatMap((segment) => repairFor(segment, of, values, at, cx, segment === expected));
  const place = expected ?? open.find((segment) => segment.word === undefined);
  const part = place && of.parts.get(place.part);
  const missing = open.find((segment) => segment.word !== undefined && fits(segment, of, values, at));
  const written = cx.text.slice(value.span.start, value.span.end);
  return {
    code: "unexpected-value",
    severity: "error",
    message: messageFor(value, written, part, missing?.word),
    span: expected ? value.span : cover(value.span, (values[values.length - 1] as Value).span),
    repairs,
  };
}

function messageFor(value: Value, written: string, part: PartInfo | undefined, word: string | undefined): string {
  if (word !== undefined) return `Missing '${word}' before '${written}'`;
  if (part?.type.type === "text" && value.kind !== "symbol") return `A text stands in quotes: ${exampleOf(part)}`;
  if (part && value.kind === "string" && isText(value.text, "name")) return `Write ${value.text} without quotes`;
  if (!part) return `'${written}' is one value too many here`;
  return `'${written}' is not ${describeType(part.type)}; write for example ${exampleOf(part)}`;
}

function nothingThere(
  { parts }: PartsOf,
  values: readonly Value[],
  at: number,
  expected: Segment | undefined,
): Problem {
  const part = parts.get(expected?.part ?? "");
  const before = values[at - 1];
  const what = part ? `${describeType(part.type)}, for example ${exampleOf(part)}` : "a value";
  const where = before?.span ?? span(0, 0);
  return {
    code: "missing-value",
    severity: "error",
    message: `Missing value after '${before?.text ?? ""}': ${what}`,
    span: where,
    repairs: part
      ? [
          {
            title: `Insert ${exampleOf(part)}`,
            edits: [{ span: span(where.end, where.end), text: ` ${exampleOf(part)}` }],
          },
        ]
      : [],
  };
}

function repairFor(
  segment: Segment,
  of: PartsOf,
  values: readonly Value[],
  at: number,
  cx: Reading,
  wordIsThere: boolean,
): readonly Repair[] {
  const value = values[at] as Value;
  const part = of.parts.get(segment.part);
  if (!part) return [];
  const { type } = part.type;
  if (type === "text" || type === "path") return value.kind !== "symbol" ? [quoteRepair(values, at, cx)] : [];
  if (value.kind === "string" && isText(value.text, "name")) {
    return [{ title: "Remove the quotes", edits: [{ span: value.span, text: value.text }], safe: true }];
  }
  if (part.type.type === "choice" && segment.word === undefined && value.kind === "name") {
    return part.type.choices.flatMap(({ word }) => (/^\p{L}/u.test(word) ? [] : [insertingBefore(value, word, false)]));
  }
  if (segment.word === undefined || wordIsThere || !fits(segment, of, values, at)) return [];
  const words = segment.symbol === undefined ? segment.word : `${segment.word} ${segment.symbol}`;
  return [insertingBefore(value, words, true)];
}

function insertingBefore(value: Value, words: string, safe: boolean): Repair {
  const insertion = { span: span(value.span.start, value.span.start), text: `${words} ` };
  return { title: `Insert '${words}'`, edits: [insertion], ...(safe ? { safe } : {}) };
}

function fits(segment: Segment, { form, parts }: PartsOf, values: readonly Value[], at: number): boolean {
  const part = parts.get(segment.part);
  return part !== undefined && readValue(part.type, values, at, form, reading("", undefined, undefined)) !== undefined;
}

/** Words that were meant as one text. */
function quoteRepair(values: readonly Value[], at: number, cx: Reading): Repair {
  let last = at;
  while (values[last + 1] && values[last + 1]?.kind !== "symbol") last++;
  const where = cover((values[at] as Value).span, (values[last] as Value).span);
  const text = cx.text.slice(where.start, where.end);
  return { title: `Write ${quote(text)}`, edits: [{ span: where, text: quote(text) }] };
}
