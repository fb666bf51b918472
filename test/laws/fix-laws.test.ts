import { describe, expect, it } from "vitest";
import type { Analysis } from "../../server/src/analysis.ts";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { candidatesFor, type ProvenFix, proveFix } from "../../server/src/features/prove-fix.ts";
import type { Finding } from "../../server/src/findings/finding.ts";
import { rules } from "../../server/src/findings/registry.ts";
import { readJson } from "../../server/src/vocabulary/read-json.ts";
import { generatePlan } from "../bench/generate-plan.ts";
import { seededRandom } from "../bench/seeded-random.ts";
import { analyseText, uriOf } from "../support/analyse-text.ts";
import { unmark } from "../support/marked-text.ts";
import { randomEdit, randomPlan } from "../support/random-plan.ts";
import { written } from "./figures.ts";
import { generatedPlan } from "./generated-plan.ts";

type Texts = Readonly<Record<string, string>>;

/** How many plans there are of each sort, and how a plan is made from its number. */
const sorts: readonly (readonly [name: string, plans: number, plan: (seed: number) => Texts])[] = [
  ["sound plans of all that the language offers", 700, (seed) => single(written(generatedPlan(seededRandom(seed))))],
  ["plans full of mistakes", 200, (seed) => randomPlan(seededRandom(seed))],
  ["examples of the rules with an edit", 1100, editedExample],
  ["plans as in daily use with broken text", 30, brokenPlan],
];

/** Most repairs that are tried on a plan: those of rules first that were met least. */
const MOST_FIXES = 2;

/** Of how many rules repairs must have been tried in the end, and of how many of them so often that it tells something. */
const LEAST_RULES = 45;
const LEAST_OFTEN = { rules: 25, fixes: 10 };

/** Milliseconds for all plans of a sort, on a machine that has other things to do. */
const PATIENCE = 600_000;

describe("every repair that is offered holds in a new analysis, and brings no error", () => {
  const tried = new Map<string, number>();

  it.each(sorts)(
    "in %s",
    (_name, plans, plan) => {
      const broken: string[] = [];
      for (let seed = 0; seed < plans; seed++) {
        const texts = plan(seed);
        const before = analyseText(texts);
        for (const fix of offered(before, tried)) {
          for (const words of brokenBy(fix, texts, before)) {
            broken.push(`plan ${seed}, ${fix.finding.rule}: ${words}: ${fix.finding.message} → ${fix.title}`);
          }
        }
      }
      expect(broken).toEqual([]);
    },
    PATIENCE,
  );

  it("and repairs of many rules were among them", () => {
    expect(tried.size).toBeGreaterThanOrEqual(LEAST_RULES);
    const often = [...tried.values()].filter((count) => count >= LEAST_OFTEN.fixes);
    expect(often.length).toBeGreaterThanOrEqual(LEAST_OFTEN.rules);
  });
});

/** Rounds of repairs that are followed to their end. */
const ROUNDS = 30;

describe("repairs come to an end", () => {
  it.each(sorts)(
    "in %s",
    (_name, _plans, plan) => {
      for (let seed = 0; seed < ROUNDS / 3; seed++) {
        let texts = plan(seed);
        let analysis = analyseText(texts);
        for (let left = findingsOf(analysis).length; ; left--) {
          const [fix] = offered(analysis, new Map(), 1);
          if (!fix) break;
          if (left < 0) expect.unreachable(`Repairs of plan ${seed} lead in a circle.`);
          texts = applied(texts, fix);
          analysis = analyseText(texts);
        }
      }
    },
    PATIENCE,
  );
});

function single(text: string): Texts {
  return { "main.drplan": text };
}

function editedExample(seed: number): Texts {
  const random = seededRandom(seed);
  const drawn = rules.filter(({ examples }) => !examples.bad.startsWith("{"));
  const text = unmark(random.pick(drawn).examples.bad).text;
  const { start, end, text: inserted } = randomEdit(random, text);
  return single(text.slice(0, start) + inserted + text.slice(end));
}

function brokenPlan(seed: number): Texts {
  const random = seededRandom(seed);
  let text = generatePlan(30, seed);
  for (let edits = 6; edits > 0; edits--) {
    const { start, end, text: inserted } = randomEdit(random, text);
    text = text.slice(0, start) + inserted + text.slice(end);
  }
  return single(text);
}

/** Proven repairs, those of rules first that `tried` holds least of; it counts them. */
function offered(analysis: Analysis, tried: Map<string, number>, most = MOST_FIXES): readonly ProvenFix[] {
  const fixes: ProvenFix[] = [];
  const rare = findingsOf(analysis).sort((a, b) => (tried.get(a.rule) ?? 0) - (tried.get(b.rule) ?? 0));
  for (const finding of rare) {
    for (const candidate of candidatesFor(analysis, finding)) {
      const fix = proveFix(analysis, finding, candidate);
      if (fix) {
        fixes.push(fix);
        tried.set(finding.rule, (tried.get(finding.rule) ?? 0) + 1);
      }
      if (fixes.length >= most) return fixes;
    }
  }
  return fixes;
}

function brokenBy(fix: ProvenFix, texts: Texts, before: Analysis): readonly string[] {
  const repaired = applied(texts, fix);
  const after = analyseText(repaired);
  return [
    ...(count(fix.after, fix.finding) < count(before, fix.finding) ? [] : ["the finding stays"]),
    ...(wordsOf(after) === wordsOf(fix.after) ? [] : ["a new analysis finds something else"]),
    ...(errors(after) <= errors(before) ? [] : ["there is a new error"]),
    ...(problemsOfJson(repaired) <= problemsOfJson(texts) ? [] : ["it is not JSON any more"]),
  ];
}

function findingsOf({ plan, findings }: Analysis): Finding[] {
  return [...plan.files.values()].flatMap(({ ids }) => ids.flatMap((id) => findings.get(id) ?? []));
}

function applied(texts: Texts, { edits }: ProvenFix): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, applyEdits(text, edits.get(uriOf(name)) ?? [])]),
  );
}

/** How often the rule of a finding says something about its declaration. */
function count({ findings }: Analysis, { rule, declaration }: Finding): number {
  return findings.get(declaration)?.filter((finding) => finding.rule === rule).length ?? 0;
}

function wordsOf(analysis: Analysis): string {
  const words = findingsOf(analysis).map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`);
  return words.sort().join("\n");
}

function errors(analysis: Analysis): number {
  return findingsOf(analysis).filter(({ severity }) => severity === "error").length;
}

function problemsOfJson(texts: Texts): number {
  return Object.entries(texts)
    .filter(([name]) => name.endsWith(".json"))
    .reduce((total, [, text]) => total + readJson(text).problems.length, 0);
}
