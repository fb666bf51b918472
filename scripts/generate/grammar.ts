import { unitSpellings } from "../../server/src/quantity/units.ts";
import type { GrammarWords, StatementWords } from "./grammar-words.ts";

/** One rule of a TextMate grammar, as far as this grammar needs them. */
interface Rule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly include?: string;
  readonly patterns?: readonly Rule[];
}
type Captures = Readonly<Record<string, { readonly name: string }>>;

export interface Grammar {
  readonly name: string;
  readonly scopeName: string;
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, Rule>>;
}

const LETTER = "[\\p{L}_]";
const INNER = "[\\p{L}\\p{N}_-]";
const NAME = `${LETTER}(?:${INNER}*[\\p{L}\\p{N}_])?`;
/** No word starts or goes on here: names hold hyphens, so `\b` will not do. */
const NOT_INSIDE_WORD = `(?<!${INNER})`;
const WORD_ENDS = `(?!${INNER})`;
const NUMBER = "[-+]?\\d[\\d_]*(?:\\.\\d[\\d_]*)?";
const BLOCK_SCOPE = "keyword.other.block.drplan";
const DAY = "(?:mon|tue|wed|thu|fri|sat|sun)";
const TIME = "\\d{1,2}:\\d{2}";

/**
 * The TextMate grammar of `.drplan` files for a set of words.
 *
 * Each statement is a region from its word to the end of the statement, so a word is coloured as a keyword only where
 * it stands first, and a name that equals a keyword elsewhere stays a name. A block word at the start of a line that
 * opens a brace ends whatever is open: a lost brace miscolours one block, not the rest of the file.
 */
export function grammar({ blocks, attributes }: GrammarWords): Grammar {
  const blockStart = `^(?=${oneOf(blocks.map(({ word }) => word))}${WORD_ENDS}[^;\\n]*\\{)`;
  const statementEnd = `(?<=\\})|(?=[;}]|$)|${blockStart}`;

  const statement = (begin: string, beginCaptures: Captures, inner: readonly Rule[], body = "#body"): Rule => ({
    name: "meta.statement.drplan",
    begin,
    beginCaptures,
    end: statementEnd,
    patterns: [
      { include: "#comment" },
      { include: "#continuation" },
      { include: body },
      ...inner,
      { include: "#value" },
    ],
  });
  const body = (inner: readonly string[]): Rule => ({
    name: "meta.block.drplan",
    begin: "\\{",
    beginCaptures: { 0: { name: "punctuation.section.block.begin.drplan" } },
    end: `(\\})|${blockStart}`,
    endCaptures: { 1: { name: "punctuation.section.block.end.drplan" } },
    patterns: ["#comment", ...inner, "#statement"].map((include) => ({ include })),
  });

  /** Rules for statements, one for those that have the same words inside. */
  const statements = (which: readonly StatementWords[], scope: string, bodyName: string): readonly Rule[] =>
    grouped(which, ({ word: _, ...rest }) => rest).map((group) => {
      const [first] = group;
      const words = `(${oneOf(group.map(({ word }) => word))})${WORD_ENDS}`;
      return statement(
        first?.declares ? `${words}(?:[ \\t]+(${NAME})${WORD_ENDS})?` : words,
        { 1: { name: scope }, ...(first?.declares ? { 2: { name: "entity.name.type.declaration.drplan" } } : {}) },
        first ? wordRules(first) : [],
        bodyName,
      );
    });

  return {
    name: "drplan",
    scopeName: "source.drplan",
    patterns: [{ include: "#comment" }, { include: "#block" }, { include: "#statement" }],
    repository: {
      comment: {
        patterns: [
          {
            name: "comment.line.double-slash.suppression.drplan",
            match: "(//)[ \\t]*(drplan-ignore(?:-file)?)(?=[ \\t]|$).*",
            captures: {
              1: { name: "punctuation.definition.comment.drplan" },
              2: { name: "keyword.control.suppression.drplan" },
            },
          },
          { name: "comment.line.documentation.drplan", match: "///(?!/).*" },
          { name: "comment.line.double-slash.drplan", match: "//.*" },
          { name: "comment.block.drplan", begin: "/\\*", end: "\\*/" },
        ],
      },
      block: {
        patterns: [
          ...statements(
            blocks.filter(({ container }) => !container),
            BLOCK_SCOPE,
            "#body",
          ),
          ...statements(
            blocks.filter(({ container }) => container),
            BLOCK_SCOPE,
            "#containerBody",
          ),
        ],
      },
      containerBody: body(["#block", "#attribute"]),
      body: body(["#attribute"]),
      attribute: {
        patterns: [
          ...statements(
            attributes.filter(({ block }) => block),
            BLOCK_SCOPE,
            "#body",
          ),
          ...statements(
            attributes.filter(({ block }) => !block),
            "variable.other.property.drplan",
            "#body",
          ),
        ],
      },
      statement: {
        patterns: [
          { include: "#body" },
          statement(`${NAME}${WORD_ENDS}`, {}, []),
          { name: "punctuation.terminator.statement.drplan", match: ";" },
        ],
      },
      continuation: {
        // The next line belongs to the statement: the region stays open until something stands on it.
        begin: "(,|<->|->)[ \\t]*(?=$|//|/\\*)",
        beginCaptures: { 1: { name: "keyword.operator.drplan" } },
        end: "(?=[^\\s/])",
        patterns: [{ include: "#comment" }],
      },
      value: { patterns: valueRules() },
    },
  };
}

/** Rules for the words that have a meaning inside one kind of statement. */
function wordRules(words: StatementWords): Rule[] {
  const rules: Rule[] = [];
  const word = (name: string, pattern: string): Rule => ({ name, match: `${NOT_INSIDE_WORD}${pattern}${WORD_ENDS}` });
  if (words.windows) rules.push(word("constant.numeric.weekday.drplan", `${DAY}(?:-${DAY})?`));
  if (words.constants.length) rules.push(word("variable.other.enummember.drplan", oneOf(words.constants)));
  if (words.connectors.length) rules.push(word("keyword.control.connector.drplan", oneOf(words.connectors)));
  return rules;
}

function valueRules(): Rule[] {
  const units = [...unitSpellings()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).map(escaped);
  const unit = `(?:${units.join("|")}|[A-Z]{3}(?:/(?:year|h))?)`;
  return [
    {
      name: "string.quoted.double.drplan",
      begin: '"',
      end: '"|$',
      patterns: [
        { name: "constant.character.escape.drplan", match: '\\\\["\\\\nt]' },
        { name: "invalid.illegal.escape.drplan", match: "\\\\." },
      ],
    },
    { name: "constant.numeric.date.drplan", match: `${NOT_INSIDE_WORD}\\d{4}-\\d{2}-\\d{2}${WORD_ENDS}` },
    { name: "constant.numeric.time.drplan", match: `${NOT_INSIDE_WORD}${TIME}(?:-${TIME})?${WORD_ENDS}` },
    {
      match: `${NOT_INSIDE_WORD}(${NUMBER})(?:[ \\t]*(${unit})(?![\\p{L}\\p{N}_/]))?`,
      captures: { 1: { name: "constant.numeric.drplan" }, 2: { name: "keyword.other.unit.drplan" } },
    },
    { name: "string.unquoted.place.drplan", match: `${NOT_INSIDE_WORD}${NAME}:${INNER}*[\\p{L}\\p{N}_]` },
    { name: "entity.name.type.reference.drplan", match: NAME },
    { name: "keyword.operator.drplan", match: "<->|->|<=|\\.\\.|±|\\+-" },
    { name: "punctuation.separator.comma.drplan", match: "," },
  ];
}

/** Longer words first, so that none hides behind its own beginning. */
function oneOf(words: readonly string[]): string {
  return `(?:${[...new Set(words)]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map(escaped)
    .join("|")})`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** Items with an equal key, together, in the order of their first. */
function grouped<T>(items: readonly T[], key: (item: T) => unknown): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const text = JSON.stringify(key(item));
    const group = groups.get(text);
    if (group) group.push(item);
    else groups.set(text, [item]);
  }
  return [...groups.values()];
}
