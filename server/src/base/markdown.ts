/** The sections of a hover, parted by lines; empty ones are left out. */
export function sections(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n---\n\n");
}

/** Paragraphs; empty ones are left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}

/** Text of an author, in which Markdown means nothing. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, (character) => `\\${character}`);
}

/** A cell of a table: one line, no borders inside. */
export function cell(text: string): string {
  return text.replace(/\|/g, "\\|").replace(/\s*\n\s*/g, " ");
}

export function codeSpan(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  return `${fence}${text}${fence}`;
}

/** A piece of a plan, coloured as such. */
export function planCode(text: string): string {
  return `\`\`\`drplan\n${text}\n\`\`\``;
}

/** `- **name** text` lines. */
export function bullets(items: readonly (readonly [name: string, text: string])[]): string {
  return items.map(([name, text]) => `- ${codeSpan(name)}${text === "" ? "" : `: ${text}`}`).join("\n");
}

/** A table from cells that are Markdown; each of `aligned` says of a column whether it is of figures. */
export function table(
  heads: readonly string[],
  aligned: readonly ("left" | "right")[],
  rows: readonly (readonly string[])[],
): string {
  const rule = aligned.map((side) => (side === "left" ? ":--" : "--:")).join("|");
  return [heads, ...rows]
    .map((cells) => `| ${cells.map(cell).join(" | ")} |`)
    .toSpliced(1, 0, `|${rule}|`)
    .join("\n");
}
