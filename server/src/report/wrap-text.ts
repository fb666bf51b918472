import { displayWidth } from "./display-width.ts";
import { printable } from "./printable.ts";

/**
 * A text for a terminal in lines of at most `width` columns, each after `indent`; a longer word has a line of its own.
 * A number and what may be its unit stay together.
 */
export function wrapText(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(GAP)) {
    if (line !== "" && displayWidth(`${indent}${line} ${word}`) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((each) => `${indent}${printable(each)}\n`).join("");
}

/** Spaces, but for those between a digit and a short word. */
const GAP = /(?<!\d) +| +(?![a-zA-Zµ%]{1,4}(?![a-zA-Z]))/;
