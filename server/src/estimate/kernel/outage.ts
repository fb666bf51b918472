import { type Bytes, bytes, type Rate, type Seconds, seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { WEEK } from "../../quantity/week.ts";
import { uncertainCopyTime } from "./copy-time-any-start.ts";
import type { UncertainDuration } from "./duration.ts";
import { NO_RATES, profileIntegral, type UncertainProfile, type WeeklyProfile } from "./weekly-profile.ts";

/**
 * What comes in within a time that begins at any instant: in the quietest, the mean, the busiest stretch of the week.
 */
export function comesWithin(demand: UncertainProfile<Rate>, time: Uncertain<Seconds>): Uncertain<Bytes> {
  const mean = profileIntegral(demand.likely, seconds(0), seconds(WEEK)) * (time.likely / WEEK);
  return {
    low: bytes(Math.min(mean, ...stretches(demand.low, time.low))),
    likely: bytes(mean),
    high: bytes(Math.max(mean, ...stretches(demand.high, time.high))),
  };
}

/** The integral over a stretch is least and most where the stretch begins or ends at a breakpoint. */
function stretches(profile: WeeklyProfile, length: Seconds): readonly number[] {
  return profile.starts.flatMap((start) => {
    const ending = (((start - length) % WEEK) + WEEK) % WEEK;
    return [start, ending].map((from) => profileIntegral(profile, seconds(from), length));
  });
}

/** The smaller of both, case by case. */
export function atMost(a: Uncertain<Bytes>, b: Uncertain<Bytes>): Uncertain<Bytes> {
  return {
    low: bytes(Math.min(a.low, b.low)),
    likely: bytes(Math.min(a.likely, b.likely)),
    high: bytes(Math.min(a.high, b.high)),
  };
}

/**
 * The longest outage after which a journal of that size still holds all that came in: at worst in the busiest stretch
 * of the week. Never full where nothing comes in.
 */
export function longestRideOut(journal: Uncertain<Bytes>, demand: UncertainProfile<Rate>): UncertainDuration {
  return uncertainCopyTime(journal, demand, NO_RATES);
}
