import { type Constant, shippedConstants } from "../../server/src/model/constants.ts";
import { definitionOf } from "../../server/src/vocabulary/definitions.ts";

const START = "<!-- constants: generated from schemas/plan.schema.json by `npm run generate -- --docs` -->";
const END = "<!-- end of constants -->";

/** `docs/model.md` with its table of constants as the schema has them; what stands around the table is written by hand. */
export function withConstants(page: string): string {
  const from = page.indexOf(START);
  const to = page.indexOf(END);
  if (from < 0 || to < from) throw new Error("docs/model.md has lost the marks of its table of constants.");
  return `${page.slice(0, from)}${START}\n\n${table()}\n\n${page.slice(to)}`;
}

function table(): string {
  const descriptions = definitionOf("assume").properties ?? {};
  const rows = Object.values(shippedConstants()).map((constant) => {
    const description = descriptions[constant.name]?.description ?? "";
    return `| \`${constant.name}\` | ${description} | ${figure(constant)} | ${constant.source} |`;
  });
  return ["| name | what it is | value (range) | source |", "|---|---|---|---|", ...rows].join("\n");
}

function figure({ name, text }: Constant): string {
  const { assumed } = definitionOf("assume").properties?.[name] ?? {};
  return assumed?.low === undefined ? text : `${text} (${assumed.low} … ${assumed.high})`;
}
