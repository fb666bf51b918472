import { type Declaration, isKind } from "../../model/declaration.ts";
import { lookUp, type Plan } from "../../model/plan.ts";
import { type StepList, stepLists } from "../../model/steps.ts";
import { defineRule, type Violation } from "../rule.ts";

interface Circle {
  /** The word that refers. */
  readonly word: "after" | "standby-for" | "based-on";
  /** Names from the first one all round, back to it. */
  readonly way: readonly string[];
}

export const referenceCircle = defineRule<Circle>({
  code: "reference-circle",
  severity: "error",
  summary:
    "Steps must not wait for each other in a circle, nor may standby links or technologies refer to each other in one.",
  why: "In a circle nothing is first: no step can begin, no link carries the load, and no technology says what the others are based on.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
runbook for loss-of-york {
  step call "Call the staff" { takes 5 min; after <|start|> }
  step start "Start the systems" { takes 20 min; after <|call|> }
}`,
    good: `site york { location 53.96, -1.08 }
runbook for loss-of-york {
  step call "Call the staff" { takes 5 min }
  step start "Start the systems" { takes 20 min; after call }
}`,
  },
  kinds: ["runbook", "option", "link", "technology"],

  *check(declaration, { plan }) {
    for (const list of stepLists(declaration)) yield* circlesOfSteps(declaration, list);
    for (const word of ["standby-for", "based-on"] as const) {
      const way = wayRound(plan, declaration, word);
      const { spans } = declaration.document;
      if (way) yield { at: spans.at(`/${word}`) ?? spans.header, facts: { word, way } };
    }
  },

  message: ({ word, way }) =>
    way.length === 2
      ? `'${way[0]}' stands under its own '${word}'.`
      : `These refer to each other in a circle by '${word}': ${way.join(" → ")}.`,
});

/** Follows a word that each declaration has once. Nothing when the chain ends, or ends in a circle without its start. */
function wayRound(plan: Plan, start: Declaration, word: "standby-for" | "based-on"): readonly string[] | undefined {
  const way: string[] = [start.name ?? ""];
  const seen = new Set<Declaration>();
  for (let at: Declaration | undefined = start; at && !seen.has(at); ) {
    seen.add(at);
    const next = referred(at, word);
    if (next === undefined) return undefined;
    way.push(next);
    at = lookUp(plan, next);
    if (at === start) return way;
  }
  return undefined;
}

function referred(declaration: Declaration, word: "standby-for" | "based-on"): string | undefined {
  if (word === "standby-for") return isKind(declaration, "link") ? declaration.document.value[word] : undefined;
  return isKind(declaration, "technology") ? declaration.document.value[word] : undefined;
}

function* circlesOfSteps(
  { document: { spans } }: Declaration,
  { pointer, steps }: StepList,
): Iterable<Violation<Circle>> {
  const after = new Map<string, readonly string[]>();
  for (const step of steps)
    if (step.name !== undefined && !after.has(step.name)) after.set(step.name, step.after ?? []);
  removeStartable(after);
  for (const [index, step] of steps.entries()) {
    const { name } = step;
    if (name === undefined || !after.has(name)) continue;
    for (const [place, earlier] of (step.after ?? []).entries()) {
      const back = wayTo(after, earlier, name);
      const at = spans.at(`${pointer}/${index}/after/${place}`) ?? spans.header;
      if (back) yield { at, facts: { word: "after", way: [name, ...back] } };
    }
  }
}

/** Takes out the steps that can begin at some time; what stays is in a circle or waits for one. */
function removeStartable(after: Map<string, readonly string[]>): void {
  for (let before = -1; before !== after.size; ) {
    before = after.size;
    for (const [name, earlier] of after) if (!earlier.some((one) => after.has(one))) after.delete(name);
  }
}

/** The shortest way from one step to another by what they wait for, both included. */
function wayTo(after: ReadonlyMap<string, readonly string[]>, from: string, to: string): readonly string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  for (const name of cameFrom.keys())
    for (const one of after.get(name) ?? []) if (!cameFrom.has(one)) cameFrom.set(one, name);
  if (!cameFrom.has(to)) return undefined;
  const way: string[] = [];
  for (let name: string | undefined = to; name !== undefined; name = cameFrom.get(name)) way.unshift(name);
  return way;
}
