import { BLANK, classOf } from "./characters.ts";
import { type Reader, type Repair, replacing, report, spanFrom } from "./reader.ts";
import type { Value } from "./tree.ts";

const LF = 10;
const CR = 13;
const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Quotes that word processors write for `"`. */
const DOUBLE_LOOKALIKES = "“”„‟«»＂";
/** Single quotes: strings only when one closes them on the same line, else apostrophes. */
const SINGLE_LOOKALIKES = "'‘’‚`´";

/** Whether a string may start with this code unit. */
export function isQuote(code: number): boolean {
  return code === QUOTE || isLookalike(code);
}

function isLookalike(code: number): boolean {
  if (code < 128 && code !== 39 && code !== 96) return false;
  const character = String.fromCharCode(code);
  return DOUBLE_LOOKALIKES.includes(character) || SINGLE_LOOKALIKES.includes(character);
}

/**
 * The end of the string that starts at `at` with a quote. Negative (the complement, `~end`) when it is never closed:
 * it then ends with its line, or before the braces that this line still needs. 0 when the quote starts no string.
 */
export function stringEnd(reader: Reader, at: number): number {
  const { text } = reader;
  const opening = text.charCodeAt(at);
  const single = opening !== QUOTE && SINGLE_LOOKALIKES.includes(text.charAt(at));
  let i = at + 1;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === QUOTE && !single) return i + 1;
    if (code === LF || code === CR) break;
    if (code === BACKSLASH) {
      i++;
    } else if (opening !== QUOTE && closes(text.charAt(i), single)) {
      return i + 1;
    }
    i++;
  }
  // Another block on this line may have been looked at.
  reader.examined = Math.max(reader.examined, Math.min(i, text.length));
  return single ? 0 : ~unclosedEnd(text, at + 1);
}

function closes(character: string, single: boolean): boolean {
  return (single ? SINGLE_LOOKALIKES : DOUBLE_LOOKALIKES).includes(character);
}

/** Where the text of a string that lacks its quote ends: before a `{`, before the last `}` of the line, or with the line. */
function unclosedEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === LF || code === CR || code === OPEN_BRACE) break;
    end++;
  }
  end = trimmedEnd(text, from, end);
  while (end > from && text.charCodeAt(end - 1) === CLOSE_BRACE) end = trimmedEnd(text, from, end - 1);
  return end;
}

function trimmedEnd(text: string, from: number, end: number): number {
  let i = end;
  while (i > from && classOf(text.charCodeAt(i - 1)) === BLANK) i--;
  return i;
}

/** Reads the string at `reader.at`; nothing when the quote there starts none. */
export function readString(reader: Reader): Value | undefined {
  const { text, at } = reader;
  const found = stringEnd(reader, at);
  if (found === 0) return undefined;
  const closed = found > 0;
  const end = closed ? found : ~found;
  const contentEnd = closed ? end - 1 : end;
  const content = text.slice(at + 1, contentEnd);
  if (!closed) reportUnclosed(reader, at, end);
  else if (text.charCodeAt(at) !== QUOTE || text.charCodeAt(end - 1) !== QUOTE) reportQuotes(reader, at, end);
  reader.at = end;
  return {
    kind: "string",
    text: content.includes("\\") ? unescaped(reader, content, at + 1) : content,
    span: spanFrom(reader, at, end),
    closed,
  };
}

function reportUnclosed(reader: Reader, at: number, end: number): void {
  const closing = { span: spanFrom(reader, end, end), text: '"' };
  const straight = reader.text.charCodeAt(at) === QUOTE;
  const edits = straight ? [closing] : [{ span: spanFrom(reader, at, at + 1), text: '"' }, closing];
  report(reader, "unclosed-string", "This text is never closed: missing '\"'", at, end, {
    title: "Close the text",
    edits,
  });
}

function reportQuotes(reader: Reader, at: number, end: number): void {
  const content = reader.text.slice(at + 1, end - 1);
  // A double quote among single ones would end the repaired text early.
  const inner = content.replace(/\\.|"/gs, (found) => (found === '"' ? '\\"' : found));
  const repair: Repair = replacing(reader, at, end, `"${inner}"`, "Use straight double quotes");
  report(reader, "unexpected-character", `Write text in straight double quotes: "${inner}"`, at, end, repair);
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', "\\": "\\", n: "\n", t: "\t" };

/** Resolves the escapes; `from` is where the content starts in the text. */
function unescaped(reader: Reader, content: string, from: number): string {
  let result = "";
  let at = 0;
  for (let slash = content.indexOf("\\"); slash !== -1; slash = content.indexOf("\\", at)) {
    const character = content.charAt(slash + 1);
    const meant = ESCAPES[character];
    result += content.slice(at, slash) + (meant ?? `\\${character}`);
    at = slash + 2;
    if (meant !== undefined) continue;
    const start = from + slash;
    report(
      reader,
      "bad-escape",
      `'\\${character}' means nothing: write '\\\\' for a backslash`,
      start,
      Math.min(start + 2, from + content.length),
      replacing(reader, start, start + 1, "\\\\", "Write a backslash"),
    );
  }
  return result + content.slice(at);
}
