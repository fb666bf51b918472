import type { Rule } from "../findings/rule.ts";

/** A rule's page in Markdown, without what the example's messages say. */
export function ruleMarkdown({ summary, why, examples, sources }: Rule): string {
  const parts = [
    `**${summary}**`,
    why,
    "Reported:",
    fenced(withoutMarks(examples.bad)),
    "In order:",
    fenced(examples.good),
    ...(sources ? [`Sources:\n\n${sources.map((source) => `- ${source}`).join("\n")}`] : []),
  ];
  return parts.join("\n\n");
}

function fenced(text: string): string {
  return `\`\`\`${text.startsWith("{") ? "json" : "drplan"}\n${text}\n\`\`\``;
}

/** The example without the marks around what is reported. */
export function withoutMarks(text: string): string {
  return text.replaceAll("<|", "").replaceAll("|>", "");
}
