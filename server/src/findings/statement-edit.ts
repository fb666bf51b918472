import type { Span } from "../base/span.ts";
import type { Declaration } from "../model/declaration.ts";
import type { PlanEdit } from "./rule.ts";

/** Replaces the value at a pointer; nothing when the declaration has none. `text` is in the language's notation. */
export function replaceValue(declaration: Declaration | undefined, pointer: string, text: string): readonly PlanEdit[] {
  const span = declaration?.document.spans.at(pointer);
  if (!declaration || !span) return [];
  return [{ declaration: declaration.id, span, text: isInLanguage(declaration) ? text : JSON.stringify(text) }];
}

/** Replaces the value at a pointer by a text in quotes, in either notation. */
export function replaceText(declaration: Declaration, pointer: string, text: string): readonly PlanEdit[] {
  const span = declaration.document.spans.at(pointer);
  return span ? [{ declaration: declaration.id, span, text: JSON.stringify(text) }] : [];
}

/** What is more than another value is only written in the language, not in JSON. */
function isInLanguage({ unit }: Declaration): boolean {
  return "lineBreaks" in unit;
}

/** Gives attributes that are not lists other values, or adds them; nothing when a brace is missing. */
export function setAttributes(
  declaration: Declaration | undefined,
  values: Readonly<Record<string, string>>,
): readonly PlanEdit[] {
  const added: string[] = [];
  const edits = Object.entries(values).flatMap(([attribute, text]) => {
    const replaced = replaceValue(declaration, `/${attribute}`, text);
    if (replaced.length === 0) added.push(`${attribute} ${text}`);
    return replaced;
  });
  return added.length === 0 ? edits : [...edits, ...addStatement(declaration, added.join("; "))];
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

/** Removes one item of a list with its comma; the whole statement where it is the only one. */
export function removeItem(declaration: Declaration, pointer: string, index: number): readonly PlanEdit[] {
  const { spans } = declaration.document;
  const [before, item, after] = [index - 1, index, index + 1].map((at) => spans.at(`${pointer}/${at}`));
  if (!item || !("lineBreaks" in declaration.unit)) return [];
  if (!before && !after) return removeStatement(declaration, `${pointer}/${index}`);
  const span = before ? { start: before.end, end: item.end } : { start: item.start, end: after?.start ?? item.end };
  return [{ declaration: declaration.id, span, text: "" }];
}

/** Takes a word and its value out of a block's header, with the blanks behind. */
export function removeFromHeader(declaration: Declaration, pointer: string, end?: number): readonly PlanEdit[] {
  const { unit, document } = declaration;
  const [word, value] = [document.spans.keyAt(pointer), document.spans.at(pointer)];
  if (!word || !value || !("lineBreaks" in unit)) return [];
  const last = end ?? value.end;
  const blanks = /^[ \t]*/.exec(unit.text.slice(last))?.[0].length ?? 0;
  return [{ declaration: declaration.id, span: { start: word.start, end: last + blanks }, text: "" }];
}

/** Adds text behind a declaration, as blocks of their own. */
export function addBehind(declaration: Declaration, blocks: readonly string[]): readonly PlanEdit[] {
  const at = declaration.document.spans.statement.end;
  const text = blocks.map((block) => `\n${block}`).join("");
  return [{ declaration: declaration.id, span: { start: at, end: at }, text }];
}

/** Adds a statement to a block, in its own layout; nothing when a brace is missing. */
export function addStatement(declaration: Declaration | undefined, text: string): readonly PlanEdit[] {
  if (!declaration || !("lineBreaks" in declaration.unit)) return [];
  const { text: block, statement } = declaration.unit;
  if (!statement) return [];
  const insert = (at: number, inserted: string) => [
    { declaration: declaration.id, span: { start: at, end: at }, text: inserted },
  ];
  const { body } = statement;
  if (!body) return insert(statement.span.end, ` { ${text} }`);
  if (!body.close) return [];
  const inside = block.slice(body.open.end, body.close.start);
  const line = /\r?\n([ \t]*)$/.exec(inside);
  if (line) return insert(body.close.start - line[0].length, `\n${line[1]}  ${text}`);
  // A comment would swallow what follows it on its line.
  if (/\/[/*]/.test(inside)) return [];
  const last = inside.trimEnd();
  const at = body.open.end + last.length;
  if (last === "") return insert(at, ` ${text} `.slice(0, inside === "" ? undefined : -1));
  return insert(at, last.endsWith(";") ? ` ${text}` : `; ${text}`);
}

/** Removes a whole block. */
export function removeBlock(declaration: Declaration): readonly PlanEdit[] {
  if (!isInLanguage(declaration)) return [];
  return [{ declaration: declaration.id, span: declaration.document.spans.statement, text: "" }];
}
