import type { Analysis } from "../analysis.ts";
import type { Declaration } from "../model/declaration.ts";
import { hasFigures, type PlanElement } from "./explain-element.ts";
import { locate } from "./locate.ts";
import { nameAt } from "./name-at.ts";

/** What has figures at an offset: what a name there stands for, else the block at whose first word it is. */
export function elementAt(analysis: Analysis, uri: string, offset: number): PlanElement | undefined {
  const located = locate(analysis, uri, offset);
  if (!located || located.path.comment) return undefined;
  const { declaration, path } = located;
  const isHead = path.word !== undefined && path.statements.length === 1;
  return isHead ? explainable(analysis, blockOf(declaration)) : namedAt(analysis, uri, offset);
}

/** The same from anywhere in a block: where nothing nearer has figures, those of the block. */
export function elementAround(analysis: Analysis, uri: string, offset: number): PlanElement | undefined {
  const at = elementAt(analysis, uri, offset);
  return at ?? explainable(analysis, blockOf(locate(analysis, uri, offset)?.declaration));
}

function namedAt(analysis: Analysis, uri: string, offset: number): PlanElement | undefined {
  const found = nameAt(analysis, uri, offset);
  if (!found) return undefined;
  const { named, use } = found;
  // A built-in scenario is called after what it loses.
  const scenario = named.name === use.name ? undefined : analysis.estimates.scenario(use.name);
  if (scenario) return { kind: "scenario", scenario };
  return named.kind === "plan" ? explainable(analysis, blockOf(named.declaration)) : undefined;
}

function blockOf(declaration: Declaration | undefined): PlanElement | undefined {
  return declaration && { kind: "block", declaration };
}

function explainable(analysis: Analysis, element: PlanElement | undefined): PlanElement | undefined {
  return element && hasFigures(analysis, element) ? element : undefined;
}
