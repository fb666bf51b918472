import type { Rule } from "../findings/rule.ts";
import type { Paint } from "./paint.ts";
import { withoutMarks } from "./rule-markdown.ts";
import { textTable } from "./text-table.ts";
import { wrapText } from "./wrap-text.ts";

/** How wide a page is, in columns. */
const WIDTH = 100;

/** All rules for a terminal, in the order of the reference. */
export function rulesText(rules: readonly Rule[], paint: Paint): string {
  return textTable(
    rules,
    [
      { title: "rule", cell: ({ code }) => code, look: (_, text) => paint.strong(text) },
      { title: "severity", cell: ({ severity }) => severity, look: ({ severity }, text) => paint[severity](text) },
      { title: "repairs", cell: ({ fixes }) => (fixes ? "yes" : "") },
      { title: "what it asks for", cell: ({ summary }) => summary },
    ],
    paint,
  );
}

/** The page of a rule for a terminal: why, a plan that it reports with the places marked, the same in order, the sources. */
export function rulePageText(rule: Rule, paint: Paint): string {
  const { code, severity, summary, why, examples, sources, fixes } = rule;
  const repairs = fixes ? ", may know a repair" : "";
  const sections = [
    `${paint.strong(code)} ${paint.faint(`(${severity}${repairs})`)}\n`,
    wrapText(summary, WIDTH, ""),
    wrapText(why, WIDTH, ""),
    `${paint.strong("Reported")}\n${markedText(examples.bad, severity, paint)}`,
    `${paint.strong("In order")}\n${indented(examples.good)}`,
    ...(sources ? [`${paint.strong("Sources")}\n${sources.map((source) => hanging(source)).join("")}`] : []),
  ];
  return sections.join("\n");
}

function hanging(text: string): string {
  return wrapText(text, WIDTH, "    ").replace("    ", "  - ");
}

function indented(text: string): string {
  return `${text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n")}\n`;
}

/** The example with carets below what is reported. */
function markedText(marked: string, severity: Rule["severity"], paint: Paint): string {
  let isOpen = false;
  const lines = marked.split("\n").flatMap((line) => {
    let carets = "";
    for (const [index, part] of line.split(/(<\||\|>)/).entries()) {
      // What is missing is marked where it would stand.
      if (index % 2 === 0) carets += isOpen ? "^".repeat(Math.max(1, part.length)) : " ".repeat(part.length);
      else isOpen = part === "<|";
    }
    const below = carets.trimEnd();
    return below === "" ? [withoutMarks(line)] : [withoutMarks(line), paint[severity](below)];
  });
  return indented(lines.join("\n"));
}
