import type { OptionEstimate } from "../option-estimate.ts";
import type { MissedObjective } from "../recovery/workload-outcome.ts";

export interface OptionEntry {
  readonly name: string;
  readonly setup: number | null;
  readonly yearly: number | null;
  readonly horizonCost: number | null;
  readonly met: number;
  readonly missed: readonly {
    readonly scenario: string;
    readonly workload: string;
    readonly objective: MissedObjective;
  }[];
}

/** What a design costs and achieves. */
export function optionEntry({ name, cost: { total }, met, missed }: OptionEstimate): OptionEntry {
  return {
    name,
    setup: total?.setup.likely ?? null,
    yearly: total?.yearly.likely ?? null,
    horizonCost: total?.overHorizon.likely ?? null,
    met,
    missed,
  };
}
