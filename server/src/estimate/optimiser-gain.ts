import { type Ratio, ratio } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import { type EffectiveReduction, effectiveReduction } from "./kernel/wire-demand.ts";
import type { LinkEstimate } from "./link-estimate.ts";

const ONE = exactly(ratio(1));

/** What a link's optimiser makes of a flow. */
export interface OptimiserGain extends Pick<EffectiveReduction, "ignored"> {
  /**
   * By how much more the link carries of the flow's demand, which counts the replication's own reduction already: 1
   * without an optimiser. Each bound meets the demand that was made with the same bound of the reduction, so the bounds
   * need not be in order.
   */
  readonly gain: Uncertain<Ratio>;
}

/** `reduction` is the replication's own, if it has one. */
export function optimiserGain({ link }: LinkEstimate, reduction: Uncertain<Ratio> | undefined): OptimiserGain {
  if (link.optimiser === undefined) return { gain: ONE };
  const { factor, ...which } = effectiveReduction(link.optimiser, reduction);
  const own = reduction ?? ONE;
  return {
    gain: {
      low: ratio(factor.low / own.low),
      likely: ratio(factor.likely / own.likely),
      high: ratio(factor.high / own.high),
    },
    ...which,
  };
}
