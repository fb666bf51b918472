import { cell, codeSpan } from "../base/markdown.ts";
import type { Derivation, DerivationSensitivity } from "../estimate/explain/derivation.ts";

/** A derivation for hovers: the figure, what went into it, the formula, what holds it back, sources. */
export function derivationMarkdown(derivation: Derivation): string {
  const { title, value, formula, inputs, notes, bottleneck, sensitivity = [], sources } = derivation;
  const rows = inputs.map(({ name, value: shown, origin }) => `| ${cell(name)} | ${cell(shown)} | ${cell(origin)} |`);
  const parts = [
    `**${title}: ${value}**`,
    ...(rows.length > 0 ? [["| input | value | from |", "|:--|:--|:--|", ...rows].join("\n")] : []),
    codeSpan(formula),
    ...(bottleneck === undefined ? [] : [`Bottleneck: ${bottleneck}.`]),
    ...(sensitivity.length > 0 ? [sensitivityTable(sensitivity)] : []),
    ...(notes.length > 0 ? [notes.join("  \n")] : []),
    ...(sources.length > 0 ? [`*${sources.join("; ").replace(/\.$/, "")}*`] : []),
  ];
  return parts.join("\n\n");
}

function sensitivityTable(rows: readonly DerivationSensitivity[]): string {
  const lines = rows.map(({ input, from, to, effect }) => `| ${[input, from, to, effect].map(cell).join(" | ")} |`);
  return ["| what moves it | from | to | then it is |", "|:--|--:|--:|:--|", ...lines].join("\n");
}
