import { BLANK, classOf, DIGIT, LETTER, LINE_BREAK, NAME_PART, nameCharacter, nameEnd, OTHER } from "./characters.ts";
import { cutText } from "./cut-text.ts";
import { readForeignDigits, readNumber, startsNumber } from "./read-number.ts";
import { isQuote, readString } from "./read-string.ts";
import { type Reader, replacing, report, spanFrom } from "./reader.ts";
import type { Value } from "./tree.ts";

type SymbolText = Extract<Value, { kind: "symbol" }>["text"];

const COMMA = 44;
const MINUS = 45;
const SLASH = 47;
const SEMICOLON = 59;
const LESS = 60;
const GREATER = 62;
const EQUALS = 61;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Characters that input methods and word processors write for those of the language. */
const LOOKALIKES: ReadonlyMap<string, SymbolText> = new Map<string, SymbolText>([
  ["，", ","],
  ["、", ","],
  ["→", "->"],
  ["⟶", "->"],
  ["⇒", "->"],
  ["↔", "<->"],
  ["⟷", "<->"],
  ["≤", "<="],
  ["⩽", "<="],
]);

/** Signs of currencies, by which money is often written. */
const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ["€", "EUR"],
  ["$", "USD"],
  ["£", "GBP"],
  ["¥", "JPY"],
]);

/** Reads the value at `reader.at`, which always moves on; nothing when no value starts there, which is then reported. */
export function readValue(reader: Reader): Value | undefined {
  const { text, at } = reader;
  const code = text.charCodeAt(at);
  const found = classOf(code);
  if (found === LETTER) return readName(reader);
  if (found === DIGIT) return readNumber(reader);
  if (isQuote(code)) {
    const value = readString(reader);
    if (value !== undefined) return value;
  }
  if (code === COMMA) return readSymbol(reader, ",");
  if (code === MINUS && text.charCodeAt(at + 1) === GREATER) return readSymbol(reader, "->");
  if (code === LESS) return readLess(reader);
  if (startsNumber(text, at)) return readNumber(reader);
  if (found === NAME_PART) return readForeignDigits(reader);
  if (nameCharacter(text, at, true) > 0) return readName(reader);
  return readLookalike(reader) ?? skipUnexpected(reader);
}

function readName(reader: Reader): Value {
  const start = reader.at;
  const end = nameEnd(reader.text, start, true);
  reader.at = end;
  const value: Value = { kind: "name", text: cutText(reader.text, start, end), span: spanFrom(reader, start, end) };
  checkNameEnd(reader, end);
  return value;
}

/** Complains about `-` at the end of the name that ends at `end`, and skips it. */
export function checkNameEnd(reader: Reader, end: number): void {
  const { text } = reader;
  let stop = end;
  while (text.charCodeAt(stop) === MINUS) stop++;
  if (text.charCodeAt(stop) === GREATER) stop--;
  if (stop <= end) return;
  reader.at = stop;
  report(reader, "bad-name", "A name does not end with '-'", end, stop, replacing(reader, end, stop, "", "Remove '-'"));
}

function readSymbol(reader: Reader, symbol: SymbolText): Value {
  const start = reader.at;
  reader.at = start + symbol.length;
  return { kind: "symbol", text: symbol, span: spanFrom(reader, start, reader.at) };
}

function readLess(reader: Reader): Value | undefined {
  const { text, at } = reader;
  if (text.startsWith("<->", at)) return readSymbol(reader, "<->");
  if (text.charCodeAt(at + 1) === EQUALS) return readSymbol(reader, "<=");
  if (text.charCodeAt(at + 1) === MINUS) return skipUnexpected(reader);
  const repair = replacing(reader, at, at + 1, "<=", "Write '<='");
  report(
    reader,
    "unexpected-character",
    "Write '<=': an objective is met when it is reached exactly",
    at,
    at + 1,
    repair,
  );
  reader.at = at + 1;
  return { kind: "symbol", text: "<=", span: spanFrom(reader, at, at + 1) };
}

function readLookalike(reader: Reader): Value | undefined {
  const { text, at } = reader;
  const character = text.charAt(at);
  const symbol = LOOKALIKES.get(character);
  if (symbol === undefined) return undefined;
  reader.at = at + 1;
  const repair = replacing(reader, at, at + 1, symbol, `Write '${symbol}'`);
  report(reader, "unexpected-character", `Write '${symbol}' for '${character}'`, at, at + 1, repair);
  return { kind: "symbol", text: symbol, span: spanFrom(reader, at, at + 1) };
}

/** Skips what no value can start with; one error for all of it. */
function skipUnexpected(reader: Reader): undefined {
  const { text, at } = reader;
  const currency = CURRENCIES.get(text.charAt(at));
  let end = at + 1;
  if (currency === undefined) end = unexpectedEnd(text, at);
  reader.at = end;
  const written = text.slice(at, end);
  if (currency !== undefined) {
    report(reader, "unexpected-character", `Write the currency behind the number: 500 ${currency}`, at, end);
    return;
  }
  report(reader, "unexpected-character", `${shown(written)} has no meaning here`, at, end);
}

function unexpectedEnd(text: string, at: number): number {
  let end = at;
  do {
    end += (text.codePointAt(end) as number) > 0xffff ? 2 : 1;
  } while (end < text.length && isUnexpected(text, end));
  return end;
}

function isUnexpected(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const found = classOf(code);
  if (found === BLANK || found === LINE_BREAK || found <= NAME_PART || isQuote(code)) return false;
  if (code === SLASH || code === COMMA || code === SEMICOLON || code === OPEN_BRACE || code === CLOSE_BRACE)
    return false;
  if (code === LESS || code === MINUS || LOOKALIKES.has(text.charAt(at)) || CURRENCIES.has(text.charAt(at)))
    return false;
  return found === OTHER || nameCharacter(text, at, true) === 0;
}

/** Longest piece of the text that a message repeats, in characters. */
const SHOWN = 12;

/** Text as a message shows it: what is invisible by its code. */
function shown(text: string): string {
  const code = text.codePointAt(0) as number;
  if (code < 32 || /^[\p{C}\p{Z}]/u.test(text)) {
    return `The character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  }
  return text.length > SHOWN ? `'${[...text.slice(0, 2 * SHOWN)].slice(0, SHOWN).join("")}…'` : `'${text}'`;
}
