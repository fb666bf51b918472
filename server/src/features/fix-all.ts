import type { Analysis, ReadSource } from "../analysis.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { SyntaxFile } from "../syntax/tree.ts";
import type { FileEdits } from "./file-span.ts";
import { candidatesFor, type ProvenFix, proveFix } from "./prove-fix.ts";

/** All that could be repaired without asking. */
export interface FixedAll {
  /** Edits of the files as they are before. */
  readonly edits: FileEdits;
  /** What was repaired, in the order in which it was. */
  readonly fixes: readonly ProvenFix[];
  readonly after: Analysis;
}

/** Repairs of one obvious meaning, or all that most authors want. */
export type FixChoice = "safe" | "preferred";

/** How often the plan is gone through: what one repair uncovers elsewhere is repaired the next time. */
const MOST_PASSES = 10;

/**
 * Applies repairs of one obvious meaning (or, if chosen, also the preferred ones), one after the other, each proven on the
 * plan as the one before left it. Looks for them in one file, or in all of the plan.
 */
export function fixAll(analysis: Analysis, uri?: string, sourceOf?: ReadSource, choice: FixChoice = "safe"): FixedAll {
  const fixes: ProvenFix[] = [];
  let current = analysis;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const before = fixes.length;
    for (const file of uri === undefined ? current.plan.files.keys() : [uri]) {
      for (const id of current.plan.files.get(file)?.ids ?? []) {
        for (let fix = nextFix(current, id, sourceOf, choice); fix; fix = nextFix(current, id, sourceOf, choice)) {
          fixes.push(fix);
          current = fix.after;
        }
      }
    }
    if (fixes.length === before) break;
  }
  return { edits: difference(analysis, current), fixes, after: current };
}

/** Each makes the findings of its rule at the declaration fewer, so this comes to an end. */
function nextFix(
  analysis: Analysis,
  id: number,
  sourceOf: ReadSource | undefined,
  choice: FixChoice,
): ProvenFix | undefined {
  for (const finding of analysis.findings.get(id) ?? []) {
    for (const candidate of candidatesFor(analysis, finding)) {
      const isChosen = candidate.safe || (choice === "preferred" && candidate.preferred);
      const fix = isChosen ? proveFix(analysis, finding, candidate, sourceOf) : undefined;
      if (fix) return fix;
    }
  }
  return undefined;
}

function difference(before: Analysis, after: Analysis): FileEdits {
  const edits = new Map<string, readonly TextEdit[]>();
  for (const [uri, { source }] of before.plan.files) {
    const now = after.plan.files.get(uri)?.source;
    if (!source || !now || source === now) continue;
    if (source.form === "drplan" && now.form === "drplan") edits.set(uri, fileDifference(source.syntax, now.syntax));
    if (source.form === "json" && now.form === "json") edits.set(uri, [trimmed(0, source.json.text, now.json.text)]);
  }
  return edits;
}

/** One edit for each block that differs; one for all between the first and the last where blocks came or went. */
function fileDifference(before: SyntaxFile, after: SyntaxFile): readonly TextEdit[] {
  if (before.blocks.length === after.blocks.length) {
    return before.blocks.flatMap((block, index) => {
      const text = after.blocks[index]?.text ?? "";
      return text === block.text ? [] : [trimmed(before.starts[index] ?? 0, block.text, text)];
    });
  }
  const texts = [before, after].map(({ blocks }) => blocks.map(({ text }) => text).join(""));
  return [trimmed(0, texts[0] ?? "", texts[1] ?? "")];
}

/** The edit without what both texts have in common at their start and end. */
function trimmed(start: number, before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return {
    span: { start: start + head, end: start + before.length - tail },
    text: after.slice(head, after.length - tail),
  };
}
