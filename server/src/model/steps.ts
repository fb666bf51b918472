import type { Runbook, Step } from "../vocabulary/plan-types.ts";
import { type Declaration, isKind } from "./declaration.ts";

/** The steps of one runbook, with the pointer of their list. A step's name counts in its own runbook only. */
export interface StepList {
  readonly pointer: string;
  readonly steps: readonly Step[];
}

/** The steps of a runbook, or of each runbook in an option. */
export function stepLists(declaration: Declaration): readonly StepList[] {
  if (isKind(declaration, "runbook")) return listOf(declaration.document.value, "");
  if (!isKind(declaration, "option")) return [];
  return (declaration.document.value.runbooks ?? []).flatMap((runbook, index) => listOf(runbook, `/runbooks/${index}`));
}

function listOf({ steps }: Runbook, pointer: string): readonly StepList[] {
  return steps === undefined || steps.length === 0 ? [] : [{ pointer: `${pointer}/steps`, steps }];
}
