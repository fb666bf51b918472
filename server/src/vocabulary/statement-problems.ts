import { listed } from "../base/listed.ts";
import { nearest } from "../base/nearest.ts";
import { type Span, span } from "../base/span.ts";
import type { Body, Statement } from "../syntax/tree.ts";
import type { Problem, Repair } from "./block-document.ts";
import { describeType } from "./describe-type.ts";
import type { Reading } from "./reading.ts";
import { type AttributeInfo, type BlockInfo, blockInfo, blocksWithAttribute, blockWords } from "./vocabulary.ts";
import { writeAttribute } from "./write-value.ts";

/** `link 'wan'`, or `this link` when it has no name yet. */
export function blockLabel(block: BlockInfo, value: Readonly<Record<string, unknown>>): string {
  const name = value.name;
  return typeof name === "string" ? `${block.word} '${name}'` : `this ${block.word} block`;
}

/** A top-level statement whose word is no block. */
export function unknownBlock({ word }: Statement): Problem {
  const meant = nearest(word.text, blockWords());
  const owners = blocksWithAttribute(word.text);
  const belongs = `'${word.text}' is an attribute: it stands inside ${oneOf(owners)}`;
  const message = `Unknown block '${word.text}'${meant === undefined ? "" : `: did you mean '${meant}'?`}`;
  const misplaced = owners.length > 0 || word.text === "step";
  return {
    code: misplaced ? "misplaced-attribute" : "unknown-block",
    severity: "error",
    message: word.text === "step" ? "A 'step' stands inside a 'runbook'" : misplaced ? belongs : message,
    span: word.span,
    repairs: misplaced || meant === undefined ? [] : [renaming(word.span, meant)],
    ...(meant === undefined ? {} : { data: { meant } }),
  };
}

/** A statement inside a block whose word is neither an attribute nor a block that may stand there. */
export function unknownStatement(
  { word }: Statement,
  block: BlockInfo,
  value: Readonly<Record<string, unknown>>,
): Problem {
  return unknownAttribute(word.text, word.span, block, blockLabel(block, value));
}

/** An attribute that the block does not have; `keySpan` is its word. */
export function unknownAttribute(word: string, keySpan: Span, block: BlockInfo, label: string): Problem {
  const owners = blocksWithAttribute(word);
  if (owners.length > 0) {
    return {
      code: "misplaced-attribute",
      severity: "error",
      message: `'${word}' belongs in ${oneOf(owners)}, not in ${label}`,
      span: keySpan,
      repairs: [],
      data: { attribute: word },
    };
  }
  if (blockInfo(word)) {
    return {
      code: "misplaced-attribute",
      severity: "error",
      message: `A '${word}' block cannot stand inside ${label}`,
      span: keySpan,
      repairs: [],
      data: { attribute: word },
    };
  }
  const meant = nearest(word, [...block.attributes.keys(), ...block.nested.keys()]);
  const hint = meant === undefined ? "" : `: did you mean '${meant}'?`;
  return {
    code: "unknown-attribute",
    severity: "error",
    message: `Unknown attribute '${word}' in ${label}${hint}`,
    span: keySpan,
    repairs: meant === undefined ? [] : [renaming(keySpan, meant)],
    data: { attribute: word, ...(meant === undefined ? {} : { meant }) },
  };
}

function oneOf(blocks: readonly BlockInfo[]): string {
  const words = blocks.map((block) => `'${block.word}'`);
  const article = /^[aio]/.test(blocks[0]?.word ?? "") ? "an" : "a";
  return `${article} ${listed(words, "or")} block`;
}

function renaming(where: Span, meant: string): Repair {
  return { title: `Write '${meant}'`, edits: [{ span: where, text: meant }], safe: true };
}

export function unexpectedBody(statement: Statement, body: Body): Problem {
  return {
    code: "unexpected-value",
    severity: "error",
    message: `'${statement.word.text}' takes no block: remove the braces`,
    span: body.open,
    repairs: [],
  };
}

export function missingValue(word: Span, attribute: AttributeInfo): Problem {
  const first = attribute.parts.get(attribute.form.segments[0]?.part ?? "");
  const what = first ? `: ${describeType(first.type)}` : "";
  const example = writeAttribute(attribute, attribute.example)[0] ?? attribute.word;
  return {
    code: "missing-value",
    severity: "error",
    message: `Missing value after '${attribute.word}'${what}, as in '${example}'`,
    span: word,
    repairs: [
      {
        title: `Write '${example}'`,
        edits: [{ span: span(word.end, word.end), text: example.slice(attribute.word.length) }],
      },
    ],
    data: { attribute: attribute.word },
  };
}

/** What is wrong with a value, when it is the next attribute without a `;` before it; else nothing. */
export function missingSeparator(problem: Problem, { values, word }: Statement, block: BlockInfo): Problem | undefined {
  if (problem.code !== "unexpected-value") return undefined;
  const index = values.findIndex((value) => value.span.start === problem.span.start);
  const [before, next] = [values[index - 1], values[index]];
  if (!before || next?.kind !== "name" || !(block.attributes.has(next.text) || block.nested.has(next.text)))
    return undefined;
  const at = span(before.span.end, before.span.end);
  return {
    ...problem,
    message: `Missing ';' between '${word.text}' and '${next.text}'`,
    span: next.span,
    repairs: [{ title: "Insert ';'", edits: [{ span: at, text: ";" }], safe: true }],
  };
}

export function repeatedAttribute(statement: Statement, attribute: AttributeInfo, { text }: Reading): Problem {
  return {
    code: "repeated-attribute",
    severity: "error",
    message: `'${attribute.word}' is given twice; the first one counts`,
    span: statement.word.span,
    repairs: [{ title: "Remove it", edits: [{ span: withSeparator(statement.span, text), text: "" }] }],
    data: { attribute: attribute.word },
  };
}

/** The statement with its `;`, and with its line when it stands alone there. */
function withSeparator({ start, end }: Span, text: string): Span {
  const behind = /^[ \t]*;?[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  const before = /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const lineBreak = /^\r?\n/.exec(text.slice(end + behind))?.[0].length ?? 0;
  const startsLine = start === before || text[start - before - 1] === "\n";
  return startsLine && lineBreak > 0 ? span(start - before, end + behind + lineBreak) : span(start, end + behind);
}
