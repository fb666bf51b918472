import { analyse } from "../../server/src/analysis.ts";
import { readConfig } from "../../server/src/config/read-config.ts";
import { fixesFor } from "../../server/src/features/quick-fixes.ts";
import type { Rule } from "../../server/src/findings/rule.ts";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import { readJson } from "../../server/src/vocabulary/read-json.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";

/** A page of the rule reference. */
export interface RulePage {
  /** Path below `docs/rules/`. */
  readonly path: string;
  readonly text: string;
}

/** The pages `docs/rules/<code>.md`, one for each rule, and their index. */
export function rulesDoc(rules: readonly Rule[]): readonly RulePage[] {
  return [
    { path: "README.md", text: indexOf(rules) },
    ...rules.map((rule) => ({ path: `${rule.code}.md`, text: pageOf(rule) })),
  ];
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
    ({ code, severity, summary, fixes }) =>
      `| [${code}](${code}.md) | ${severity} | ${summary} | ${fixes ? "yes" : ""} |`,
  );
  return `${[INTRODUCTION, "| rule | severity | what it asks for | repair |", "| --- | --- | --- | --- |", ...rows].join("\n")}\n`;
}

function pageOf({ code, severity, summary, why, sources, examples }: Rule): string {
  const bad = examples.bad.replaceAll("<|", "").replaceAll("|>", "");
  const found = reported(bad, code);
  const parts = [
    `# ${code}`,
    `**${summary}** Severity: ${severity}.`,
    why,
    "## Reported",
    fenced(bad),
    ...found,
    "## In order",
    fenced(examples.good),
    ...(sources ? ["## Sources", sources.map((source) => `- ${source}`).join("\n")] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** What the rule says about its example, and the repairs that it offers there. */
function reported(text: string, code: string): readonly string[] {
  if (text.startsWith("{")) {
    const { problems } = code === "bad-config" ? readConfig(EXAMPLE, text) : readJson(text);
    return [quoted(problems.map(({ message }) => message))];
  }
  const source = { form: "drplan", uri: EXAMPLE, syntax: parseFile(text, parseOptions()) } as const;
  const analysis = analyse(EXAMPLE, (uri) => (uri === EXAMPLE ? source : undefined));
  const found = (analysis.plan.files.get(EXAMPLE)?.ids ?? [])
    .flatMap((id) => analysis.findings.get(id) ?? [])
    .filter(({ rule }) => rule === code);
  const titles = new Set(found.flatMap((finding) => fixesFor(analysis, finding).map(({ title }) => title)));
  const repairs = [...titles].map((title) => `- ${title}`).join("\n");
  const messages = quoted(found.map(({ message }) => message));
  return repairs === "" ? [messages] : [messages, "Repairs offered here:", repairs];
}

/** The file of an example; `import-circle` and `missing-import` name it and another. */
const EXAMPLE = "file:///examples/main.drplan";

function quoted(messages: readonly string[]): string {
  return [...new Set(messages)].map((message) => `> ${message}`).join("\n>\n");
}

function fenced(text: string): string {
  return `\`\`\`${text.startsWith("{") ? "json" : "drplan"}\n${text}\n\`\`\``;
}
