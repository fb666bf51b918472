import type { Assumed } from "../../server/src/vocabulary/definitions.ts";
import { describeType } from "../../server/src/vocabulary/describe-type.ts";
import type { Form } from "../../server/src/vocabulary/form.ts";
import {
  type AttributeInfo,
  allBlocks,
  type BlockInfo,
  type PartInfo,
} from "../../server/src/vocabulary/vocabulary.ts";
import { exampleOf, writeAttribute } from "../../server/src/vocabulary/write-value.ts";

/** Attributes that every block may carry: told once. */
const COMMON: ReadonlySet<string> = new Set(["setup", "cost", "changed"]);

/** `docs/reference.md`: every block and attribute of the language, from the schema. */
export function reference(): string {
  const blocks = [...allBlocks()];
  const contents = blocks.map(({ word, title }) => `- [\`${word}\`](#${anchor(title)})`);
  const plan = blocks.find((block) => block.word === "plan");
  const common = [...(plan?.attributes.values() ?? [])].filter((attribute) => COMMON.has(attribute.word));
  return [
    "# Language reference",
    "",
    "Every block and attribute of a plan. Generated from `schemas/plan.schema.json` by `npm run generate -- --docs`.",
    "",
    "What stands in `<…>` is a value, what stands in `[…]` may be left out, and `...` means several with commas between.",
    "An attribute marked *needed* must be given; one marked *repeatable* may stand in several statements.",
    "",
    ...contents,
    "",
    "## Common attributes",
    "",
    "Any block may carry these.",
    "",
    ...attributeTable(common, []),
    "",
    ...blocks.flatMap(section),
  ].join("\n");
}

function anchor(title: string): string {
  return title.toLowerCase().replaceAll(" ", "-");
}

function section(block: BlockInfo): readonly string[] {
  const own = [...block.attributes.values()].filter(({ word }) => block.word === "assume" || !COMMON.has(word));
  const parts = block.header.segments.flatMap((segment) => block.parts.get(segment.part) ?? []);
  const nested = [...block.nested.values()].map((inner) => `[\`${inner.block.word}\`](#${anchor(inner.block.title)})`);
  return [
    `## ${block.title}`,
    "",
    block.description,
    "",
    "```",
    `${block.word} ${formText(block.header)}${block.hasBody ? " { … }" : ""}`.replaceAll("  ", " "),
    "```",
    "",
    ...parts.map(partLine),
    ...(parts.length === 0 ? [] : [""]),
    ...(own.length === 0 ? [] : [...attributeTable(own, block.required), ""]),
    ...choiceLists(own),
    ...(nested.length === 0 ? [] : [`Blocks inside: ${nested.join(", ")}.`, ""]),
    "Example:",
    "",
    "```drplan",
    block.example,
    "```",
    "",
  ];
}

function formText({ segments }: Form): string {
  return segments
    .map(({ part, word, symbol, list, optional }) => {
      const text = [word, symbol, `<${part}${list ? "..." : ""}>`].filter((piece) => piece !== undefined).join(" ");
      return optional ? `[${text}]` : text;
    })
    .join(" ");
}

function partLine(part: PartInfo): string {
  const left = part.assumed ? ` Left out: ${assumedText(part.assumed)}.` : "";
  return `- \`<${part.name}>\`: ${part.description}${left}`;
}

function attributeTable(attributes: readonly AttributeInfo[], required: readonly string[]): readonly string[] {
  const rows = attributes.map((attribute) => {
    const marks = [required.includes(attribute.word) ? "*needed*" : "", attribute.repeatable ? "*repeatable*" : ""];
    const name = [`\`${attribute.word}\``, ...marks].filter((piece) => piece !== "").join("<br>");
    const example = writeAttribute(attribute, attribute.example)[0] ?? "";
    const left = attribute.assumed ? assumedText(attribute.assumed) : "";
    return `| ${[name, meaning(attribute), valueText(attribute), `\`${example}\``, left].map(cell).join(" | ")} |`;
  });
  return ["| Attribute | Meaning | Value | Example | If left out |", "|---|---|---|---|---|", ...rows];
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function meaning(attribute: AttributeInfo): string {
  const parts = attribute.composite
    ? [...attribute.parts.values()].map((part) => `\`${part.name}\`: ${part.description}`)
    : [];
  return [attribute.description, ...parts].join("<br>");
}

function valueText(attribute: AttributeInfo): string {
  if (attribute.composite) return `\`${formText(attribute.form)}\``;
  const part = attribute.parts.get("");
  if (!part) return "";
  return part.type.type === "choice" ? "a word, see below" : `${describeType(part.type)}${boundsText(part)}`;
}

function boundsText({ type }: PartInfo): string {
  if (type.type === "count" && type.min > 0) return `, at least ${type.min}`;
  if (type.type !== "quantity") return "";
  const { min, max, moreThan } = type.quantity;
  const low = min !== undefined ? `at least ${min}` : moreThan !== undefined ? `more than ${moreThan}` : undefined;
  const bounds = [low, max === undefined ? undefined : `at most ${max}`].filter((bound) => bound !== undefined);
  return bounds.length === 0 ? "" : `, ${bounds.join(", ")}`;
}

function assumedText({ value, low, high, source, constant }: Assumed): string {
  const range = low === undefined && high === undefined ? "" : ` (${low ?? value} to ${high ?? value})`;
  const figure = value === undefined ? "" : `\`${value}\`${range}: `;
  return `${figure}${source ?? ""}${constant === undefined ? "" : ` (\`assume ${constant}\`)`}`;
}

function choiceLists(attributes: readonly AttributeInfo[]): readonly string[] {
  return attributes.flatMap((attribute) =>
    [...attribute.parts.values()].flatMap((part) => {
      if (part.type.type !== "choice") return [];
      const name = part.name === "" ? `\`${attribute.word}\`` : `\`<${part.name}>\` of \`${attribute.word}\``;
      const lines = part.type.choices.map((choice) => `- \`${choice.word}\`: ${choice.description}`);
      return [`${name} is one of (such as \`${exampleOf(part)}\`):`, "", ...lines, ""];
    }),
  );
}
