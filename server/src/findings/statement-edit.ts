import type { Span } from "../base/span.ts";
import type { Declaration } from "../model/declaration.ts";
import type { PlanEdit } from "./rule.ts";

/** Replaces the value at a pointer; nothing when the declaration has none. */
export function replaceValue(declaration: Declaration | undefined, pointer: string, text: string): readonly PlanEdit[] {
  const span = declaration?.document.spans.at(pointer);
  return declaration && span ? [{ declaration: declaration.id, span, text }] : [];
}

/** Removes the statement of an attribute with what separates it from the next. */
export function removeStatement(declaration: Declaration, pointer: string): readonly PlanEdit[] {
  const { unit } = declaration;
  const word = declaration.document.spans.keyAt(pointer);
  const value = declaration.document.spans.at(pointer);
  if (!word || !value || !("lineBreaks" in unit)) return [];
  return [
    { declaration: declaration.id, span: withSeparator(unit.text, { start: word.start, end: value.end }), text: "" },
  ];
}

function withSeparator(text: string, { start, end }: Span): Span {
  const after = /^[ \t]*;[ \t]*/.exec(text.slice(end));
  if (after) return { start, end: end + after[0].length };
  const before = /[ \t]*;[ \t]*$/.exec(text.slice(0, start));
  if (before) return { start: start - before[0].length, end };
  const line = /\n[ \t]*$/.exec(text.slice(0, start));
  const lineEnds = /^[ \t]*(?=\r?\n)/.exec(text.slice(end));
  if (line && lineEnds) return { start: start - line[0].length, end: end + lineEnds[0].length };
  return { start, end };
}

/** Adds text behind a declaration, as blocks of their own. */
export function addBehind(declaration: Declaration, blocks: readonly string[]): readonly PlanEdit[] {
  const at = declaration.document.spans.statement.end;
  const text = blocks.map((block) => `\n${block}`).join("");
  return [{ declaration: declaration.id, span: { start: at, end: at }, text }];
}

/** Removes a whole block. */
export function removeBlock({ id, document }: Declaration): readonly PlanEdit[] {
  return [{ declaration: id, span: document.spans.statement, text: "" }];
}
