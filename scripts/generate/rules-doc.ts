import type { Rule } from "../../server/src/findings/rule.ts";

/** A page of the rule reference. */
export interface RulePage {
  /** Path below `docs/rules/`. */
  readonly path: string;
  readonly text: string;
}

/** The pages `docs/rules/<code>.md`, one for each rule, and their index. */
export function rulesDoc(rules: readonly Rule[]): readonly RulePage[] {
  return [{ path: "README.md", text: indexOf(rules) }, ...rules.map((rule) => ({ path: `${rule.code}.md`, text: pageOf(rule) }))];
}

const INTRODUCTION = `# Rules

What the language server and the command-line tool find in a plan. This page and those of the rules are generated from
\`server/src/findings/rules\`.

The severity is the usual one; where it depends on what is not known for certain, a rule reports a warning instead of an
error. A repair is only ever offered after it was applied to a copy of the plan and estimated anew: it clears its finding
and adds no error. **Repair** says whether a rule may know one.
`;

function indexOf(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ code, severity, summary, fixes }) => `| [${code}](${code}.md) | ${severity} | ${summary} | ${fixes ? "yes" : ""} |`,
  );
  return `${[INTRODUCTION, "| rule | severity | what it asks for | repair |", "| --- | --- | --- | --- |", ...rows].join("\n")}\n`;
}

function pageOf({ code, severity, summary, why, sources, examples, fixes }: Rule): string {
  const parts = [
    `# ${code}`,
    `**${summary}** Severity: ${severity}.`,
    why,
    "## Reported",
    ...exampleOf(examples.bad),
    "## In order",
    fenced(examples.good),
    ...(fixes ? ["Repairs are offered where one was proven on a copy of the plan."] : []),
    ...(sources ? ["## Sources", sources.map((source) => `- ${source}`).join("\n")] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The example without its marks, and what they enclose. */
function exampleOf(marked: string): readonly string[] {
  const places = [...marked.matchAll(/<\|(.*?)\|>/gs)].map(([, enclosed = ""]) => enclosed);
  const shown = places.filter((enclosed) => enclosed !== "").map((enclosed) => `\`${enclosed.split("\n")[0]}\``);
  const text = fenced(marked.replaceAll("<|", "").replaceAll("|>", ""));
  return shown.length === 0 ? [text] : [text, `The finding stands at ${shown.join(" and ")}.`];
}

function fenced(text: string): string {
  return `\`\`\`${text.startsWith("{") ? "json" : "drplan"}\n${text}\n\`\`\``;
}
