import { expect, it } from "vitest";
import { type Circles, needsCircles } from "../../server/src/model/needs-circles.ts";
import { emptyPlan, type Plan } from "../../server/src/model/plan.ts";
import { updatePlan } from "../../server/src/model/update-plan.ts";
import { seededRandom } from "../bench/seeded-random.ts";
import { MAIN, sourceFile } from "../support/analyse-text.ts";

type Needs = ReadonlyMap<string, readonly string[]>;

/** For each that needs itself in the end, all that it needs and that need it: by following every need from everywhere. */
function circlesOf(needs: Needs): ReadonlyMap<string, ReadonlySet<string>> {
  const reached = (from: string) => {
    const found = new Set<string>();
    const waiting = [...(needs.get(from) ?? [])];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (found.has(name) || !needs.has(name)) continue;
      found.add(name);
      waiting.push(...(needs.get(name) ?? []));
    }
    return found;
  };
  const all = new Map([...needs.keys()].map((name) => [name, reached(name)]));
  const circles = new Map<string, ReadonlySet<string>>();
  for (const [name, found] of all) {
    if (found.has(name)) circles.set(name, new Set([...found].filter((other) => all.get(other)?.has(name))));
  }
  return circles;
}

function textOf(needs: Needs): string {
  return [...needs]
    .map(([name, others]) => `workload ${name} { ${others.length > 0 ? `needs ${others.join(", ")}` : ""} }\n`)
    .join("");
}

function told(circles: Circles, plan: Plan): unknown {
  return new Map([...circles].map(([id, names]) => [plan.declarations.get(id)?.name, new Set(names)]));
}

it.each(Array.from({ length: 20 }, (_, seed) => seed))(
  "circles after every change are those of the whole (random needs %i)",
  (seed) => {
    const random = seededRandom(500 + seed);
    const all = Array.from({ length: random.whole(3, 9) }, (_, index) => `w${index}`);
    const needs = new Map<string, readonly string[]>(all.map((name) => [name, []]));
    let plan = emptyPlan(MAIN);
    let circles: Circles = new Map();
    let seen = 0;
    for (let step = 0; step < 60; step++) {
      const name = random.pick(all);
      if (random.chance(0.1)) needs.delete(name);
      else
        needs.set(
          name,
          all.filter((other) => other !== name && random.chance(0.18)),
        );
      const source = sourceFile(textOf(needs));
      const { plan: next, change } = updatePlan(plan, () => source);
      circles = needsCircles(next, change, circles);
      plan = next;
      const expected = circlesOf(needs);
      seen += expected.size;
      expect(told(circles, plan), `step ${step}: ${textOf(needs)}`).toEqual(expected);
    }
    expect(seen).toBeGreaterThan(0);
  },
);
