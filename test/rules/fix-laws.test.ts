import { describe, expect, test } from "vitest";
import type { Analysis } from "../../server/src/analysis.ts";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { candidatesFor, type ProvenFix, proveFix } from "../../server/src/features/prove-fix.ts";
import type { Finding } from "../../server/src/findings/finding.ts";
import { readJson } from "../../server/src/vocabulary/read-json.ts";
import { generatePlan } from "../bench/generate-plan.ts";
import { seededRandom } from "../bench/seeded-random.ts";
import { analyseText, uriOf } from "../support/analyse-text.ts";
import { randomEdit, randomPlan } from "../support/random-plan.ts";

/** Plans of each sort, and the most repairs that are tried on each: enough to meet all rules that repair something. */
const PLANS = 60;
const MOST_FIXES = 12;

type Texts = Readonly<Record<string, string>>;

const sorts: readonly (readonly [string, (seed: number) => Texts])[] = [
  ["plans full of mistakes", (seed) => randomPlan(seededRandom(seed))],
  ["plans with broken text", (seed) => brokenPlan(seed)],
  ["plans as in daily use", (seed) => ({ "main.drplan": generatePlan(40, seed) })],
];

/** Milliseconds that one plan may take on a machine that has other things to do. */
const PATIENCE = 60_000;

describe.each(sorts)("every repair offered in %s", (_name, plan) => {
  test.each(Array.from({ length: PLANS }, (_, seed) => seed))(
    "holds in a new analysis (plan %i)",
    (seed) => {
      const texts = plan(seed);
      const before = analyseText(texts);
      for (const fix of offered(before).slice(0, MOST_FIXES)) {
        const repaired = applied(texts, fix);
        const after = analyseText(repaired);
        const told = `${fix.finding.message} → ${fix.title}`;
        expect(count(after, fix.finding), told).toBeLessThan(count(before, fix.finding));
        expect(errors(after), told).toBeLessThanOrEqual(errors(before));
        expect(problemsOfJson(repaired), told).toBeLessThanOrEqual(problemsOfJson(texts));
      }
    },
    PATIENCE,
  );

  test.each(Array.from({ length: PLANS / 6 }, (_, seed) => seed))(
    "comes to an end (plan %i)",
    (seed) => {
      let texts = plan(seed);
      let analysis = analyseText(texts);
      const steps = [...analysis.findings.values()].flat().length;
      for (let step = 0; step <= steps; step++) {
        const [fix] = offered(analysis, 1);
        if (!fix) return;
        texts = applied(texts, fix);
        analysis = analyseText(texts);
      }
      expect.unreachable("Repairs lead in a circle.");
    },
    PATIENCE,
  );
});

function brokenPlan(seed: number): Texts {
  const random = seededRandom(seed);
  let text = generatePlan(30, seed);
  for (let edits = 6; edits > 0; edits--) {
    const { start, end, text: inserted } = randomEdit(random, text);
    text = text.slice(0, start) + inserted + text.slice(end);
  }
  return { "main.drplan": text };
}

/** Proven repairs, in the order of the findings. */
function offered(analysis: Analysis, most = Number.POSITIVE_INFINITY): readonly ProvenFix[] {
  const fixes: ProvenFix[] = [];
  for (const finding of findingsOf(analysis)) {
    for (const candidate of candidatesFor(analysis, finding)) {
      const fix = proveFix(analysis, finding, candidate);
      if (fix) fixes.push(fix);
      if (fixes.length >= most) return fixes;
    }
  }
  return fixes;
}

function findingsOf({ plan, findings }: Analysis): readonly Finding[] {
  return [...plan.files.values()].flatMap(({ ids }) => ids.flatMap((id) => findings.get(id) ?? []));
}

function applied(texts: Texts, { edits }: ProvenFix): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, applyEdits(text, edits.get(uriOf(name)) ?? [])]),
  );
}

/** How often a rule still says something; of a hint only this, since what is removed may leave something else unused. */
function count(analysis: Analysis, { rule, severity, message }: Finding): number {
  const same = findingsOf(analysis).filter((finding) => finding.rule === rule);
  return severity === "hint" ? same.filter((finding) => finding.message === message).length : same.length;
}

function errors(analysis: Analysis): number {
  return findingsOf(analysis).filter(({ severity }) => severity === "error").length;
}

function problemsOfJson(texts: Texts): number {
  return Object.entries(texts)
    .filter(([name]) => name.endsWith(".json"))
    .reduce((total, [, text]) => total + readJson(text).problems.length, 0);
}
