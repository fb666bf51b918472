import type { Paint } from "./paint.ts";

/** How many lines around a change are shown. */
const CONTEXT = 3;

interface Line {
  readonly kind: " " | "-" | "+";
  readonly text: string;
}

/** The difference of two texts in unified form; empty when they are the same. */
export function textDiff(name: string, before: string, after: string, paint: Paint): string {
  if (before === after) return "";
  const lines = compared(linesOf(before), linesOf(after));
  const out = [paint.strong(`--- ${name}`), paint.strong(`+++ ${name}`)];
  for (const { from, to } of hunks(lines)) out.push(...hunkText(lines, from, to, paint));
  return `${out.join("\n")}\n`;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  else lines[lines.length - 1] += "\n\\ No newline at end of file";
  return lines;
}

/** What stays, goes and comes. Myers's algorithm on the part between the common start and end. Source: E. W. Myers, Algorithmica 1 (1986). */
function compared(a: readonly string[], b: readonly string[]): readonly Line[] {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const same = (texts: readonly string[]) => texts.map((text): Line => ({ kind: " ", text }));
  return [
    ...same(a.slice(0, head)),
    ...shortest(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...same(a.slice(a.length - tail)),
  ];
}

function shortest(a: readonly string[], b: readonly string[]): readonly Line[] {
  let reach = new Map<number, number>([[1, 0]]);
  const trace: ReadonlyMap<number, number>[] = [];
  for (let edits = 0; ; edits++) {
    trace.push(reach);
    const next = new Map(reach);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = stepsDown(reach, diagonal, edits) ? (reach.get(diagonal + 1) ?? 0) : (reach.get(diagonal - 1) ?? 0) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return traced(a, b, trace);
    }
    reach = next;
  }
}

function stepsDown(reach: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && (reach.get(diagonal - 1) ?? 0) < (reach.get(diagonal + 1) ?? 0);
}

function traced(a: readonly string[], b: readonly string[], trace: readonly ReadonlyMap<number, number>[]): Line[] {
  const lines: Line[] = [];
  let [x, y] = [a.length, b.length];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reach = trace[edits] as ReadonlyMap<number, number>;
    const diagonal = x - y;
    const isDown = stepsDown(reach, diagonal, edits);
    const before = isDown ? diagonal + 1 : diagonal - 1;
    const fromX = edits === 0 ? 0 : (reach.get(before) ?? 0);
    const fromY = edits === 0 ? 0 : fromX - before;
    while (x > fromX && y > fromY) {
      lines.push({ kind: " ", text: a[--x] ?? "" });
      y--;
    }
    if (edits === 0) break;
    lines.push(isDown ? { kind: "+", text: b[--y] ?? "" } : { kind: "-", text: a[--x] ?? "" });
  }
  return lines.reverse();
}

function hunks(lines: readonly Line[]): readonly { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const [index, { kind }] of lines.entries()) {
    if (kind === " ") continue;
    const [from, to] = [Math.max(0, index - CONTEXT), Math.min(lines.length, index + CONTEXT + 1)];
    const last = found.at(-1);
    if (last && from <= last.to) last.to = to;
    else found.push({ from, to });
  }
  return found;
}

function hunkText(lines: readonly Line[], from: number, to: number, paint: Paint): readonly string[] {
  const count = (kind: Line["kind"], part: readonly Line[]) =>
    part.filter((line) => line.kind === " " || line.kind === kind).length;
  const [before, hunk] = [lines.slice(0, from), lines.slice(from, to)];
  const range = (kind: Line["kind"]) => {
    const length = count(kind, hunk);
    const start = count(kind, before) + (length === 0 ? 0 : 1);
    return length === 1 ? `${start}` : `${start},${length}`;
  };
  const colours = { "-": paint.error, "+": paint.good, " ": (text: string) => text };
  return [
    paint.info(`@@ -${range("-")} +${range("+")} @@`),
    ...hunk.map(({ kind, text }) => colours[kind](`${kind}${text}`)),
  ];
}
