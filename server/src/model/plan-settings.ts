import type { Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import { isKind } from "./declaration.ts";
import type { Plan } from "./plan.ts";
import { readDuration } from "./read-quantity.ts";

/** What the `plan` block sets for all scenarios. */
export interface PlanSettings {
  readonly title: string | undefined;
  readonly detect: Uncertain<Seconds> | undefined;
  readonly declare: Uncertain<Seconds> | undefined;
  readonly mobilise: Uncertain<Seconds> | undefined;
  /** Over how long costs are added up; absent: three years. */
  readonly horizon: Uncertain<Seconds> | undefined;
  /** Currency of totals (ISO 4217). */
  readonly currency: string | undefined;
}

const NONE: PlanSettings = {
  title: undefined,
  detect: undefined,
  declare: undefined,
  mobilise: undefined,
  horizon: undefined,
  currency: undefined,
};

const known = new WeakMap<object, PlanSettings>();

/** The settings of the first of the `plan` blocks, whose ids are given in the order in which they are read. */
export function planSettings(plan: Plan, plans: readonly number[]): PlanSettings {
  const declaration = plans[0] === undefined ? undefined : plan.declarations.get(plans[0]);
  if (!declaration || !isKind(declaration, "plan")) return NONE;
  const before = known.get(declaration.value);
  if (before) return before;
  const { value } = declaration.document;
  const settings: PlanSettings = {
    title: value.title,
    detect: readDuration(value.detect),
    declare: readDuration(value.declare),
    mobilise: readDuration(value.mobilise),
    horizon: readDuration(value.horizon),
    currency: value.currency,
  };
  known.set(declaration.value, settings);
  return settings;
}
