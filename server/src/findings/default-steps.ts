import { runbookOf } from "../model/bind.ts";
import type { Declaration } from "../model/declaration.ts";
import type { StepKind } from "../model/runbook.ts";
import type { PlanEdit } from "./rule.ts";

/** The steps by which people find out about a disaster and decide on it, in their order. */
export const DECISION_STEPS = ["alert", "notify", "assess", "declare"] as const satisfies readonly StepKind[];

/**
 * What each step says and takes unless the plan knows better. Together with the model's constants: 15 min until somebody
 * notices, 1 h from there to the declaration; the shares of that hour are an own choice.
 */
const DEFAULTS: Readonly<Record<StepKind, readonly [text: string, takes: string]>> = {
  alert: ["Monitoring alerts the people on call", "15 min"],
  notify: ["Call the recovery team and tell the management", "10 min"],
  assess: ["Assess what is lost and how long it will last", "30 min"],
  declare: ["Declare the disaster, or decide to wait", "20 min"],
  recover: ["Recover the workloads at the other site", "30 min"],
  redirect: ["Lead users to the other site", "10 min"],
  verify: ["Check with the users that everything works", "30 min"],
  failback: ["Go back to the repaired site", "1 d"],
};

export function takesOf(kinds: readonly StepKind[]): string {
  return kinds.map((kind) => `${kind} ${DEFAULTS[kind][1]}`).join(", ");
}

/** A step of a kind as a plan writes it. */
export function defaultStep(kind: StepKind, name: string, after: string | undefined): string {
  const [text, takes] = DEFAULTS[kind];
  const behind = after === undefined ? "" : `; after ${after}`;
  return `step ${name} "${text}" { takes ${takes}; kind ${kind}${behind} }`;
}

/** Adds steps in front of those that a runbook has, each behind the one before it. */
export function addSteps(declaration: Declaration | undefined, kinds: readonly StepKind[]): readonly PlanEdit[] {
  const runbook = runbookOf(declaration);
  if (!declaration || !runbook || !("lineBreaks" in declaration.unit)) return [];
  const body = declaration.unit.statement?.body;
  if (!body?.close) return [];
  const taken = new Set(runbook.steps.map(({ name }) => name));
  let before: string | undefined;
  const steps = kinds.map((kind) => {
    let name: string = kind;
    for (let number = 2; taken.has(name); number++) name = `${kind}-${number}`;
    const step = defaultStep(kind, name, before);
    before = name;
    return `\n  ${step}`;
  });
  const at = body.open.end;
  const rest = declaration.unit.text.slice(at, body.close.start);
  const end = rest.trimStart() === rest || /^[ \t]*\S/.test(rest) ? "\n " : "";
  return [{ declaration: declaration.id, span: { start: at, end: at }, text: `${steps.join("")}${end}` }];
}
