/** What a UTF-16 code unit may be part of. Name parts come first, so that one comparison tells them. */
export const LETTER = 1;
/** `0` to `9`. */
export const DIGIT = 2;
/** Digits of other scripts and combining marks: inside a name, never its start. */
export const NAME_PART = 3;
export const BLANK = 4;
export const LINE_BREAK = 5;
/** Half of a character beyond the basic plane: only the pair tells what it is. */
export const SURROGATE = 6;
export const OTHER = 7;
const UNKNOWN = 0;

/** Code units in the basic multilingual plane. */
const PLANE = 0x10000;

/** Classes by code unit, filled on first use beyond ASCII. */
const classes = new Uint8Array(PLANE);
for (let code = 0; code < 128; code++) classes[code] = classify(code);

/** The class of a code unit: one of the constants above. */
export function classOf(code: number): number {
  const known = classes[code] as number;
  if (known !== UNKNOWN) return known;
  const found = classify(code);
  classes[code] = found;
  return found;
}

function classify(code: number): number {
  if (code === 10 || code === 13) return LINE_BREAK;
  if (code >= 48 && code <= 57) return DIGIT;
  if (code >= 0xd800 && code <= 0xdfff) return SURROGATE;
  const text = String.fromCharCode(code);
  if (code === 95 || /\p{L}/u.test(text)) return LETTER;
  if (/[\p{M}\p{Nd}]/u.test(text)) return NAME_PART;
  // `\s` covers no-break and typographic spaces and the byte order mark; the Unicode line separators are blanks here.
  return /\s/.test(text) ? BLANK : OTHER;
}

/** Length in code units of the name character at `at`, or 0 when there is none. `start`: may it start a name? */
export function nameCharacter(text: string, at: number, start: boolean): number {
  if (at >= text.length) return 0;
  const found = classOf(text.charCodeAt(at));
  if (found === LETTER) return 1;
  if (found <= NAME_PART) return start ? 0 : 1;
  if (found !== SURROGATE) return 0;
  const code = text.codePointAt(at) as number;
  if (code < PLANE) return 0;
  const pattern = start ? /\p{L}/u : /[\p{L}\p{M}\p{Nd}]/u;
  return pattern.test(String.fromCodePoint(code)) ? 2 : 0;
}

const MINUS = 45;
const DOT = 46;
const COLON = 58;

/**
 * The end of the name that starts at `at`. A `-` or `.` belongs to it only with a name character
 * behind; so does a `:` with a letter behind, where `colons` allows them (`aws:eu-west-1`).
 */
export function nameEnd(text: string, at: number, colons: boolean): number {
  const end = text.length;
  let i = at;
  while (i < end) {
    const code = text.charCodeAt(i);
    const found = classOf(code);
    if (found <= NAME_PART) {
      i++;
    } else if (code === MINUS) {
      let behind = i + 1;
      while (behind < end && text.charCodeAt(behind) === MINUS) behind++;
      const length = nameCharacter(text, behind, false);
      if (length === 0) return i;
      i = behind + length;
    } else if (code === DOT || (colons && code === COLON)) {
      const length = nameCharacter(text, i + 1, code === COLON);
      if (length === 0) return i;
      i += 1 + length;
    } else if (found === SURROGATE) {
      const length = nameCharacter(text, i, false);
      if (length === 0) return i;
      i += length;
    } else {
      return i;
    }
  }
  return end;
}

/** The first offset from `at` on that holds no blank. */
export function skipBlanks(text: string, at: number): number {
  let i = at;
  while (i < text.length && classOf(text.charCodeAt(i)) === BLANK) i++;
  return i;
}

/** The end of the line that `at` is on, before its line break. */
export function lineEnd(text: string, at: number): number {
  let i = at;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return i;
    i++;
  }
  return i;
}

/** The offset behind the line break at `at`: `\r\n` is one. */
export function afterBreak(text: string, at: number): number {
  return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
}
