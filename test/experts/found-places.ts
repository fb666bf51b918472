import type { Analysis } from "../../server/src/analysis.ts";
import { reportedFindings } from "../../server/src/report/reported-findings.ts";

export interface FoundPlace {
  readonly rule: string;
  /** The head of the block, and what is underlined in it: `workload registers: services`; the head alone where that is underlined. */
  readonly at: string;
  readonly message: string;
}

/** Errors and warnings of a plan in one file, whose text this is. */
export function foundPlaces(analysis: Analysis, text: string): readonly FoundPlace[] {
  const lines = text.split("\n");
  return reportedFindings(analysis, (uri) => uri)
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ rule, message, range: { start, end } }) => {
      const line = lines[start.line] ?? "";
      const marked = line.slice(start.character, end.line === start.line ? end.character : undefined);
      const head = headOf(lines, start.line);
      const isHead = start.character === 0 || marked.trim() === head;
      return { rule, message, at: isHead ? headOf([marked], 0) : `${head}: ${marked.replaceAll(/ +/g, " ")}` };
    });
}

/** The first line of the block that a line belongs to, without its title and what stands inside. */
function headOf(lines: readonly string[], line: number): string {
  const first = lines.slice(0, line + 1).findLast((one) => /^[a-z/]/.test(one)) ?? "";
  return (/^[^{"]*/.exec(first)?.[0] ?? "").trim();
}
