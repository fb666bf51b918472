import type { Derivation } from "../estimate/explain/derivation.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { textTable } from "./text-table.ts";
import { wrapText } from "./wrap-text.ts";

/** Columns of the text outside of tables. */
const WIDTH = 110;

/** How figures came about, for a terminal. */
export function derivationsText(derivations: readonly Derivation[], paint: Paint): string {
  return derivations.map((derivation) => derivationText(derivation, paint)).join("\n");
}

function derivationText(derivation: Derivation, paint: Paint): string {
  const { title, value, formula, inputs, notes, bottleneck, sources } = derivation;
  const table = textTable(
    inputs,
    [
      { title: "input", cell: ({ name }) => printable(name) },
      { title: "value", cell: (input) => printable(input.value) },
      { title: "from", cell: ({ origin }) => printable(origin) },
    ],
    paint,
  );
  return [
    `${paint.strong(printable(title))}: ${printable(value)}\n`,
    `  = ${printable(formula)}\n`,
    inputs.length === 0 ? "" : table,
    bottleneck === undefined ? "" : wrapText(`Bottleneck: ${bottleneck}.`, WIDTH, "  "),
    ...notes.map((note) => wrapText(note, WIDTH, "  ")),
    ...sources.map((source) => paint.faint(wrapText(`Source: ${source}`, WIDTH, "  ").trimEnd()).concat("\n")),
  ].join("");
}
