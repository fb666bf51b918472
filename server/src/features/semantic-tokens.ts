import type { Analysis } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import { blockIndexAt, positionAt } from "../syntax/position.ts";
import type { Block, Statement, Value } from "../syntax/tree.ts";
import { syntaxOf } from "./locate.ts";
import { kindsNamed } from "./names-in-block.ts";
import { formedOf, meaningOf } from "./statement-meaning.ts";
import { type Role, rolesOf } from "./statement-roles.ts";

/** Token types by their index in the data; the standard names of editors. */
export const TOKEN_TYPES = [
  "keyword",
  "property",
  "enumMember",
  "namespace",
  "interface",
  "enum",
  "class",
  "variable",
  "event",
  "function",
  "type",
  "struct",
] as const;

/** Token modifiers by their bit in the data. */
export const TOKEN_MODIFIERS = ["declaration"] as const;

type TokenType = (typeof TOKEN_TYPES)[number];

const DECLARATION = 1;

/** What a name looks like, by the kind of thing that it names. */
const TYPE_OF_KIND: Readonly<Record<string, TokenType>> = {
  region: "namespace",
  site: "namespace",
  link: "interface",
  tier: "enum",
  workload: "class",
  backup: "variable",
  scenario: "event",
  step: "function",
  technology: "type",
  option: "struct",
};

/**
 * The words and names of a file, or of a range of it, by what they mean: five numbers a token, namely lines and
 * characters from the token before, length, index in `TOKEN_TYPES`, bits of `TOKEN_MODIFIERS`. Quantities, strings and
 * comments are left to the grammar, which tells them by their form.
 */
export function semanticTokens(analysis: Analysis, uri: string, range?: Span): readonly number[] {
  const syntax = syntaxOf(analysis, uri);
  if (!syntax) return [];
  const first = range ? blockIndexAt(syntax, range.start) : 0;
  const last = range ? blockIndexAt(syntax, range.end) : syntax.blocks.length - 1;
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (let index = first; index <= last; index++) {
    const block = syntax.blocks[index] as Block;
    const tokens = tokensOf(block);
    if (tokens.length === 0) continue;
    const blockLine = syntax.lines[index] ?? 0;
    const indent = startsOnLine(syntax.blocks[index - 1]) ? 0 : positionAt(syntax, syntax.starts[index] ?? 0).character;
    for (const token of tokens) {
      const tokenLine = blockLine + token.line;
      const tokenCharacter = token.line === 0 ? token.character + indent : token.character;
      const delta = tokenLine - line;
      data.push(delta, delta === 0 ? tokenCharacter - character : tokenCharacter, token.length, token.type, token.bits);
      line = tokenLine;
      character = tokenCharacter;
    }
  }
  return data;
}

/** Whether a block that follows starts a line. */
function startsOnLine(before: Block | undefined): boolean {
  return before === undefined || /[\r\n]$/.test(before.text);
}

interface Token {
  readonly line: number;
  /** From the start of its line; on the first line of the block from the block's start. */
  readonly character: number;
  readonly length: number;
  readonly type: number;
  readonly bits: number;
}

const known = new WeakMap<Block, readonly Token[]>();

function tokensOf(block: Block): readonly Token[] {
  let tokens = known.get(block);
  if (!tokens) {
    tokens = block.statement ? placed(block.text, spansIn([block.statement])) : [];
    known.set(block, tokens);
  }
  return tokens;
}

interface Found {
  readonly span: Span;
  readonly type: TokenType;
  readonly bits: number;
}

function spansIn(path: readonly Statement[]): readonly Found[] {
  const statement = path[path.length - 1] as Statement;
  const meaning = meaningOf(path);
  if (!meaning) return [];
  const word: Found = { span: statement.word.span, type: meaning.kind === "block" ? "keyword" : "property", bits: 0 };
  const { roles } = rolesOf(formedOf(meaning), statement.values);
  const values = statement.values.flatMap((value, index) => tokenOf(value, roles[index], statement, roles) ?? []);
  const inner = statement.body?.statements.flatMap((nested) => spansIn([...path, nested])) ?? [];
  return [word, ...values, ...inner];
}

function tokenOf(
  { kind, span }: Value,
  role: Role | undefined,
  statement: Statement,
  roles: readonly Role[],
): Found | undefined {
  if (kind !== "name" || !role) return undefined;
  if (role.kind === "word") return { span, type: "keyword", bits: 0 };
  if (role.kind !== "part") return undefined;
  const { type } = role.part;
  switch (type.type) {
    case "name":
      return { span, type: TYPE_OF_KIND[type.declares] ?? "variable", bits: DECLARATION };
    case "reference": {
      const kinds = kindsNamed(type, statement.values, roles);
      const only = kinds.length === 1 ? TYPE_OF_KIND[kinds[0] ?? ""] : undefined;
      return { span, type: only ?? "variable", bits: 0 };
    }
    case "choice":
    case "yes-no":
      return { span, type: "enumMember", bits: 0 };
    default:
      return undefined;
  }
}

/** Offsets as lines and characters, in one pass over the text. */
function placed(text: string, found: readonly Found[]): readonly Token[] {
  let line = 0;
  let lineStart = 0;
  let at = 0;
  return found.map(({ span, type, bits }) => {
    for (; at < span.start; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) {
        line++;
        lineStart = at + 1;
      }
    }
    const length = span.end - span.start;
    return { line, character: span.start - lineStart, length, type: TOKEN_TYPES.indexOf(type), bits };
  });
}
