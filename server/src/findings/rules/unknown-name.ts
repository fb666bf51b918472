import { nearest } from "../../base/nearest.ts";
import { nearestTechnologies, technology } from "../../catalogue/technologies.ts";
import { isBuiltInScenario } from "../../model/built-in-scenario.ts";
import type { Declaration } from "../../model/declaration.ts";
import { localNames } from "../../model/local-names.ts";
import { nearName } from "../../model/near-name.ts";
import { lookUp, type Plan } from "../../model/plan.ts";
import { stepLists } from "../../model/steps.ts";
import { type Reference, UNDECLARED_KINDS } from "../../vocabulary/references.ts";
import { defineRule, type Violation } from "../rule.ts";
import { replaceValue } from "../statement-edit.ts";

interface Unknown {
  readonly reference: Reference;
  /** What declares the name, when that is something else than what is meant. */
  readonly other: string | undefined;
  /** A name like it that would do. */
  readonly near: string | undefined;
}

export const unknownName = defineRule<Unknown>({
  code: "unknown-name",
  severity: "error",
  summary: "Every name must be declared in the plan, as the kind of thing that is meant.",
  why: "A name that nothing declares is a slip of the pen or a part that was forgotten. What rests on it cannot be estimated. A product that is not in the catalogue is only a warning: its limits are then not checked.",
  examples: {
    bad: `site frankfurt { location 50.11, 8.68 }
site wiesbaden { location 50.08, 8.24 }
link wan <|frankfrut|> <-> wiesbaden { bandwidth 1 Gbps }`,
    good: `site frankfurt { location 50.11, 8.68 }
site wiesbaden { location 50.08, 8.24 }
link wan frankfurt <-> wiesbaden { bandwidth 1 Gbps }`,
  },
  restsOnAllNames: true,

  *check(declaration, { plan }) {
    const local = localNames(declaration);
    for (const reference of declaration.references) {
      const kinds = reference.kinds.filter((kind) => !UNDECLARED_KINDS.has(kind));
      if (kinds.length === 0 || isKnown(reference, kinds, plan, local)) continue;
      const declared = lookUp(plan, reference.name);
      const facts = { reference, other: declared?.document.kind, near: likely(reference, plan, local) };
      const { spans } = declaration.document;
      const at = spans.at(reference.pointer) ?? spans.header;
      const isProduct = reference.kinds.includes("technology") && !declared;
      yield { at, facts, ...(isProduct ? { severity: "warning" } : {}) };
    }
    yield* unknownSteps(declaration);
  },

  message({ reference, other, near }) {
    const { name, kinds } = reference;
    const meant = near === undefined ? "" : `; did you mean '${near}'?`;
    if (other !== undefined) return `'${name}' is a ${other}, but a ${kinds.join(" or ")} is meant here${meant || "."}`;
    if (kinds.includes("technology")) {
      return `The catalogue has no technology '${name}', so no product limits are checked${meant || ". Declare it with 'technology', or see docs/technologies.md."}`;
    }
    return `No ${kinds.join(" or ")} is named '${name}'${meant || "."}`;
  },

  fixes: ({ reference, near }, { declaration }) =>
    near === undefined
      ? []
      : [
          {
            edits: replaceValue(declaration, reference.pointer, near),
            title: () => `Change '${reference.name}' to '${near}'`,
            preferred: true,
          },
        ],
});

/** Steps named by `after` that their runbook does not have. */
function* unknownSteps(declaration: Declaration): Iterable<Violation<Unknown>> {
  const { spans } = declaration.document;
  for (const { pointer, steps } of stepLists(declaration)) {
    const names = new Set(steps.flatMap(({ name }) => name ?? []));
    for (const [index, { after }] of steps.entries()) {
      for (const [place, name] of (after ?? []).entries()) {
        if (names.has(name)) continue;
        const reference = { name, kinds: ["step"], pointer: `${pointer}/${index}/after/${place}` };
        const facts = { reference, other: undefined, near: nearest(name, names) };
        yield { at: spans.at(reference.pointer) ?? spans.header, facts };
      }
    }
  }
}

function isKnown(
  { name }: Reference,
  kinds: readonly string[],
  plan: Plan,
  local: ReadonlyMap<string, string>,
): boolean {
  const declared = lookUp(plan, name)?.document.kind ?? local.get(name);
  if (declared !== undefined && kinds.includes(declared)) return true;
  if (kinds.includes("technology") && technology(name)) return true;
  return kinds.includes("scenario") && isBuiltInScenario(plan, name);
}

function likely({ name, kinds }: Reference, plan: Plan, local: ReadonlyMap<string, string>): string | undefined {
  const near = nearName(plan, name, kinds) ?? nearest(name, localOf(kinds, local));
  if (near !== undefined || !kinds.includes("technology")) return near;
  return nearestTechnologies(name)[0]?.id;
}

function localOf(kinds: readonly string[], local: ReadonlyMap<string, string>): readonly string[] {
  return [...local].flatMap(([name, kind]) => (kinds.includes(kind) ? [name] : []));
}
