/** A place in a text as LSP counts it. */
export interface EditSpot {
  readonly line: number;
  /** UTF-16 code units from the start of the line. */
  readonly character: number;
}

/** The place behind the first match of `pattern` in the second half of the text. */
export function editSpot(text: string, pattern: RegExp): EditSpot {
  const middle = text.lastIndexOf("\n", text.length / 2) + 1;
  const found = pattern.exec(text.slice(middle));
  if (found === null) throw new RangeError(`Nothing in the second half of the text matches ${pattern}.`);
  const before = text.slice(0, middle + found.index + found[0].length);
  return { line: before.split("\n").length - 1, character: before.length - before.lastIndexOf("\n") - 1 };
}
