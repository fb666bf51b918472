import type { Corridors } from "../../server/src/base/corridors.ts";
import { carrierRtt } from "../../server/src/estimate/kernel/carrier-rtt.ts";
import { shippedConstants } from "../../server/src/model/constants.ts";
import type { Ratio } from "../../server/src/quantity/quantity.ts";
import type { Measured } from "./tables.ts";

/** One measured pair beside its prediction. */
export interface Outcome {
  readonly pair: Measured;
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly floor: number;
}

const GLASS_INDEX = shippedConstants()["glass-index"].value.likely as Ratio;

export function predict(pair: Measured, corridors: Corridors): Outcome {
  const { rtt, floor } = carrierRtt(pair.from, pair.to, corridors, GLASS_INDEX);
  return { pair, low: rtt.low, likely: rtt.likely, high: rtt.high, floor };
}

/** One line of the validation table. */
export function scoreLine(name: string, outcomes: readonly Outcome[]): string {
  const errors = outcomes.map(({ pair, likely }) => Math.abs(likely / pair.rtt - 1));
  const bias = outcomes.map(({ pair, likely }) => likely / pair.rtt - 1);
  const inside = outcomes.filter(({ pair, low, high }) => low <= pair.rtt && pair.rtt <= high).length;
  const widths = outcomes.map(({ low, likely, high }) => (high - low) / likely);
  const below = outcomes.filter(({ low, floor }) => low < floor).length;
  const figures = [
    outcomes.length,
    percent(quantile(errors, 0.5)),
    percent(quantile(errors, 0.9)),
    percent(quantile(bias, 0.5)),
    percent(inside / outcomes.length),
    percent(quantile(widths, 0.5)),
    below,
  ];
  return `| ${name} | ${figures.join(" | ")} |`;
}

export const SCORE_HEADER = `| set | pairs | median error | p90 error | bias | inside | width | below floor |
|---|---|---|---|---|---|---|---|`;

/** The value that a share of the values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
