import type { Analysis } from "../analysis.ts";
import { allPlaces, findPlace } from "../catalogue/places.ts";
import { allTechnologies } from "../catalogue/technologies.ts";
import { DAY_WORDS } from "../quantity/week.ts";
import { describeType } from "../vocabulary/describe-type.ts";
import type { Choice, ValueType } from "../vocabulary/value-type.ts";
import { exampleOf } from "../vocabulary/write-value.ts";
import { type CompletionKind, holdsInOrder, type ItemParts, MOST_ITEMS } from "./completion-item.ts";
import type { ValuePlace } from "./completion-place.ts";
import { unitItems } from "./completion-units.ts";
import { coordinatesText } from "./hover-value.ts";
import { BUILT_IN, type NameInScope, namesOfKind } from "./names-by-kind.ts";
import { kindsNamed, namesInBlock } from "./names-in-block.ts";
import type { Slot } from "./statement-roles.ts";

/** What else a completion needs to know. */
export interface CompletionOptions {
  /** Today's date, `2026-09-14`, offered where a date is meant. */
  readonly today?: string;
}

/** Everything that may stand as a value at a place, and the words that may come before one. */
export function valueItems(analysis: Analysis, place: ValuePlace, options: CompletionOptions): readonly ItemParts[] {
  const { next, number } = place;
  const slots = [...next.values, ...(next.open && goesOn(next.open) ? [next.open] : [])];
  if (number) return slots.slice(0, 1).flatMap((slot) => unitItems(analysis, slot.part, number, place.typed));
  const values = slots.flatMap((slot) => slotItems(analysis, slot, place, options));
  const words = place.typed.quoted ? [] : next.words.map((slot) => wordItem(slot));
  return [...symbolItems(place), ...values, ...words];
}

/** Values that consist of several, of which the first may be there already. */
function goesOn({ part }: Slot): boolean {
  return part.type.type === "window" || part.type.type === "moment";
}

/** The `<=` that a word asks for and that is not there yet. */
function symbolItems({ roles, next, typed }: ValuePlace): readonly ItemParts[] {
  const last = roles.at(-1);
  const symbol = last?.kind === "word" && next.values[0]?.segment === last.segment ? last.segment.symbol : undefined;
  if (symbol === undefined) return [];
  return [{ label: symbol, kind: "word", insertText: `${symbol} `, filterText: typed.text || symbol, rank: 1 }];
}

function wordItem({ segment, part }: Slot): ItemParts {
  const word = segment.symbol === undefined ? `${segment.word}` : `${segment.word} ${segment.symbol}`;
  return {
    label: word,
    kind: "word",
    detail: describeType(part.type),
    documentation: part.description,
    insertText: `${word} `,
    suggestNext: true,
    rank: segment.optional ? 6 : 3,
  };
}

function slotItems(
  analysis: Analysis,
  slot: Slot,
  place: ValuePlace,
  options: CompletionOptions,
): readonly ItemParts[] {
  const { type } = slot.part;
  switch (type.type) {
    case "choice":
      return unusedChoices(type.choices, slot, place).map(({ word, description }) => ({
        label: word,
        kind: "choice",
        detail: description,
        rank: 2,
        // A symbol has no letters to be found by.
        ...(/\p{L}/u.test(word)
          ? {}
          : { filterText: place.typed.text || word, insertText: `${word} `, suggestNext: true }),
      }));
    case "yes-no":
      return ["yes", "no"].map((word) => ({ label: word, kind: "choice", rank: 2 }));
    case "reference":
      return referenceItems(analysis, type, place);
    case "place":
      return placeItems(place);
    case "window":
      return windowItems(place, exampleOf(slot.part));
    case "moment":
      return momentItems(place, exampleOf(slot.part));
    case "date":
      return dateItems(options, exampleOf(slot.part));
    case "currency":
      return currencies().map((code) => ({ label: code, kind: "value" }));
    case "quantity":
    case "count":
      return [exampleItem(exampleOf(slot.part), describeType(type))];
    default:
      return [];
  }
}

/** In a list those that are not there yet. */
function unusedChoices(choices: readonly Choice[], { segment }: Slot, { values }: ValuePlace): readonly Choice[] {
  if (!segment.list) return choices;
  return choices.filter(({ word }) => !values.some(({ text }) => text === word));
}

function exampleItem(example: string, detail: string): ItemParts {
  return { label: example, kind: "value", detail: `${detail}, for example`, rank: 4 };
}

function referenceItems(
  analysis: Analysis,
  type: Extract<ValueType, { type: "reference" }>,
  place: ValuePlace,
): readonly ItemParts[] {
  const kinds = kindsNamed(type, place.values, place.roles);
  const used = new Set(place.values.flatMap((value) => (value.kind === "name" ? [value.text] : [])));
  const own = ownName(place);
  return kinds.flatMap((kind) => {
    if (kind === "step") return stepItems(place);
    const names = fitting(namesOfKind(analysis, kind), place.typed.text).filter(
      ({ name }) => !used.has(name) && name !== own,
    );
    return [...names.map((name) => nameItem(name)), ...(kind === "technology" ? technologyItems(place) : [])];
  });
}

/** Of very many names those that hold what is typed, so that not all are made into items only to be dropped. */
function fitting(names: readonly NameInScope[], typed: string): readonly NameInScope[] {
  if (names.length <= MOST_ITEMS) return names;
  const wanted = typed.toLowerCase();
  return names
    .filter(({ name, label }) => holdsInOrder(`${name} ${label ?? ""}`.toLowerCase(), wanted))
    .slice(0, MOST_ITEMS + 1);
}

/** The name of the block around: it does not need, stand by for, or base on itself. */
function ownName({ located }: ValuePlace): string | undefined {
  return namesInBlock(located.block).find(({ declares }) => declares)?.name;
}

function nameItem({ name, label, kind, declaration }: NameInScope): ItemParts {
  return {
    label: name,
    kind: kind === "consistency-group" ? "value" : (kind as CompletionKind),
    detail: label === undefined ? kind : `${kind} · ${label}`,
    ...(declaration ? { more: `name ${name}` } : {}),
    filterText: label === undefined || label === BUILT_IN ? name : `${name} ${label}`,
    rank: kind === "scenario" && !declaration ? 5 : 2,
  };
}

function stepItems({ located, around }: ValuePlace): readonly ItemParts[] {
  const step = around?.values[0]?.text;
  return namesInBlock(located.block)
    .filter(({ declares, kinds, name }) => declares && kinds[0] === "step" && name !== step)
    .map(({ name }) => ({ label: name, kind: "step", detail: "step", rank: 2 }));
}

/** Products of the catalogue; those that can do what the block asks for come first. */
function technologyItems({ around }: ValuePlace): readonly ItemParts[] {
  const asked = around?.body?.statements.find(({ word }) => word.text === "mode" || word.text === "method");
  const mode = asked?.values[0]?.text;
  return allTechnologies().map(({ id, vendor, product, modes, aliases }) => ({
    label: id,
    kind: "technology",
    detail: [vendor, product].filter((part) => part !== undefined).join(" · "),
    more: `technology ${id}`,
    filterText: [id, vendor, product, ...aliases].filter((part) => part !== undefined).join(" "),
    rank: mode === undefined || modes.some((one) => one === mode) ? 4 : 7,
  }));
}

/** Cities in quotes, cloud regions without. */
function placeItems({ typed }: ValuePlace): readonly ItemParts[] {
  return allPlaces().map(({ id, name, country, kind, latitude, longitude }) => {
    const isCity = kind === "city";
    // A city's name alone means the best known one: others need their country.
    const text = isCity ? `"${findPlace(name)?.id === id ? name : id}"` : id;
    return {
      label: id,
      kind: "place",
      detail: `${isCity ? "" : `${name}, ${country} · `}${coordinatesText(latitude, longitude)}`,
      insertText: text,
      filterText: typed.quoted ? `"${name} ${id}` : `${isCity ? "" : `${id} `}${name} ${country}`,
      rank: isCity ? 4 : 5,
    };
  });
}

function windowItems({ next, values }: ValuePlace, example: string): readonly ItemParts[] {
  const [days = "mon-fri", times = "09:00-17:00"] = example.split(" ");
  const last = values.at(-1);
  const hasTimes = last?.kind === "interval" || last?.kind === "time";
  const hasDays = next.open?.part.type.type === "window" && !hasTimes;
  if (hasTimes && next.open?.part.type.type === "window") return [];
  const timeItems: ItemParts[] = [{ label: times, kind: "value", detail: "times of the day", rank: 4 }];
  if (hasDays) return timeItems;
  const dayItems: ItemParts[] = [days, "sat,sun", ...DAY_WORDS].map((label) => ({ label, kind: "value", rank: 4 }));
  return [{ label: example, kind: "value", detail: "days and times", rank: 3 }, ...dayItems, ...timeItems];
}

/** A time of the day, with a day before it or not. */
function momentItems({ values }: ValuePlace, example: string): readonly ItemParts[] {
  const last = values.at(-1);
  if (last?.kind === "time") return [];
  const time: ItemParts = {
    label: example.split(" ").at(-1) ?? example,
    kind: "value",
    detail: "for example",
    rank: 3,
  };
  if (last && (DAY_WORDS as readonly string[]).includes(last.text)) return [time];
  return [time, ...DAY_WORDS.map((label): ItemParts => ({ label, kind: "value" }))];
}

function dateItems({ today }: CompletionOptions, example: string): readonly ItemParts[] {
  return today === undefined ? [exampleItem(example, "a date")] : [{ label: today, kind: "value", detail: "today" }];
}

let knownCurrencies: readonly string[] | undefined;

function currencies(): readonly string[] {
  knownCurrencies ??= Intl.supportedValuesOf("currency");
  return knownCurrencies;
}
