import type { Analysis } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import { pathAt } from "../syntax/path-at.ts";
import { blockIndexAt } from "../syntax/position.ts";
import type { Statement, Value } from "../syntax/tree.ts";
import type { BlockInfo } from "../vocabulary/vocabulary.ts";
import { blockAt, type LocatedBlock } from "./locate.ts";
import { formedOf, type Meaning, meaningOf } from "./statement-meaning.ts";
import { type Next, type Role, rolesOf } from "./statement-roles.ts";

/** What may be typed at a place. Spans count from the start of the file. */
export type CompletionPlace =
  | { readonly kind: "block"; readonly typed: Typed }
  /** Inside of braces, where a statement starts. */
  | {
      readonly kind: "statement";
      readonly typed: Typed;
      readonly block: BlockInfo;
      readonly around: Statement;
      readonly located: LocatedBlock;
    }
  | ValuePlace;

export interface ValuePlace {
  readonly kind: "value";
  readonly typed: Typed;
  readonly meaning: Meaning;
  readonly statement: Statement;
  /** The statement around it. */
  readonly around: Statement | undefined;
  readonly located: LocatedBlock;
  /** The values before the place, and what they are. */
  readonly values: readonly Value[];
  readonly roles: readonly Role[];
  readonly next: Next;
  /** The number to which a unit may be added. */
  readonly number: { readonly text: string; readonly span: Span } | undefined;
}

/** What of the word is there already. */
export interface Typed {
  /** Up to the place. */
  readonly text: string;
  /** All of it, also behind the place: what a completion replaces. */
  readonly span: Span;
  /** Inside of quotes, which `span` includes. */
  readonly quoted: boolean;
}

/** Nothing inside of comments, and where no statement can be understood. */
export function completionPlaceAt(analysis: Analysis, uri: string, offset: number): CompletionPlace | undefined {
  const source = analysis.plan.files.get(uri)?.source;
  if (source?.form !== "drplan") return undefined;
  const index = blockIndexAt(source.syntax, offset);
  const here = blockAt(analysis, uri, index);
  const before = index > 0 ? blockAt(analysis, uri, index - 1) : undefined;
  if (!here) return undefined;
  const owner = ownerOf(here, before, offset);
  if (!owner) return { kind: "block", typed: typedAt(here, offset) };
  const { located, at } = owner;
  const path = pathAt(located.block, at);
  if (path.comment || here.block.comments.some((comment) => isInComment(comment, offset - here.start)))
    return undefined;
  const typed = typedAt(here, offset);
  return placeIn(located, path.statements, at, typed) ?? { kind: "block", typed };
}

function isInComment({ span, kind }: { readonly span: Span; readonly kind: string }, offset: number): boolean {
  return span.start < offset && (offset < span.end || (offset === span.end && kind !== "block"));
}

/** The block to which the place belongs, and the offset in it that stands for the place. */
function ownerOf(
  here: LocatedBlock,
  before: LocatedBlock | undefined,
  offset: number,
): { readonly located: LocatedBlock; readonly at: number } | undefined {
  const at = offset - here.start;
  const { statement, text } = here.block;
  const continued = endOfContinued(text.slice(0, at));
  if (statement && continued !== undefined && continued > statement.span.start) return { located: here, at: continued };
  if (statement && at >= statement.span.start) return { located: here, at };
  if (!before?.block.statement) return { located: here, at };
  const lead = text.slice(0, at);
  const behind = endOfContinued(before.block.text + lead);
  if (behind !== undefined && lead.trim() === "") return { located: before, at: behind };
  // A body that is never closed goes on in lines that are indented.
  const isIndented = /(^|\n)[ \t]+[^\n]*$/.test(lead) || (lead.trim() === "" && !/[\r\n]$/.test(before.block.text));
  const isOpen = openBody(before.block.statement);
  if (isOpen && isIndented) return { located: before, at: before.block.text.length };
  return { located: here, at };
}

function openBody({ body }: Statement): boolean {
  return body !== undefined && body.close === undefined;
}

/** The end of the `,` or arrow behind which nothing but white space stands. */
function endOfContinued(text: string): number | undefined {
  const end = text.trimEnd().length;
  return /(,|->)$/.test(text.slice(0, end)) && /[\r\n]/.test(text.slice(end)) ? end : undefined;
}

function placeIn(
  located: LocatedBlock,
  path: readonly Statement[],
  at: number,
  typed: Typed,
): CompletionPlace | undefined {
  const statement = path.at(-1);
  if (!statement) return undefined;
  const meaning = meaningOf(path);
  const { body } = statement;
  if (body && at >= body.open.end && (!body.close || at <= body.close.start)) {
    // A block whose brace is lost ends for the parser where a line at the margin starts another one.
    if (!body.close && isAtMargin(located, typed)) return { kind: "block", typed };
    return meaning?.kind === "block"
      ? { kind: "statement", typed, block: meaning.block, around: statement, located }
      : undefined;
  }
  if (body && at > body.open.start) return undefined;
  if (at <= statement.word.span.end) {
    const outer = path.slice(0, -1);
    const around = outer.at(-1);
    const block = around && meaningOf(outer);
    if (!around) return { kind: "block", typed };
    return block?.kind === "block" ? { kind: "statement", typed, block: block.block, around, located } : undefined;
  }
  return meaning && valuePlace(located, path, meaning, statement, typed);
}

function isAtMargin({ block, start }: LocatedBlock, { span }: Typed): boolean {
  const before = block.text[span.start - start - 1];
  return before === "\n" || before === "\r";
}

/** A number or a range as a word of its own, and blanks behind it. */
const NUMBER_BEHIND = /(?<![\p{L}\p{M}\p{N}_%/:.-])-?(?:\d[\d_.]*\.\.)?(\d[\d_]*(?:\.\d[\d_]*)?)([ \t]+)$/u;

function valuePlace(
  located: LocatedBlock,
  path: readonly Statement[],
  meaning: Meaning,
  statement: Statement,
  typed: Typed,
): ValuePlace {
  const { text } = located.block;
  const from = typed.span.start - located.start;
  const number = numberBefore(text, from, typed, located.start);
  const start = (number?.span.start ?? typed.span.start) - located.start;
  const values = statement.values.filter(({ span }) => span.end <= start);
  const { roles, next } = rolesOf(formedOf(meaning), values);
  return { kind: "value", typed, meaning, statement, around: path.at(-2), located, values, roles, next, number };
}

/** The number that is being given a unit: `155 M`, `155`, `155M`. */
function numberBefore(
  text: string,
  from: number,
  typed: Typed,
  start: number,
): { readonly text: string; readonly span: Span } | undefined {
  if (typed.quoted) return undefined;
  const own = /^\d[\d_]*(?:\.\d[\d_]*)?/.exec(typed.text)?.[0];
  if (own !== undefined && /^[\p{L}%/]*$/u.test(typed.text.slice(own.length))) {
    return { text: own, span: { start: typed.span.start, end: typed.span.start + own.length } };
  }
  const found = /^[\p{L}%/]*$/u.test(typed.text) ? NUMBER_BEHIND.exec(text.slice(0, from)) : null;
  const [, number = "", blanks = ""] = found ?? [];
  if (number === "") return undefined;
  const end = start + from - blanks.length;
  return { text: number, span: { start: end - number.length, end } };
}

const WORD_BEHIND = /[\p{L}\p{M}\p{N}_%/:.-]*$/u;
const WORD_AHEAD = /^[\p{L}\p{M}\p{N}_%/:.-]*/u;

/** The word around the place, or the string with its quotes. A range's dots are no part of a word. */
function typedAt({ block, start }: LocatedBlock, offset: number): Typed {
  const at = offset - start;
  const { text } = block;
  const value = pathAt(block, at).value;
  if (value?.kind === "string" && value.span.start < at && (at < value.span.end || !value.closed)) {
    const end = value.closed ? value.span.end : Math.min(value.span.end, endOfWord(text, at));
    const span = { start: value.span.start + start, end: end + start };
    return { text: text.slice(value.span.start, at), span, quoted: true };
  }
  const behind = (WORD_BEHIND.exec(text.slice(0, at))?.[0] ?? "").replace(/^.*\.\./, "");
  const span = { start: offset - behind.length, end: start + endOfWord(text, at) };
  return { text: behind, span, quoted: false };
}

function endOfWord(text: string, at: number): number {
  return at + (WORD_AHEAD.exec(text.slice(at))?.[0].length ?? 0);
}
