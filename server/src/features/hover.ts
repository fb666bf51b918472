import type { Analysis } from "../analysis.ts";
import { codeSpan, paragraphs, plain, planCode, sections } from "../base/markdown.ts";
import type { Span } from "../base/span.ts";
import { isKind } from "../model/declaration.ts";
import { usersOf } from "../model/plan.ts";
import { readSize } from "../model/read-quantity.ts";
import type { Block, Value } from "../syntax/tree.ts";
import { readValue } from "../vocabulary/read-value.ts";
import { reading } from "../vocabulary/reading.ts";
import { readBuiltInScenario } from "./built-in-scenario.ts";
import { elementAt } from "./element-at.ts";
import { consequenceMarkdown } from "./hover-consequence.ts";
import { declarationMarkdown, docOf, estimateMarkdown } from "./hover-declaration.ts";
import { technologyMarkdown } from "./hover-technology.ts";
import { dateMarkdown, placeMarkdown, quantityMarkdown, windowMarkdown } from "./hover-value.ts";
import { attributeMarkdown, blockMarkdown, choiceMarkdown, partMarkdown } from "./hover-vocabulary.ts";
import { inFile, type Located, locate } from "./locate.ts";
import { type Named, nameAt } from "./name-at.ts";
import { scenarioOutcomes } from "./outcome-markdown.ts";
import { formedOf, type Meaning, meaningOf } from "./statement-meaning.ts";
import { type Formed, type Role, rolesOf } from "./statement-roles.ts";

export interface Hover {
  readonly markdown: string;
  /** What it is about, in the file. */
  readonly span: Span;
  /** Whether more can be told of the figures (`explainedAt`). */
  readonly explained: boolean;
}

/** What there is to say about the word or value at an offset. */
export function hoverAt(analysis: Analysis, uri: string, offset: number): Hover | undefined {
  const located = locate(analysis, uri, offset);
  const meaning = located && meaningOf(located.path.statements);
  if (!located || !meaning || located.path.comment) return undefined;
  const { word, value } = located.path;
  const explained = elementAt(analysis, uri, offset) !== undefined;
  if (word) return { markdown: wordMarkdown(analysis, located, meaning), span: inFile(located, word.span), explained };
  if (!value) return undefined;
  const found = valueMarkdown(analysis, located, meaning, value);
  return found && { markdown: found.markdown, span: inFile(located, found.span), explained };
}

function wordMarkdown(analysis: Analysis, located: Located, meaning: Meaning): string {
  if (meaning.kind === "attribute")
    return sections(consequenceMarkdown(analysis, located), attributeMarkdown(meaning.attribute, meaning.block));
  const { declaration, path } = located;
  const own = path.statements.length === 1 && declaration ? estimateMarkdown(analysis, declaration) : undefined;
  return sections(own, blockMarkdown(meaning.block));
}

interface Found {
  readonly markdown: string;
  /** In the block. */
  readonly span: Span;
}

function valueMarkdown(analysis: Analysis, located: Located, meaning: Meaning, value: Value): Found | undefined {
  const statement = located.statement;
  if (!statement) return undefined;
  const formed = formedOf(meaning);
  const { roles } = rolesOf(formed, statement.values);
  const index = statement.values.indexOf(value);
  const role = roles[index];
  if (role?.kind === "word") return { markdown: partMarkdown(value.text, role.part), span: value.span };
  if (role?.kind !== "part") return undefined;
  const about = attributeTitle(meaning, role);
  const whole = wholeValue(statement.values, roles, index, formed);
  const own = typeMarkdown(analysis, located, role, value, whole.text);
  const consequence = consequenceMarkdown(analysis, located);
  const said = consequence === undefined ? own : sections(own, consequence);
  if (said === undefined)
    return SPEAKS_FOR_ITSELF.has(role.part.type.type) ? undefined : { markdown: about, span: whole.span };
  // What is declared here says what it is: the header's words add nothing.
  return { markdown: role.part.type.type === "name" ? said : sections(said, about), span: whole.span };
}

/** Values of which nothing can be said that is not there already. */
const SPEAKS_FOR_ITSELF: ReadonlySet<string> = new Set(["text", "path", "name"]);

/** A value that consists of several, such as coordinates or a window. */
function wholeValue(
  values: readonly Value[],
  roles: readonly Role[],
  index: number,
  { form }: Formed,
): { readonly text: string; readonly span: Span } {
  const role = roles[index];
  const value = values[index] as Value;
  const alone = { text: value.text, span: value.span };
  if (role?.kind !== "part" || role.segment.list) return alone;
  let first = index;
  while (first > 0 && isSamePart(roles[first - 1], role)) first--;
  const cx = reading("", undefined, undefined);
  const text = readValue(role.part.type, values, first, form, cx);
  const last = values[cx.next - 1];
  const start = values[first]?.span.start ?? value.span.start;
  return text === undefined || !last ? alone : { text: String(text), span: { start, end: last.span.end } };
}

function isSamePart(other: Role | undefined, role: Role): boolean {
  return other?.kind === "part" && role.kind === "part" && other.part === role.part;
}

/** What the attribute is about, below what is said of its value. */
function attributeTitle(meaning: Meaning, { part }: Extract<Role, { kind: "part" }>): string {
  const word = meaning.kind === "attribute" ? meaning.attribute.word : meaning.block.word;
  const description =
    part.name === "" && meaning.kind === "attribute" ? meaning.attribute.description : part.description;
  return `${codeSpan(part.name === "" ? word : `${word} … ${part.name}`)} ${description}`;
}

function typeMarkdown(
  analysis: Analysis,
  located: Located,
  { part }: Extract<Role, { kind: "part" }>,
  value: Value,
  text: string,
): string | undefined {
  switch (part.type.type) {
    case "quantity":
      return quantityMarkdown(text, {
        data: dataOf(located),
        glassIndex: analysis.estimates.constants["glass-index"].value.likely,
      });
    case "choice":
      return choiceMarkdown(value.text, part);
    case "name":
    case "reference":
      return nameMarkdown(analysis, located);
    case "place":
      return placeMarkdown(text);
    case "window":
      return windowMarkdown(text, timezoneOf(analysis));
    case "date":
      return dateMarkdown(text);
    default:
      return undefined;
  }
}

/** The data of the workload around, to which shares per day refer. */
function dataOf({ declaration }: Located) {
  return declaration && isKind(declaration, "workload") ? readSize(declaration.document.value.data) : undefined;
}

/** Plans without a time zone are in UTC. */
function timezoneOf({ plan }: Analysis): string {
  const ids = plan.files.get(plan.root)?.ids ?? [];
  for (const id of ids) {
    const declaration = plan.declarations.get(id);
    if (declaration && isKind(declaration, "plan")) return declaration.document.value.timezone ?? "UTC";
  }
  return "UTC";
}

function nameMarkdown(analysis: Analysis, located: Located): string | undefined {
  const found = nameAt(analysis, located.uri, located.start + located.offset);
  if (!found) return undefined;
  const { named, use } = found;
  const builtIn = named.name === use.name ? undefined : readBuiltInScenario(use.name);
  if (!builtIn) return namedMarkdown(analysis, named, located);
  const what = builtIn.kind === "loss" ? "lost" : "corrupted";
  const about = `**${plain(use.name)}** · the built-in scenario in which ${codeSpan(named.name)} is ${what}`;
  const scenario = analysis.estimates.scenario(use.name);
  const outcomes = scenario && scenarioOutcomes(analysis, scenario);
  return sections(about, outcomes, namedMarkdown(analysis, named, located));
}

function namedMarkdown(analysis: Analysis, named: Named, { declaration, path, block }: Located): string | undefined {
  switch (named.kind) {
    case "catalogue":
      return technologyMarkdown(named.technology);
    case "shared": {
      const list = sharers(analysis, named.name, named.of).map(codeSpan).join(", ");
      return paragraphs(`**${plain(named.name)}** · ${named.of}`, list === "" ? undefined : `Shared by ${list}.`);
    }
    case "local":
      return localMarkdown(named.name, block);
    case "plan": {
      if (!named.declaration) return undefined;
      if (named.declaration !== declaration || path.statements.length > 1)
        return declarationMarkdown(analysis, named.declaration);
      const { kind } = declaration.document;
      // A technology's own text starts with its name.
      const title = kind === "technology" ? undefined : `**${plain(named.name)}** · ${kind}`;
      return sections(paragraphs(title, docOf(declaration)), estimateMarkdown(analysis, declaration));
    }
  }
}

/** What a block declares for itself alone, such as a step of a runbook. */
function localMarkdown(name: string, { statement, text }: Block): string {
  const found = statement?.body?.statements.find(({ values }) => values[0]?.kind === "name" && values[0].text === name);
  const source = found ? planCode(text.slice(found.span.start, found.span.end)) : undefined;
  return paragraphs(source, `Known only in this ${statement?.word.text ?? "block"}.`);
}

/** Names of the blocks that share a conduit or a consistency group. */
function sharers({ plan }: Analysis, name: string, of: string): readonly string[] {
  return [...usersOf(plan, of === "conduit" ? "link" : "replicate", name)].flatMap((id) => {
    const declaration = plan.declarations.get(id);
    return declaration?.name ?? declaration?.references[0]?.name ?? [];
  });
}
