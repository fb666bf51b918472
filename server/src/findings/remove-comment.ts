import type { Span } from "../base/span.ts";
import type { Declaration } from "../model/declaration.ts";
import type { PlanEdit } from "./rule.ts";
import type { Suppression } from "./suppression.ts";

/** Removes a suppression with the line that it stands on; where code stands before it, the comment alone. */
export function removeComment({ id, unit }: Declaration, { span }: Suppression): readonly PlanEdit[] {
  if (!("lineBreaks" in unit)) return [];
  return [{ declaration: id, span: withLine(unit.text, span), text: "" }];
}

function withLine(text: string, { start, end }: Span): Span {
  const before = /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(0, start));
  const lineBreak = /^[ \t]*(?:\r\n|\r|\n)/.exec(text.slice(end));
  if (!before) return { start: start - (/[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0), end };
  return { start: start - (before[1]?.length ?? 0), end: end + (lineBreak?.[0].length ?? 0) };
}

/** Takes one code out of a suppression, the whole comment where it is the only one. */
export function removeCode(declaration: Declaration, suppression: Suppression, code: string): readonly PlanEdit[] {
  const { codes } = suppression;
  const index = codes.findIndex((one) => one.code === code);
  const [here, before, after] = [codes[index], codes[index - 1], codes[index + 1]];
  if (!here || codes.length === 1) return removeComment(declaration, suppression);
  const span = after
    ? { start: here.span.start, end: after.span.start }
    : { start: before?.span.end ?? here.span.start, end: here.span.end };
  return [{ declaration: declaration.id, span, text: "" }];
}
