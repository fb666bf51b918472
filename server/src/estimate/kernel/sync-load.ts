import { type Rate, type Ratio, rate, ratio, type Seconds, seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import {
  combineProfiles,
  profileAt,
  profileMax,
  profileMin,
  type UncertainProfile,
  type WeeklyProfile,
} from "./weekly-profile.ts";
import type { Verdict } from "./within-limit.ts";

/** How a capacity copes with writes that cannot wait. */
export interface SyncLoad {
  /** Most of the capacity that is taken at any instant; never above `SATURATED`. */
  readonly utilisation: Uncertain<Ratio>;
  /** Demand and capacity where the utilisation of the likely case is highest, and when in the week that begins. */
  readonly required: Rate;
  readonly available: Rate;
  readonly at: Seconds;
  /** Least that is left of the capacity while there is any demand. */
  readonly left: Uncertain<Rate>;
  readonly verdict: Verdict;
}

/** Stands for a utilisation that has no number: demand without any capacity. */
export const SATURATED: Ratio = ratio(1e9);

/**
 * Compares a demand at its peaks (`atBurst`) with the capacity at every instant of the week. Missed if even the lowest
 * peak exceeds it; met if the highest fits and the likely one takes no more than
 * `busyThreshold`, the share of a capacity above which queues make synchronous writes unsteady.
 */
export function syncLoad(
  demand: UncertainProfile<Rate>,
  capacity: UncertainProfile<Rate>,
  busyThreshold: Ratio,
): SyncLoad {
  const likely = combineProfiles(demand.likely, capacity.likely, utilisationOf);
  const utilisation = {
    low: profileMax(combineProfiles(demand.low, capacity.high, utilisationOf)),
    likely: profileMax(likely),
    high: profileMax(combineProfiles(demand.high, capacity.low, utilisationOf)),
  };
  const at = seconds(likely.starts[likely.values.indexOf(utilisation.likely)] ?? 0);
  return {
    utilisation,
    required: profileAt(demand.likely, at),
    available: profileAt(capacity.likely, at),
    at,
    left: {
      low: leastLeft(demand.high, capacity.low),
      likely: leastLeft(demand.likely, capacity.likely),
      high: leastLeft(demand.low, capacity.high),
    },
    verdict: verdictOf(utilisation, busyThreshold),
  };
}

function verdictOf(utilisation: Uncertain<Ratio>, busyThreshold: Ratio): Verdict {
  if (utilisation.low > 1) return "missed";
  return utilisation.high <= 1 && utilisation.likely <= busyThreshold ? "met" : "at-risk";
}

function utilisationOf(required: Rate, available: Rate): Ratio {
  if (required === 0) return ratio(0);
  return required < available * SATURATED ? ratio(required / available) : SATURATED;
}

/** Where nothing is written nothing waits, so only instants with demand count; without any demand all do. */
function leastLeft(demand: WeeklyProfile<Rate>, capacity: WeeklyProfile<Rate>): Rate {
  const full = profileMax(capacity);
  const idle = profileMax(demand) === 0;
  const left = combineProfiles(demand, capacity, (required, available) =>
    required === 0 && !idle ? full : rate(Math.max(0, available - required)),
  );
  return profileMin(left);
}
