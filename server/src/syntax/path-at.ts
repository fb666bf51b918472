import { type Span, touches } from "../base/span.ts";
import { BLANK, classOf } from "./characters.ts";
import type { Block, Comment, Statement, Value, Word } from "./tree.ts";

/** What stands at a place, from the outside in. */
export interface Path {
  /** The statements around the place, outermost first. Empty between statements. */
  readonly statements: readonly Statement[];
  /** The value of the innermost statement that the place touches. */
  readonly value?: Value;
  /** The innermost statement's word, when the place touches it. */
  readonly word?: Word;
  /** The comment that the place is inside of. */
  readonly comment?: Comment;
}

/**
 * What stands at `offset` (in the block). A place belongs to a statement also behind its end, with only blanks between,
 * where more of it may be typed; and to a body that is never closed up to the end of the block.
 */
export function pathAt(block: Block, offset: number): Path {
  const comment = block.comments.find((each) => isInside(each, offset));
  const statements: Statement[] = [];
  let candidates: readonly Statement[] = block.statement === undefined ? [] : [block.statement];
  for (;;) {
    const found = statementAt(block, candidates, offset);
    if (found === undefined) break;
    statements.push(found);
    if (found.body === undefined || !isInBody(found.body, offset)) break;
    candidates = found.body.statements;
  }
  const innermost = statements[statements.length - 1];
  const value = innermost === undefined ? undefined : valueAt(innermost.values, offset);
  const word = innermost !== undefined && touches(innermost.word.span, offset) ? innermost.word : undefined;
  return {
    statements,
    ...(value === undefined ? {} : { value }),
    ...(word === undefined ? {} : { word }),
    ...(comment === undefined ? {} : { comment }),
  };
}

function isInside(comment: Comment, offset: number): boolean {
  const { start, end } = comment.span;
  return start < offset && (offset < end || (offset === end && comment.kind !== "block"));
}

/** The last statement that starts at or before `offset` and reaches it. */
function statementAt(block: Block, statements: readonly Statement[], offset: number): Statement | undefined {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((statements[middle] as Statement).span.start <= offset) low = middle + 1;
    else high = middle;
  }
  const last = statements[low - 1];
  if (last === undefined) return undefined;
  if (touches(last.span, offset) || isOpen(last) || isJustBehind(block, last, offset)) return last;
  return undefined;
}

/** Whether the statement has a body that lacks its brace. */
function isOpen(statement: Statement): boolean {
  return statement.body !== undefined && statement.body.close === undefined;
}

/** Whether only blanks stand between a statement without a body and `offset`. */
function isJustBehind(block: Block, statement: Statement, offset: number): boolean {
  if (statement.body !== undefined) return false;
  for (let at = statement.span.end; at < offset; at++) {
    if (classOf(block.text.charCodeAt(at)) !== BLANK) return false;
  }
  return true;
}

function isInBody(body: { readonly open: Span; readonly close?: Span }, offset: number): boolean {
  return body.open.end <= offset && (body.close === undefined || offset <= body.close.start);
}

/** The value that `offset` touches; of two, the one that is not a symbol, else the one that starts there. */
function valueAt(values: readonly Value[], offset: number): Value | undefined {
  const touched = values.filter((value) => touches(value.span, offset));
  return touched.findLast((value) => value.kind !== "symbol") ?? touched[touched.length - 1];
}
