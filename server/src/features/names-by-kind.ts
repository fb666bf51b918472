import type { Analysis } from "../analysis.ts";
import { builtInScenarios, isBuiltInScenario } from "../model/built-in-scenario.ts";
import { type Declaration, isKind } from "../model/declaration.ts";
import type { Plan } from "../model/plan.ts";

/** A name that may be used. */
export interface NameInScope {
  readonly name: string;
  readonly label: string | undefined;
  /** What it names: a kind of block, or `conduit` and the like. */
  readonly kind: string;
  /** Absent for names that need no declaration. */
  readonly declaration: Declaration | undefined;
}

const known = new WeakMap<Plan, Map<string, readonly NameInScope[]>>();

/** The names of a kind in the plan, in the order of its files. Found on first use, in one pass over the plan. */
export function namesOfKind({ plan }: Analysis, kind: string): readonly NameInScope[] {
  const byKind = known.get(plan) ?? new Map<string, readonly NameInScope[]>();
  known.set(plan, byKind);
  let names = byKind.get(kind);
  if (!names) {
    names = [...collect(plan, kind, Number.POSITIVE_INFINITY).values()];
    byKind.set(kind, names);
  }
  return names;
}

/** The same if there are no more than `most`; otherwise nothing, without a look at all of them. */
export function fewNamesOfKind({ plan }: Analysis, kind: string, most: number): readonly NameInScope[] {
  const names = collect(plan, kind, most + 1);
  return names.size > most ? [] : [...names.values()];
}

/** By name, so that one that is used or declared twice stands once. Stops when there are `enough`. */
function collect(plan: Plan, kind: string, enough: number): ReadonlyMap<string, NameInScope> {
  const names = new Map<string, NameInScope>();
  const add = (name: string, label: string | undefined, declaration: Declaration | undefined) => {
    if (!names.has(name)) names.set(name, { name, label, kind, declaration });
  };
  for (const { ids } of plan.files.values()) {
    for (const id of ids) {
      const declaration = plan.declarations.get(id);
      if (!declaration) continue;
      if (names.size >= enough) return names;
      const { name, document } = declaration;
      if (document.kind === kind) add(name ?? "", labelOf(declaration), declaration);
      if (kind === "scenario") for (const builtIn of scenariosOf(plan, declaration)) add(builtIn, BUILT_IN, undefined);
      if (kind === "conduit") for (const conduit of conduitsOf(declaration)) add(conduit, undefined, undefined);
      if (kind !== "consistency-group" || !isKind(declaration, "replicate")) continue;
      const group = declaration.document.value["consistency-group"];
      if (group !== undefined) add(group, undefined, undefined);
    }
  }
  return names;
}

/** The label of scenarios that need no declaration. */
export const BUILT_IN = "built in";

function scenariosOf(plan: Plan, declaration: Declaration): readonly string[] {
  const { name } = declaration;
  const losable = [...(name === undefined ? [] : [name]), ...conduitsOf(declaration)];
  return losable.flatMap(builtInScenarios).filter((scenario) => isBuiltInScenario(plan, scenario));
}

function conduitsOf(declaration: Declaration): readonly string[] {
  return isKind(declaration, "link") ? (declaration.document.value.conduit ?? []) : [];
}

export function labelOf({ document: { value } }: Declaration): string | undefined {
  return "label" in value && typeof value.label === "string" ? value.label : undefined;
}
