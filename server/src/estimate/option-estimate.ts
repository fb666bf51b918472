import { optionChanges } from "../model/apply-option.ts";
import { type DeclarationOf, isKind } from "../model/declaration.ts";
import { indexed, type Plan } from "../model/plan.ts";
import { inPlanOrder } from "../model/plan-order.ts";
import { type CostDifference, costDifference, type PlanCost, planCost } from "./cost.ts";
import type { AssumedElsewhere, PlanEstimates } from "./plan-estimates.ts";
import { type PlanOutcome, planOutcomes } from "./plan-outcomes.ts";
import type { MissedObjective } from "./recovery/workload-outcome.ts";
import { variedEstimates } from "./vary-estimates.ts";

/** What a design achieves and costs: the plan as it stands, or with one of its options. */
export interface DesignEstimate {
  readonly outcomes: readonly PlanOutcome[];
  /** How many objectives are met in all cases. */
  readonly met: number;
  /** Objectives that are missed, or may be. */
  readonly missed: readonly MissedIn[];
  readonly cost: PlanCost;
}

export interface MissedIn {
  readonly scenario: string;
  readonly workload: string;
  /** `copy`: what the workload is recovered from cannot work as planned. */
  readonly objective: MissedObjective;
}

export interface OptionEstimate extends DesignEstimate {
  readonly name: string;
  readonly label: string | undefined;
  /** Against the plan as it stands; absent where that cannot be said. */
  readonly difference: CostDifference | undefined;
}

/** What a plan achieves and costs as it stands; with the costs of an option, when it is the plan with that option. */
export function estimateDesign(estimated: PlanEstimates, option?: DeclarationOf<"option">): DesignEstimate {
  const outcomes = planOutcomes(estimated.estimates);
  return {
    outcomes,
    met: outcomes.reduce((sum, { met }) => sum + met, 0),
    missed: outcomes.flatMap(({ scenario, workload, missed }) =>
      missed.map((objective) => ({ scenario, workload: workload.name, objective })),
    ),
    cost: planCost(estimated.plan, option),
  };
}

/** The options of a plan, each against the plan as it stands, in the order of the text. */
export function estimateOptions(estimated: PlanEstimates, elsewhere?: AssumedElsewhere): readonly OptionEstimate[] {
  const { plan } = estimated;
  const options = optionsOf(plan);
  if (options.length === 0) return [];
  const before = planCost(plan);
  return options.map((option) => {
    const varied = variedEstimates(estimated, optionChanges(plan, option).changes, elsewhere);
    const design = estimateDesign(varied, option);
    const { label } = option.document.value;
    return { ...design, name: option.name ?? "", label, difference: costDifference(before, design.cost) };
  });
}

/** The options of a plan in the order of the text. */
export function optionsOf(plan: Plan): readonly DeclarationOf<"option">[] {
  return inPlanOrder(plan, indexed(plan, "option")).flatMap((id) => {
    const declaration = plan.declarations.get(id);
    return declaration && isKind(declaration, "option") ? [declaration] : [];
  });
}
