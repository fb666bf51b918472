import { bullets, codeSpan, paragraphs, planCode } from "../base/markdown.ts";
import type { Assumed } from "../vocabulary/definitions.ts";
import { describeType } from "../vocabulary/describe-type.ts";
import type { AttributeInfo, BlockInfo, PartInfo } from "../vocabulary/vocabulary.ts";
import { writeAttribute } from "../vocabulary/write-value.ts";

/** What a block is and how it is written. */
export function blockMarkdown({ word, description, example }: BlockInfo): string {
  return paragraphs(`**${word}** ${description}`, planCode(example));
}

/** What an attribute says, what may stand behind it, and what holds when it is left out. */
export function attributeMarkdown(attribute: AttributeInfo, block: BlockInfo): string {
  const { word, description, parts, assumed, repeatable, example } = attribute;
  const main = parts.get(attribute.form.segments[0]?.part ?? "");
  const facts = [
    ...(main ? [describeType(main.type)] : []),
    ...(block.required.includes(word) ? ["required"] : []),
    ...(repeatable ? ["may be repeated"] : []),
  ];
  return paragraphs(
    `**${word}** · ${facts.join(" · ")}`,
    description,
    ...[...parts.values()].map((part) => choicesMarkdown(part)),
    assumed && assumedMarkdown(word, assumed),
    planCode(writeAttribute(attribute, example).join("\n")),
  );
}

/** What a part of a statement says: the word `over` of `replicate orders to dublin over wan`. */
export function partMarkdown(word: string, part: PartInfo): string {
  return paragraphs(
    `**${word}** · ${describeType(part.type)}`,
    part.description,
    choicesMarkdown(part),
    part.assumed && assumedMarkdown(word, part.assumed),
  );
}

/** A value that stands among others: `sync`. */
export function choiceMarkdown(word: string, part: PartInfo): string | undefined {
  if (part.type.type !== "choice") return undefined;
  const choice = part.type.choices.find((one) => one.word === word);
  return choice && paragraphs(`**${word}**`, choice.description);
}

function choicesMarkdown({ type }: PartInfo): string | undefined {
  if (type.type !== "choice") return undefined;
  return bullets(type.choices.map(({ word, description }) => [word, description]));
}

function assumedMarkdown(word: string, { value, low, high, source, constant }: Assumed): string {
  const range = low !== undefined && high !== undefined ? ` (${low} … ${high})` : "";
  const figure = value === undefined ? "" : `${codeSpan(value)}${range}`;
  const because = source === undefined ? "" : figure === "" ? source : `: ${source}`;
  const override =
    constant === undefined ? "" : ` Override for the whole plan: ${codeSpan(`assume { ${constant} … }`)}.`;
  return `Left out, ${codeSpan(word)} is assumed: ${figure}${because}.${override}`;
}
