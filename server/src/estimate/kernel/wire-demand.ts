import { type Rate, type Ratio, rate, ratio } from "../../quantity/quantity.ts";
import { exactly, isExact, type Uncertain } from "../../quantity/uncertain.ts";
import { exactProfile, mapProfile, type UncertainProfile } from "./weekly-profile.ts";

/**
 * What a workload's change puts on the wire: change × amplification / reduction, at every instant of the week.
 * `reduction` is above 0; 1 leaves everything.
 */
export function wireDemand(
  change: UncertainProfile<Rate>,
  amplification: Uncertain<Ratio>,
  reduction: Uncertain<Ratio>,
): UncertainProfile<Rate> {
  const onWire = (bound: keyof Uncertain, opposite: keyof Uncertain) =>
    mapProfile(change[bound], (value) => rate((value * amplification[bound]) / reduction[opposite]));
  const likely = onWire("likely", "likely");
  if (change.low === change.high && isExact(amplification) && isExact(reduction)) return exactProfile(likely);
  return { low: onWire("low", "high"), likely, high: onWire("high", "low") };
}

/** Which of two reductions of the same bytes counts. */
export interface EffectiveReduction {
  readonly factor: Uncertain<Ratio>;
  /** The one that does not count, because the other one's likely factor is larger. */
  readonly ignored?: "optimiser" | "reduction";
}

/**
 * The larger of a link's optimiser and a replication's own reduction: what one has squeezed out, the other cannot again,
 * so they do not multiply. With neither, 1.
 */
export function effectiveReduction(
  optimiser: Uncertain<Ratio> | undefined,
  reduction: Uncertain<Ratio> | undefined,
): EffectiveReduction {
  if (optimiser === undefined || reduction === undefined) {
    return { factor: optimiser ?? reduction ?? exactly(ratio(1)) };
  }
  const larger = (bound: keyof Uncertain) => ratio(Math.max(optimiser[bound], reduction[bound]));
  return {
    factor: { low: larger("low"), likely: larger("likely"), high: larger("high") },
    ignored: optimiser.likely > reduction.likely ? "reduction" : "optimiser",
  };
}

/** A demand at its peaks. */
export function atBurst(demand: UncertainProfile<Rate>, burst: Uncertain<Ratio>): UncertainProfile<Rate> {
  return wireDemand(demand, burst, exactly(ratio(1)));
}
