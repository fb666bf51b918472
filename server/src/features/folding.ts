import type { Analysis } from "../analysis.ts";
import { positionAt } from "../syntax/position.ts";
import type { Block, Comment, Statement } from "../syntax/tree.ts";
import { syntaxOf } from "./locate.ts";

/** Lines that can be folded into the first of them; zero-based. */
export interface FoldingRange {
  readonly startLine: number;
  /** The last line that is hidden. */
  readonly endLine: number;
  readonly kind: "block" | "comment" | "imports";
}

/** Bodies and comments of more than one line, and imports that follow each other. */
export function foldingRanges(analysis: Analysis, uri: string): readonly FoldingRange[] {
  const syntax = syntaxOf(analysis, uri);
  if (!syntax) return [];
  const lineOf = (offset: number) => positionAt(syntax, offset).line;
  const ranges: FoldingRange[] = [];
  const add = (kind: FoldingRange["kind"], start: number, end: number, keepsLast: boolean) => {
    const startLine = lineOf(start);
    const endLine = lineOf(end) - (keepsLast ? 1 : 0);
    if (endLine > startLine) ranges.push({ startLine, endLine, kind });
  };
  let firstImport: number | undefined;
  let lastImport = 0;
  const endImports = () => {
    if (firstImport !== undefined) add("imports", firstImport, lastImport, false);
    firstImport = undefined;
  };
  for (const [index, block] of syntax.blocks.entries()) {
    const base = syntax.starts[index] ?? 0;
    const { statement } = block;
    if (statement?.word.text === "import") {
      firstImport ??= base + statement.span.start;
      lastImport = base + statement.span.end;
    } else if (statement) endImports();
    if (block.lineBreaks === 0) continue;
    for (const run of commentRuns(block)) {
      add("comment", base + (run[0]?.span.start ?? 0), base + (run.at(-1)?.span.end ?? 0), false);
    }
    if (statement) {
      for (const { span, close } of bodiesIn(statement)) {
        add("block", base + span.start, base + span.end - 1, close !== undefined);
      }
    }
  }
  endImports();
  return ranges;
}

function bodiesIn({ body }: Statement): readonly NonNullable<Statement["body"]>[] {
  return body ? [body, ...body.statements.flatMap(bodiesIn)] : [];
}

/** Line comments on lines that follow each other count as one. */
function commentRuns({ comments, text }: Block): readonly (readonly Comment[])[] {
  const runs: Comment[][] = [];
  let last: Comment | undefined;
  for (const comment of comments) {
    const between = last ? text.slice(last.span.end, comment.span.start) : "";
    const follows = last && last.kind !== "block" && comment.kind !== "block" && /^\r?\n[ \t]*$/.test(between);
    if (follows) runs[runs.length - 1]?.push(comment);
    else runs.push([comment]);
    last = comment;
  }
  return runs;
}
