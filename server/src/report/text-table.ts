import { displayWidth, padTo } from "./display-width.ts";
import type { Paint } from "./paint.ts";

export interface Column<R> {
  readonly title: string;
  readonly cell: (row: R) => string;
  readonly align?: "right";
  /** A look for the whole cell, chosen after its width was counted. */
  readonly look?: (row: R, text: string) => string;
}

/** Rows below their titles, each column as wide as its widest cell. Columns in which no cell says anything are left out; without rows there is no text. */
export function textTable<R>(rows: readonly R[], columns: readonly Column<R>[], paint: Paint): string {
  if (rows.length === 0) return "";
  const filled = columns
    .map((column) => ({ column, cells: rows.map((row) => column.cell(row)) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""))
    .map(({ column, cells }) => ({
      column,
      cells,
      width: Math.max(displayWidth(column.title), ...cells.map(displayWidth)),
    }));
  const side = (column: Column<R>) => (column.align === "right" ? "left" : "right");
  const titles = filled.map(({ column, width }) => padTo(column.title, width, side(column)));
  const lines = rows.map((row, index) =>
    filled.map(({ column, cells, width }) => {
      const text = cells[index] ?? "";
      const padded = padTo(text, width, side(column));
      return column.look ? padded.replace(text, column.look(row, text)) : padded;
    }),
  );
  const joined = [paint.faint(titles.join(GAP).trimEnd()), ...lines.map((cells) => cells.join(GAP).trimEnd())];
  return joined.map((line) => `  ${line}\n`).join("");
}

const GAP = "   ";
