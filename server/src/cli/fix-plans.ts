import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Analysis } from "../analysis.ts";
import { type FixChoice, fixAll } from "../features/fix-all.ts";
import type { SourceFile } from "../model/source-file.ts";
import { textOfPlanFile } from "../workspace/plan-file.ts";
import { CommandFailure } from "./command-failure.ts";
import type { LoadedPlans } from "./load-plans.ts";
import { reasonOf } from "./read-text.ts";

/** What repairing the plans came to; nothing is written yet. */
export interface FixedPlans {
  readonly loaded: LoadedPlans;
  readonly repairs: readonly Repair[];
  /** The files that differ, with their texts. */
  readonly files: readonly FixedFile[];
}

export interface Repair {
  readonly file: string;
  readonly rule: string;
  readonly title: string;
}

export interface FixedFile {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
}

/** Repairs plan after plan, each as those before have left the files that they share, until there is nothing left that was chosen. */
export function fixPlans(loaded: LoadedPlans, choice: FixChoice): FixedPlans {
  const repairs: Repair[] = [];
  const before = new Map<string, SourceFile>();
  let current = loaded;
  for (const [index] of loaded.plans.entries()) {
    const analysis = current.plans[index];
    if (!analysis) continue;
    const { fixes, after } = fixAll(analysis, undefined, undefined, choice);
    if (fixes.length === 0) continue;
    repairs.push(...fixes.map(({ finding, title, edits }) => repairOf(finding.rule, title, edits.keys(), loaded)));
    const changed = changedFiles(analysis, after);
    for (const { uri } of changed) {
      const first = before.get(uri) ?? analysis.plan.files.get(uri)?.source;
      if (first) before.set(uri, first);
    }
    current = current.withFiles(changed);
  }
  return { loaded: current, repairs, files: [...before].flatMap(([uri, file]) => fixedFile(uri, file, current)) };
}

function repairOf(rule: string, title: string, uris: Iterable<string>, { nameOf }: LoadedPlans): Repair {
  return { file: [...uris].map(nameOf).join(", "), rule, title };
}

function changedFiles(before: Analysis, after: Analysis): readonly SourceFile[] {
  return [...after.plan.files.values()].flatMap(({ uri, source }) =>
    source && source !== before.plan.files.get(uri)?.source ? [source] : [],
  );
}

function fixedFile(uri: string, file: SourceFile, { plans }: LoadedPlans): readonly FixedFile[] {
  const now = plans.flatMap(({ plan }) => plan.files.get(uri)?.source ?? [])[0];
  const [before, after] = [textOfPlanFile(file), now ? textOfPlanFile(now) : ""];
  return now && before !== after ? [{ uri, before, after }] : [];
}

/** Writes a text over a file, with the byte order mark that the file had. Throws a CommandFailure where it may not. */
export function overwrite(uri: string, text: string, name: string): void {
  const path = fileURLToPath(uri);
  try {
    const hadMark = readFileSync(path).subarray(0, 3).equals(BYTE_ORDER_MARK);
    writeFileSync(path, hadMark ? `\uFEFF${text}` : text);
  } catch (error) {
    throw new CommandFailure(name, reasonOf(error).replace("read", "written"));
  }
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
