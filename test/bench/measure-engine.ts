import { type Analysis, analyse } from "../../server/src/analysis.ts";
import type { TextEdit } from "../../server/src/base/text-edit.ts";
import { editFile } from "../../server/src/syntax/edit-file.ts";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import { offsetAt } from "../../server/src/syntax/position.ts";
import type { SyntaxFile } from "../../server/src/syntax/tree.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { editSpot } from "./edit-spot.ts";
import type { EditLimits } from "./measure-edits.ts";
import { type Summary, summarise } from "./summary.ts";

/** What drplan's engine takes by itself: no process, no protocol, no timers. Milliseconds. */
export interface EngineMeasures {
  readonly parse: number;
  /** The first analysis, of everything. */
  readonly analysis: number;
  /** One edit: reading, binding, estimates and findings, on top of the analysis before it. */
  readonly number: Summary;
  readonly name: Summary;
  /** How many findings of each rule the text has. */
  readonly findings: Readonly<Record<string, number>>;
}

const URI = "file:///bench.drplan";

/** Analyses a plan in this process, and edits it as `measureEdits` does. */
export function measureEngine(
  text: string,
  spots: { readonly number: RegExp; readonly name: RegExp },
  limits: EditLimits,
): EngineMeasures {
  const start = performance.now();
  let state: State = { file: parseFile(text, parseOptions()), analysis: undefined };
  const parsed = performance.now();
  state = analysed(state);
  const analysis = performance.now() - parsed;
  const findings = findingsByRule(state.analysis);
  const series = (pattern: RegExp, insert: string): Summary => {
    const { line, character } = editSpot(text, pattern);
    const at = offsetAt(state.file, line, character);
    const times: number[] = [];
    const end = performance.now() + limits.budget;
    for (let done = 0; done < limits.warmUp + limits.edits && (times.length < 2 || performance.now() < end); done++) {
      const span = done % 2 === 0 ? { start: at, end: at } : { start: at, end: at + insert.length };
      const before = performance.now();
      state = edited(state, { span, text: done % 2 === 0 ? insert : "" });
      if (done >= limits.warmUp) times.push(performance.now() - before);
    }
    return summarise(times);
  };
  return {
    parse: parsed - start,
    analysis,
    number: series(spots.number, "1"),
    name: series(spots.name, "x"),
    findings,
  };
}

interface State {
  readonly file: SyntaxFile;
  readonly analysis: Analysis | undefined;
}

function edited(state: State, edit: TextEdit): State {
  return analysed({ ...state, file: editFile(state.file, edit, parseOptions()) });
}

function analysed({ file, analysis }: State): State {
  const source = { form: "drplan", uri: URI, syntax: file } as const;
  return { file, analysis: analyse(URI, (uri) => (uri === URI ? source : undefined), analysis) };
}

function findingsByRule(analysis: Analysis | undefined): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [, findings] of analysis?.findings.entries() ?? []) {
    for (const { rule } of findings) counts[rule] = (counts[rule] ?? 0) + 1;
  }
  return counts;
}
