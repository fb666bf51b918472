import { codeSpan, table } from "../base/markdown.ts";
import type { Derivation, DerivationSensitivity } from "../estimate/explain/derivation.ts";

/** A derivation for hovers: the figure, what went into it, the formula, what holds it back, sources. */
export function derivationMarkdown(derivation: Derivation): string {
  const { title, value, formula, inputs, notes, bottleneck, sensitivity = [], sources } = derivation;
  const heads = derivation.columns ?? ["input", "value", "from"];
  const rows = inputs.map(({ name, value: shown, origin }) => [name, shown, origin]);
  const parts = [
    `**${title}: ${value}**`,
    ...(rows.length > 0 ? [table(heads, ["left", "left", "left"], rows)] : []),
    codeSpan(formula),
    ...(bottleneck === undefined ? [] : [`Bottleneck: ${bottleneck}.`]),
    ...(sensitivity.length > 0 ? [sensitivityTable(sensitivity)] : []),
    ...(notes.length > 0 ? [notes.join("  \n")] : []),
    ...(sources.length > 0 ? [`*${sources.join("; ").replace(/\.$/, "")}*`] : []),
  ];
  return parts.join("\n\n");
}

function sensitivityTable(rows: readonly DerivationSensitivity[]): string {
  const lines = rows.map(({ input, from, to, effect }) => [input, from, to, effect]);
  return table(["what moves it", "from", "to", "then it is"], ["left", "right", "right", "left"], lines);
}
