import { lookUp, type Plan } from "../model/plan.ts";

/** The wanted name, with a number where the plan has it already. */
export function freeName(wanted: string, plan: Plan): string {
  let name = wanted;
  for (let number = 2; lookUp(plan, name); number++) name = `${wanted}-${number}`;
  return name;
}
