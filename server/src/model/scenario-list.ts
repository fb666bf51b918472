import { scenarioOf } from "./bind.ts";
import { type Declaration, isKind } from "./declaration.ts";
import { lookUp, type Plan, usersOf } from "./plan.ts";
import { inPlanOrder } from "./plan-order.ts";
import { corruptionScenario, type Loss, lossScenario, type Scenario } from "./scenario.ts";

/**
 * All scenarios of a plan in the order in which it is read: those that blocks declare, and where a block declares
 * something that may be lost or corrupted, the built-in one of it. A declared scenario with the same single clause
 * stands instead of the built-in one.
 */
export function scenariosOf(plan: Plan): readonly Scenario[] {
  const names = new Set<string>();
  for (const { ids } of plan.files.values()) {
    for (const id of ids) {
      const declaration = plan.declarations.get(id);
      if (declaration) for (const name of scenariosTouchedBy(plan, declaration)) names.add(name);
    }
  }
  return [...names].flatMap((name) => scenarioNamed(plan, name) ?? []);
}

/**
 * Names of the scenarios that exist because of a declaration, or do not because of it: the loss of a site, region or link
 * with its conduits, the corruption of a workload; a scenario block's own, and the built-in one that it stands for.
 */
export function scenariosTouchedBy(plan: Plan, declaration: Declaration): readonly string[] {
  const { name } = declaration;
  if (isKind(declaration, "scenario")) {
    const scenario = scenarioOf(declaration);
    const standsFor = scenario && onlyClause(scenario);
    return [name, standsFor && builtInName(standsFor)].flatMap((each) => each ?? []);
  }
  if (name === undefined) return [];
  if (isKind(declaration, "workload")) return namesOf(plan, { kind: "corrupt", name });
  if (!isKind(declaration, "site") && !isKind(declaration, "region") && !isKind(declaration, "link")) return [];
  const { kind } = declaration.document;
  const own = namesOf(plan, { kind, name });
  if (!isKind(declaration, "link")) return own;
  const conduits = declaration.document.value.conduit ?? [];
  return [...own, ...conduits.flatMap((conduit) => namesOf(plan, { kind: "conduit", name: conduit }))];
}

/** The scenario of that name: declared, or built in and not replaced by a declared one. */
export function scenarioNamed(plan: Plan, name: string): Scenario | undefined {
  const declared = lookUp(plan, name);
  if (declared) return scenarioOf(declared);
  const clause = builtInClause(plan, name);
  return clause && !replacementOf(plan, clause) ? builtIn(plan, clause) : undefined;
}

/** The scenario that somebody means by a name: of a built-in one that was replaced, what stands for it. */
export function scenarioMeant(plan: Plan, name: string): Scenario | undefined {
  const clause = lookUp(plan, name) ? undefined : builtInClause(plan, name);
  return (clause && replacementOf(plan, clause)) ?? scenarioNamed(plan, name);
}

/** The name of the built-in scenario for which a declared one stands, if it does. */
export function replacedName(plan: Plan, scenario: Scenario): string | undefined {
  const clause = scenario.id === undefined ? undefined : onlyClause(scenario);
  const name = clause && builtInName(clause);
  return name !== scenario.name && clause && builtInClause(plan, builtInName(clause)) ? name : undefined;
}

/** What a built-in scenario is about. */
interface Clause {
  readonly kind: Exclude<Loss["kind"], "workload"> | "corrupt";
  readonly name: string;
}

function builtInName({ kind, name }: Clause): string {
  return kind === "corrupt" ? `corruption-of-${name}` : `loss-of-${name}`;
}

function namesOf(plan: Plan, clause: Clause): readonly string[] {
  return [replacementOf(plan, clause)?.name ?? builtInName(clause)];
}

function builtInClause(plan: Plan, name: string): Clause | undefined {
  const [, what, of = ""] = /^(loss|corruption)-of-(.+)$/.exec(name) ?? [];
  if (what === undefined) return undefined;
  const kind = lookUp(plan, of)?.document.kind;
  if (what === "corruption") return kind === "workload" ? { kind: "corrupt", name: of } : undefined;
  if (kind === "site" || kind === "region" || kind === "link") return { kind, name: of };
  return kind === undefined && isConduit(plan, of) ? { kind: "conduit", name: of } : undefined;
}

function isConduit(plan: Plan, name: string): boolean {
  return [...usersOf(plan, "link", name)].some((id) => {
    const link = plan.declarations.get(id);
    return link !== undefined && isKind(link, "link") && link.document.value.conduit?.includes(name) === true;
  });
}

const made = new WeakMap<Declaration["value"], Scenario>();

/** One of a declaration is the same object as long as the declaration is. */
function builtIn(plan: Plan, { kind, name }: Clause): Scenario {
  const key = lookUp(plan, name)?.value;
  const before = key && made.get(key);
  if (before?.name === builtInName({ kind, name })) return before;
  const scenario = kind === "corrupt" ? corruptionScenario(name) : lossScenario(kind, name);
  if (key) made.set(key, scenario);
  return scenario;
}

/** The first declared scenario that consists of this clause alone. */
function replacementOf(plan: Plan, clause: Clause): Scenario | undefined {
  const users = usersOf(plan, "scenario", clause.name);
  if (users.size === 0) return undefined;
  for (const id of inPlanOrder(plan, users)) {
    const declaration = plan.declarations.get(id);
    const scenario = scenarioOf(declaration);
    if (!scenario || lookUp(plan, scenario.name) !== declaration) continue;
    const only = onlyClause(scenario);
    if (only?.kind === clause.kind && only.name === clause.name) return scenario;
  }
  return undefined;
}

/** The clause of a scenario that has no other, as far as there is a built-in scenario of it: one without an end. */
function onlyClause({ losses, corruptions }: Scenario): Clause | undefined {
  const [loss] = losses;
  const [corruption] = corruptions;
  if (losses.length + corruptions.length !== 1) return undefined;
  if (loss) return loss.kind === "workload" || loss.lasts ? undefined : { kind: loss.kind, name: loss.name };
  const [name] = corruption?.names ?? [];
  const single = corruption?.kind === "workload" && corruption.names.length === 1;
  return single && name !== undefined ? { kind: "corrupt", name } : undefined;
}
