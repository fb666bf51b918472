import { displayWidth } from "./display-width.ts";
import { printable } from "./printable.ts";

/**
 * A text for a terminal in lines of at most `width` columns, each after `indent`; a longer word has a line of its own.
 * A number and its unit, joined by a hard space, stay together.
 */
export function wrapText(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/ +/)) {
    if (line !== "" && displayWidth(`${indent}${line} ${word}`) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((each) => `${indent}${printable(each)}\n`).join("");
}
