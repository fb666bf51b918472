import type { Form, Segment } from "../vocabulary/form.ts";
import { type AttributeInfo, type BlockInfo, blockWords, type PartInfo } from "../vocabulary/vocabulary.ts";
import { exampleOf } from "../vocabulary/write-value.ts";

/** Names that a plan has, by kind, as far as they fit a list of choices. */
export type NamesFor = (kind: string) => readonly string[];

/** A piece of a plan with tab stops, and whether the value that follows should be offered as a list. */
export interface Snippet {
  readonly text: string;
  readonly suggestNext: boolean;
}

/** An attribute with what must stand behind it; where that is chosen from a list, the list comes up instead. */
export function attributeSnippet(attribute: AttributeInfo): Snippet {
  const { word, form } = attribute;
  const first = form.segments[0];
  const part = first && attribute.parts.get(first.part);
  if (part && isChosen(part)) return { text: `${word} `, suggestNext: true };
  return { text: `${word} ${partsText(form, attribute.parts, stops(), () => [])}`, suggestNext: false };
}

function isChosen({ type }: PartInfo): boolean {
  return ["choice", "reference", "place", "yes-no", "window", "moment", "currency", "date"].includes(type.type);
}

/** More names than these are typed, not chosen from a list of choices. */
export const MOST_CHOICES = 8;

/** A block with all that it must have. Inside an `option` a block needs only what tells it from others. */
export function blockSnippet(block: BlockInfo, namesFor: NamesFor, inOption: boolean): string {
  const next = stops();
  const header = partsText(block.header, block.parts, next, namesFor);
  const head = header === "" ? block.word : `${block.word} ${header}`;
  if (!block.hasBody) return head;
  if ([...block.attributes.keys()].every((word) => COMMON_ATTRIBUTES.has(word)) && block.nested.size === 0) return head;
  const lines = neededAttributes(block, inOption).map(({ word, form, parts }) => {
    return `\t${word} ${partsText(form, parts, next, namesFor)}\n`;
  });
  const inner = inOption ? [] : ownBlocks(block).map((own) => `\t${nestedText(own, next, namesFor)}\n`);
  return `${head} {\n${lines.join("")}${inner.join("")}\t$0\n}`;
}

/** The blocks that stand in no other place, such as the steps of a runbook: without one it is of no use. */
function ownBlocks({ nested }: BlockInfo): readonly BlockInfo[] {
  return [...nested.values()].flatMap(({ block }) => (blockWords().has(block.word) ? [] : [block]));
}

/** In one line. */
function nestedText(block: BlockInfo, next: Stops, namesFor: NamesFor): string {
  const head = [block.word, partsText(block.header, block.parts, next, namesFor)].join(" ");
  const needed = neededAttributes(block, false).map(
    ({ word, form, parts }) => `${word} ${partsText(form, parts, next, namesFor)}`,
  );
  return needed.length > 0 ? `${head} { ${needed.join("; ")} }` : head;
}

/** Attributes that every block may have: one that has no others usually stands without braces. */
export const COMMON_ATTRIBUTES: ReadonlySet<string> = new Set(["setup", "cost", "changed"]);

/** What is required, and of what is required in the alternative the first. */
function neededAttributes(
  { attributes, required, rules, identity }: BlockInfo,
  inOption: boolean,
): readonly AttributeInfo[] {
  const alternatives = rules.flatMap(({ when, needs }) => (when ? [] : (needs?.slice(0, 1) ?? [])));
  const words = inOption ? identity : [...required, ...alternatives];
  return words.flatMap((word) => attributes.get(word) ?? []);
}

/** Gives tab stops their numbers. */
type Stops = () => number;

function stops(): Stops {
  let last = 0;
  return () => ++last;
}

/** The parts that must be there, each a tab stop; where none must be, the first that needs no word, such as a title. */
function partsText(form: Form, parts: ReadonlyMap<string, PartInfo>, next: Stops, namesFor: NamesFor): string {
  const required = form.segments.filter(({ optional }) => !optional);
  const shown = required.length > 0 ? required : form.positional.slice(0, 1);
  return shown
    .flatMap((segment) => {
      const part = parts.get(segment.part);
      return part ? [segmentText(segment, part, next, namesFor)] : [];
    })
    .join(" ");
}

function segmentText({ word, symbol }: Segment, part: PartInfo, next: Stops, namesFor: NamesFor): string {
  const pieces = [word, symbol, valueText(part, next(), namesFor)];
  return pieces.filter((piece) => piece !== undefined).join(" ");
}

function valueText(part: PartInfo, stop: number, namesFor: NamesFor): string {
  const { type } = part;
  const example = exampleOf(part);
  switch (type.type) {
    case "choice":
      return choices(
        stop,
        type.choices.map(({ word }) => word),
      );
    case "yes-no":
      return choices(stop, ["yes", "no"]);
    case "reference": {
      const [kind = "name"] = type.kinds;
      const names = type.kinds.flatMap(namesFor);
      return names.length > 0 && names.length <= MOST_CHOICES ? choices(stop, names) : placeholder(stop, kind);
    }
    case "name":
      return placeholder(stop, "name");
    case "text":
    case "path":
      return `"${placeholder(stop, example.slice(1, -1))}"`;
    case "quantity": {
      const [number = "", ...unit] = example.split(" ");
      const isPlain = /^\d[\d_.]*$/.test(number) && unit.length === 1;
      return isPlain ? `${placeholder(stop, number)} ${escaped(unit.join(" "))}` : placeholder(stop, example);
    }
    default:
      return placeholder(stop, example);
  }
}

function choices(stop: number, words: readonly string[]): string {
  return `\${${stop}|${words.map((word) => word.replace(/[\\,|]/g, "\\$&")).join(",")}|}`;
}

function placeholder(stop: number, text: string): string {
  return `\${${stop}:${escaped(text)}}`;
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** A snippet as text, for editors that know no tab stops: placeholders stand as they are, of choices the first. */
export function withoutTabStops(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:\\.|[^,|\\])*)(?:,(?:\\.|[^|\\])*)*\|\}/g, "$1")
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, "$1")
    .replace(/\$\d+/g, "")
    .replace(/\\([\\$},|])/g, "$1");
}
