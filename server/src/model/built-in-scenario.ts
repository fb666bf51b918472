import { isKind } from "./declaration.ts";
import { lookUp, type Plan, usersOf } from "./plan.ts";

const LOSS = "loss-of-";
const CORRUPTION = "corruption-of-";

/** Kinds of things of which a plan has a scenario of loss without writing it; conduits need no declaration. */
const LOSABLE: ReadonlySet<string> = new Set(["site", "link", "region"]);

/** The scenarios that a plan may have because something is named so. */
export function builtInScenarios(name: string): readonly string[] {
  return [LOSS + name, CORRUPTION + name];
}

/** Whether a name is that of a scenario that every plan has: `loss-of-NAME` of a site, link, region or conduit, `corruption-of-NAME` of a workload. */
export function isBuiltInScenario(plan: Plan, name: string): boolean {
  if (name.startsWith(CORRUPTION)) return lookUp(plan, name.slice(CORRUPTION.length))?.document.kind === "workload";
  if (!name.startsWith(LOSS)) return false;
  const lost = name.slice(LOSS.length);
  const kind = lookUp(plan, lost)?.document.kind;
  return kind === undefined ? isConduit(plan, lost) : LOSABLE.has(kind);
}

function isConduit(plan: Plan, name: string): boolean {
  return [...usersOf(plan, "link", name)].some((id) => {
    const link = plan.declarations.get(id);
    return link !== undefined && isKind(link, "link") && link.document.value.conduit?.includes(name) === true;
  });
}
