import { readdirSync, readFileSync } from "node:fs";
import type { Block, Statement, Value } from "../../server/src/syntax/tree.ts";

export interface Case {
  readonly title: string;
  readonly input: string;
  readonly expected: string;
}

/** The cases of a corpus: `# title`, the input, `==>`, the tree. */
export function readCorpus(name: string): readonly Case[] {
  const text = readFileSync(new URL(name, import.meta.url), "utf8");
  return text
    .split(/^# /m)
    .slice(1)
    .map((part) => {
      const [, title, input, expected] = /^([^\n]*)\n(.*?)\n?==>\n(.*)$/s.exec(part) ?? [];
      if (title === undefined || input === undefined || expected === undefined) throw new Error(`Not a case: ${part}`);
      return { title, input, expected: expected.trimEnd() };
    });
}

export function corpora(): readonly string[] {
  return readdirSync(new URL(".", import.meta.url)).filter((name) => name.endsWith(".txt"));
}

/** Blocks one a line, as `word(values {nested})`; ⚠ for a missing brace; errors below, with the text that they underline. */
export function showBlocks(blocks: readonly Block[]): string {
  return blocks.map(showBlock).join("\n");
}

function showBlock(block: Block): string {
  const errors = block.errors.map(
    ({ span, message }) => `\n  ⚠ ${JSON.stringify(block.text.slice(span.start, span.end))} ${message}`,
  );
  return (block.statement === undefined ? "-" : showStatement(block.statement)) + errors.join("");
}

function showStatement(statement: Statement): string {
  const parts = statement.values.map(showValue);
  const { body, doc } = statement;
  if (body !== undefined) {
    parts.push(`{${body.statements.map(showStatement).join(" ")}${body.close === undefined ? "⚠" : "}"}`);
  }
  return `${doc === undefined ? "" : `${JSON.stringify(doc)} `}${statement.word.text}(${parts.join(" ")})`;
}

function showValue(value: Value): string {
  if (value.kind === "string") return JSON.stringify(value.text) + (value.closed ? "" : "⚠");
  if (value.kind === "name" || value.kind === "symbol") return value.text;
  return value.kind === "quantity" ? `<${value.text}>` : `${value.kind}:${value.text}`;
}
