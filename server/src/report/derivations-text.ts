import type { Derivation, DerivationSensitivity } from "../estimate/explain/derivation.ts";
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
  const { title, value, formula, inputs, notes, bottleneck, sensitivity, sources } = derivation;
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
    sensitivity ? sensitivityText(sensitivity, paint) : "",
    ...notes.map((note) => wrapText(note, WIDTH, "  ")),
    ...sources.map((source) => paint.faint(wrapText(`Source: ${source}`, WIDTH, "  ").trimEnd()).concat("\n")),
  ].join("");
}

function sensitivityText(rows: readonly DerivationSensitivity[], paint: Paint): string {
  const table = textTable(
    rows,
    [
      { title: "what moves it", cell: ({ input }) => printable(input) },
      { title: "from", cell: ({ from }) => printable(from), align: "right" },
      { title: "to", cell: ({ to }) => printable(to), align: "right" },
      { title: "then it is", cell: ({ effect }) => printable(effect) },
    ],
    paint,
  );
  return `\n${table}`;
}
