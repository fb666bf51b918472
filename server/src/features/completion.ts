import type { Analysis } from "../analysis.ts";
import { technology } from "../catalogue/technologies.ts";
import { lookUp } from "../model/plan.ts";
import { describeType } from "../vocabulary/describe-type.ts";
import { type AttributeInfo, allBlocks, type BlockInfo, blockWords } from "../vocabulary/vocabulary.ts";
import { type Completions, holdsInOrder, type ItemParts, itemsOf, MOST_ITEMS } from "./completion-item.ts";
import { type CompletionPlace, completionPlaceAt } from "./completion-place.ts";
import { attributeSnippet, blockSnippet, COMMON_ATTRIBUTES, MOST_CHOICES } from "./completion-snippets.ts";
import { type CompletionOptions, valueItems } from "./completion-values.ts";
import { declarationMarkdown } from "./hover-declaration.ts";
import { technologyMarkdown } from "./hover-technology.ts";
import { attributeMarkdown, blockMarkdown } from "./hover-vocabulary.ts";
import { fewNamesOfKind } from "./names-by-kind.ts";

const NOTHING: Completions = { items: [], incomplete: false };

/** What may be typed at an offset, also in statements that are only half there. */
export function completionsAt(
  analysis: Analysis,
  uri: string,
  offset: number,
  options: CompletionOptions = {},
): Completions {
  const place = completionPlaceAt(analysis, uri, offset);
  if (!place) return NOTHING;
  const items = itemsOf(partsFor(analysis, place, options), place.typed.span);
  if (items.length <= MOST_ITEMS) return { items, incomplete: false };
  const fitting = items.filter(({ filterText }) =>
    holdsInOrder(filterText.toLowerCase(), place.typed.text.toLowerCase()),
  );
  return { items: fitting.slice(0, MOST_ITEMS), incomplete: true };
}

/** The documentation behind the key of an item. */
export function completionDocumentation(analysis: Analysis, more: string): string | undefined {
  const [kind, name = ""] = more.split(" ");
  if (kind === "technology") {
    const found = technology(name);
    return found && technologyMarkdown(found);
  }
  const declaration = lookUp(analysis.plan, name);
  return declaration && declarationMarkdown(analysis, declaration);
}

function partsFor(analysis: Analysis, place: CompletionPlace, options: CompletionOptions): readonly ItemParts[] {
  switch (place.kind) {
    case "block":
      return [...allBlocks()].filter(({ word }) => blockWords().has(word)).map((block) => blockItem(analysis, block));
    case "statement":
      return statementItems(analysis, place);
    case "value":
      return valueItems(analysis, place, options);
  }
}

function blockItem(analysis: Analysis, block: BlockInfo, inOption = false): ItemParts {
  const namesFor = (kind: string) => fewNamesOfKind(analysis, kind, MOST_CHOICES).map(({ name }) => name);
  return {
    label: block.word,
    kind: "block",
    detail: block.title,
    documentation: blockMarkdown(block),
    insertText: blockSnippet(block, namesFor, inOption),
    snippet: true,
    rank: 4,
  };
}

function statementItems(
  analysis: Analysis,
  { block, around, located, typed }: Extract<CompletionPlace, { kind: "statement" }>,
): readonly ItemParts[] {
  const typedAt = typed.span.start - located.start;
  const present = new Set(
    around.body?.statements.filter(({ word }) => word.span.start !== typedAt).map(({ word }) => word.text),
  );
  const attributes = [...block.attributes.values()].flatMap((attribute) => {
    const isThere = present.has(attribute.word);
    return isThere && !attribute.repeatable ? [] : [attributeItem(attribute, block, isThere)];
  });
  const nested = [...block.nested.values()].map(({ block: inner }) =>
    blockItem(analysis, inner, block.word === "option"),
  );
  return [...attributes, ...nested];
}

function attributeItem(attribute: AttributeInfo, block: BlockInfo, isThere: boolean): ItemParts {
  const { word } = attribute;
  const { text, suggestNext } = attributeSnippet(attribute);
  const isRequired = block.required.includes(word) && !isThere;
  const main = attribute.parts.get(attribute.form.segments[0]?.part ?? "");
  const type = main?.type.type === "choice" ? "a choice" : main ? describeType(main.type) : "";
  return {
    label: word,
    kind: "attribute",
    detail: isRequired ? `required · ${type}` : type,
    documentation: attributeMarkdown(attribute, block),
    insertText: text,
    snippet: true,
    suggestNext,
    rank: isRequired ? 1 : isThere ? 6 : COMMON_ATTRIBUTES.has(word) ? 7 : 3,
  };
}
