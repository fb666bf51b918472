import type { Derivation } from "../estimate/explain/derivation.ts";
import { cell, codeSpan } from "./markdown.ts";

/** A derivation for hovers: the figure, what went into it, the formula, what holds it back, sources. */
export function derivationMarkdown({ title, value, formula, inputs, notes, bottleneck, sources }: Derivation): string {
  const rows = inputs.map(({ name, value: shown, origin }) => `| ${cell(name)} | ${cell(shown)} | ${cell(origin)} |`);
  const parts = [
    `**${title}: ${value}**`,
    ...(rows.length > 0 ? [["| input | value | from |", "|:--|:--|:--|", ...rows].join("\n")] : []),
    codeSpan(formula),
    ...(bottleneck === undefined ? [] : [`Bottleneck: ${bottleneck}.`]),
    ...(notes.length > 0 ? [notes.join("  \n")] : []),
    ...(sources.length > 0 ? [`*${sources.join("; ").replace(/\.$/, "")}*`] : []),
  ];
  return parts.join("\n\n");
}
