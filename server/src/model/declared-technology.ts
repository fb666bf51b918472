import { readTechnology } from "../catalogue/read-technology.ts";
import { technology as shippedTechnology } from "../catalogue/technologies.ts";
import type { Technology } from "../catalogue/technology.ts";
import { type Declaration, isKind } from "./declaration.ts";
import { lookUp, type Plan } from "./plan.ts";

const known = new WeakMap<object, { readonly base: Technology | undefined; readonly technology: Technology }>();

/** A `technology` block of the plan, with what it inherits through `based-on`. A circle of bases ends where it closes. */
export function declaredTechnology(
  plan: Plan,
  declaration: Declaration,
  outer: readonly Declaration[] = [],
): Technology | undefined {
  if (!isKind(declaration, "technology") || declaration.name === undefined || outer.includes(declaration))
    return undefined;
  const baseName = declaration.document.value["based-on"];
  const baseDeclaration = baseName === undefined ? undefined : lookUp(plan, baseName);
  const base = baseDeclaration
    ? declaredTechnology(plan, baseDeclaration, [...outer, declaration])
    : baseName === undefined
      ? undefined
      : shippedTechnology(baseName);
  const before = known.get(declaration.value);
  if (before && before.base === base) return before.technology;
  const context = { origin: "plan", path: "", ...(base ? { base } : {}) } as const;
  const { technology } = readTechnology(declaration.name, declaration.document.value, context);
  known.set(declaration.value, { base, technology });
  return technology;
}
