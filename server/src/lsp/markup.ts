/** Markdown as the protocol sends it, with tables that VS Code shows legibly. */
export function markup(markdown: string): { readonly kind: "markdown"; readonly value: string } {
  return { kind: "markdown", value: markdown.replace(TABLE_ROW, (row) => row.replaceAll(" | ", `${GAP} | `)) };
}

const TABLE_ROW = /^\| .*$/gm;

/** An em space, and a joiner behind it: VS Code leaves no room between columns, and drops spaces that end a cell. */
const GAP = "\u2003\u2060";
