import { type DeclarationOf, isKind } from "../../server/src/model/declaration.ts";
import { emptyPlan, lookUp, type Plan } from "../../server/src/model/plan.ts";
import { updatePlan } from "../../server/src/model/update-plan.ts";
import { MAIN, sourceFile } from "./analyse-text.ts";

/** The plan of one file, of which nothing is estimated. */
export function planOfText(text: string): Plan {
  const source = sourceFile(text);
  return updatePlan(emptyPlan(MAIN), (uri) => (uri === MAIN ? source : undefined)).plan;
}

/** The option of that name. */
export function optionNamed(plan: Plan, name: string): DeclarationOf<"option"> {
  const option = lookUp(plan, name);
  if (!option || !isKind(option, "option")) throw new Error(`There is no option '${name}'.`);
  return option;
}
