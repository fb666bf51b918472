import type { Analysis } from "../analysis.ts";
import { type Declaration, isKind } from "../model/declaration.ts";
import type { Plan } from "../model/plan.ts";
import { BUILT_IN_FOR, builtInScenarioName } from "./built-in-scenario.ts";

/** A name that may be used. */
export interface NameInScope {
  readonly name: string;
  readonly label: string | undefined;
  /** What it names: a kind of block, or `conduit` and the like. */
  readonly kind: string;
  /** Absent for names that need no declaration. */
  readonly declaration: Declaration | undefined;
}

const known = new WeakMap<Plan, ReadonlyMap<string, readonly NameInScope[]>>();

const NONE: readonly NameInScope[] = [];

/** The names of a kind in the plan, in the order of its files. */
export function namesOfKind({ plan }: Analysis, kind: string): readonly NameInScope[] {
  let byKind = known.get(plan);
  if (!byKind) {
    byKind = collect(plan);
    known.set(plan, byKind);
  }
  return byKind.get(kind) ?? NONE;
}

function collect(plan: Plan): ReadonlyMap<string, readonly NameInScope[]> {
  const byKind = new Map<string, NameInScope[]>();
  const seen = new Set<string>();
  const add = (name: string, kind: string, label: string | undefined, declaration: Declaration | undefined) => {
    const key = `${kind} ${name}`;
    if (seen.has(key)) return;
    seen.add(key);
    const names = byKind.get(kind);
    if (names) names.push({ name, label, kind, declaration });
    else byKind.set(kind, [{ name, label, kind, declaration }]);
  };
  for (const { ids } of plan.files.values()) {
    for (const id of ids) {
      const declaration = plan.declarations.get(id);
      if (!declaration) continue;
      const { name, document } = declaration;
      if (document.kind === "plan") add("", "plan", undefined, declaration);
      if (name !== undefined) {
        add(name, document.kind, labelOf(declaration), declaration);
        const builtIn = BUILT_IN_FOR[document.kind];
        if (builtIn) add(builtInScenarioName(builtIn, name), "scenario", "built in", undefined);
      }
      if (isKind(declaration, "link")) {
        for (const conduit of declaration.document.value.conduit ?? []) {
          add(conduit, "conduit", undefined, undefined);
          add(builtInScenarioName("loss", conduit), "scenario", "built in", undefined);
        }
      } else if (isKind(declaration, "replicate")) {
        const group = declaration.document.value["consistency-group"];
        if (group !== undefined) add(group, "consistency-group", undefined, undefined);
      }
    }
  }
  return byKind;
}

export function labelOf({ document: { value } }: Declaration): string | undefined {
  return "label" in value && typeof value.label === "string" ? value.label : undefined;
}
