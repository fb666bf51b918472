import { type Rate, type Ratio, rate, ratio, type Seconds, seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import {
  combineProfiles,
  constantProfile,
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

/** A link of the route that others take, too. */
export interface SharedLine {
  /** On the wire. */
  readonly capacity: UncertainProfile<Rate>;
  /** What others have for it at their peaks, on the wire. */
  readonly others: UncertainProfile<Rate>;
  /** What a byte of the writes takes of it. */
  readonly load: Uncertain<Ratio>;
}

/**
 * Compares a demand at its peaks (`atBurst`) with the capacity at every instant of the week, and on links that others
 * share both together with the capacity of the link. Missed if even the lowest
 * peak exceeds it; met if the highest fits and the likely one takes no more than
 * `busyThreshold`, the share of a capacity above which queues make synchronous writes unsteady.
 */
export function syncLoad(
  demand: UncertainProfile<Rate>,
  capacity: UncertainProfile<Rate>,
  busyThreshold: Ratio,
  shared: readonly SharedLine[] = [],
): SyncLoad {
  const lines = (worse: keyof Uncertain, better: keyof Uncertain): readonly Line[] => [
    { capacity: capacity[better], others: NOTHING, load: ratio(1) },
    ...shared.map((line) => ({
      capacity: line.capacity[better],
      others: line.others[worse],
      load: line.load[worse],
    })),
  ];
  const likely = lines("likely", "likely");
  const low = busiest(demand.low, lines("low", "high"));
  const middle = busiest(demand.likely, likely);
  const high = busiest(demand.high, lines("high", "low"));
  const utilisation = { low: low.share, likely: middle.share, high: high.share };
  const { line, at } = middle;
  return {
    utilisation,
    required: profileAt(demand.likely, at),
    available: rate(Math.max(0, profileAt(line.capacity, at) - profileAt(line.others, at)) / line.load),
    at,
    left: widened(
      leastLeft(demand.high, lines("high", "low")),
      leastLeft(demand.likely, likely),
      leastLeft(demand.low, lines("low", "high")),
    ),
    verdict: verdictOf(utilisation, busyThreshold),
  };
}

/**
 * Around all three cases: what a reduction is less, an optimiser gains more, so that the worst case of the demand may
 * find the most room in the bytes that it counts.
 */
function widened(worst: Rate, likely: Rate, best: Rate): Uncertain<Rate> {
  return { low: rate(Math.min(worst, likely, best)), likely, high: rate(Math.max(worst, likely, best)) };
}

/** A line in one case. */
interface Line {
  readonly capacity: WeeklyProfile<Rate>;
  readonly others: WeeklyProfile<Rate>;
  readonly load: Ratio;
}

const NOTHING = constantProfile(rate(0));

/** The line that is taken most at any instant, and when. */
function busiest(demand: WeeklyProfile<Rate>, lines: readonly Line[]) {
  let most: { readonly share: Ratio; readonly line: Line; readonly at: Seconds } | undefined;
  for (const line of lines) {
    const taken = combineProfiles(onLine(demand, line), line.capacity, utilisationOf);
    const share = profileMax(taken);
    if (most && share <= most.share) continue;
    most = { share, line, at: seconds(taken.starts[taken.values.indexOf(share)] ?? 0) };
  }
  return most as NonNullable<typeof most>;
}

/** The writes and what others have for the line; nothing where nothing is written. */
function onLine(demand: WeeklyProfile<Rate>, { others, load }: Line): WeeklyProfile<Rate> {
  return combineProfiles(demand, others, (own, rest) => rate(own === 0 ? 0 : own * load + rest));
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
function leastLeft(demand: WeeklyProfile<Rate>, lines: readonly Line[]): Rate {
  const idle = profileMax(demand) === 0;
  const leftOf = ({ capacity, others, load }: Line) => {
    const free = combineProfiles(capacity, others, (carries, rest) => rate(Math.max(0, carries - rest) / load));
    const full = profileMax(free);
    return profileMin(
      combineProfiles(demand, free, (required, available) =>
        required === 0 && !idle ? full : rate(Math.max(0, available - required)),
      ),
    );
  };
  return rate(Math.min(...lines.map(leftOf)));
}
