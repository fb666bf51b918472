import type { CaseGroup } from "../validation/all-cases.ts";
import type { Case } from "../validation/case.ts";
import { compareCase } from "../validation/compare-case.ts";

const START = "<!-- validation:start, generated from scripts/validation by `npm run generate -- --docs` -->";
const END = "<!-- validation:end -->";

/** `docs/model.md` with what the engine says of the published cases; what stands around the tables is written by hand. */
export function withValidation(page: string, groups: readonly CaseGroup[]): string {
  const from = page.indexOf(START);
  const to = page.indexOf(END);
  if (from < 0 || to < from) throw new Error("docs/model.md has lost the marks of its validation.");
  return `${page.slice(0, from)}${START}\n\n${groups.map(table).join("\n\n")}\n\n${page.slice(to)}`;
}

function table({ title, cases }: CaseGroup): string {
  return [
    `### ${title}`,
    "",
    "| case | what | published | predicted | error | accepted | source |",
    "|---|---|---|---|---|---|---|",
    ...cases.map(row),
  ].join("\n");
}

function row(one: Case): string {
  const { predicted, agrees } = compareCase(one);
  const cells = [
    one.id,
    one.about,
    published(one),
    shown(predicted, one),
    error(one, predicted, agrees),
    accepted(one),
  ];
  return `| ${[...cells, one.source].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function published({ expected }: Case): string {
  if (expected.kind === "judgement") return expected.published;
  const { from, to, unit } = expected;
  return expected.published === undefined
    ? `${digits(from)} … ${digits(to)} ${unit}`
    : `${digits(expected.published)} ${unit}`;
}

function shown(value: number | string, { expected }: Case): string {
  return typeof value === "string" || expected.kind === "judgement"
    ? String(value)
    : `${digits(value)} ${expected.unit}`;
}

/** The deviation from the published figure; of ranges and judgements whether they agree. */
function error({ expected }: Case, value: number | string, agrees: boolean): string {
  if (expected.kind === "judgement" || typeof value === "string" || expected.published === undefined) {
    return agrees ? "agrees" : "**differs**";
  }
  const off = expected.published === 0 ? value : value / expected.published - 1;
  const text = `${off < 0 ? "−" : "+"}${Math.abs(100 * off).toFixed(1)} %`;
  return agrees ? (/[1-9]/.test(text) ? text : "0 %") : `**${text}**`;
}

function accepted({ expected }: Case): string {
  if (expected.kind === "judgement") return "the same";
  const { from, to, published } = expected;
  if (published === undefined) return "inside";
  if (to - from <= Math.abs(published) * EXACTLY) return "exact";
  return `${digits(from)} … ${digits(to)}`;
}

/** Relative width of a tolerance that only allows for rounding. */
const EXACTLY = 1e-5;

/** Four significant digits, without needless zeros. */
function digits(value: number): string {
  return String(Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4)));
}
