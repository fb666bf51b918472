import { expect, it } from "vitest";
import { type Random, seededRandom } from "../bench/seeded-random.ts";
import { written } from "./figures.ts";
import { generatedPlan } from "./generated-plan.ts";
import { type LawDocument, lawDocument } from "./law-document.ts";
import type { Broken } from "./plan-laws.ts";

/** Plans that every law is held against, in parts that run one after the other. */
const PLANS = 2000;
const PARTS = 10;

/** Milliseconds for a part, on a machine that has other things to do. */
const PATIENCE = 300_000;

/** A plan, what is estimated of it, and numbers for what a law draws itself. */
export interface Drawn {
  readonly plan: readonly string[];
  readonly base: LawDocument;
  readonly random: Random;
}

/** Tests that no generated plan breaks a law. Each plan is analysed once for all of them. */
export function holdLaws(laws: Readonly<Record<string, (drawn: Drawn) => Broken>>): void {
  it.each(Array.from({ length: PARTS }, (_, part) => part))(
    "no law is broken (part %i)",
    (part) => {
      const broken: string[] = [];
      for (let seed = (part * PLANS) / PARTS; seed < ((part + 1) * PLANS) / PARTS; seed++) {
        const random = seededRandom(seed);
        const plan = generatedPlan(random);
        const drawn = { plan, base: lawDocument(written(plan)), random };
        for (const [name, law] of Object.entries(laws)) {
          for (const words of law(drawn)) broken.push(`plan ${seed}, ${name}: ${words}`);
        }
      }
      expect(broken).toEqual([]);
    },
    PATIENCE,
  );
}
