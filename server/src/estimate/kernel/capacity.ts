import { type Rate, type Ratio, rate } from "../../quantity/quantity.ts";
import { exactly, isExact, type Uncertain } from "../../quantity/uncertain.ts";
import type { WeekSpan } from "../../quantity/week.ts";
import {
  combineProfiles,
  constantProfile,
  exactProfile,
  lowerProfile,
  mapProfile,
  type UncertainProfile,
  uncertainProfile,
  type WeeklyProfile,
} from "./weekly-profile.ts";

/** What a link leaves for replication. */
export interface CapacityInputs {
  readonly goodput: Uncertain<Rate>;
  /** All of it if left out. */
  readonly available?:
    | { readonly kind: "share"; readonly share: Uncertain<Ratio> }
    | { readonly kind: "rate"; readonly rate: Uncertain<Rate> };
  readonly otherTraffic?: UncertainProfile<Rate>;
  /** Where windows overlap, the later throttle wins. */
  readonly throttles?: readonly { readonly windows: readonly WeekSpan[]; readonly value: Uncertain<Rate> }[];
}

/**
 * Capacity for replication over the week, on the wire: the least of the available share or rate, of what other traffic
 * leaves, and of the throttles in their windows; never below 0, never above the goodput. Low holds the low goodput
 * with the most of other traffic.
 */
export function capacity(inputs: CapacityInputs): UncertainProfile<Rate> {
  const likely = capacityCase(inputs, "likely", "likely");
  if (isKnown(inputs)) return exactProfile(likely);
  return { low: capacityCase(inputs, "low", "high"), likely, high: capacityCase(inputs, "high", "low") };
}

function capacityCase(inputs: CapacityInputs, better: keyof Uncertain, traffic: keyof Uncertain): WeeklyProfile<Rate> {
  return mapProfile(limitsOf(inputs, better, traffic).reduce(lowerProfile), (value) => rate(Math.max(0, value)));
}

function limitsOf(
  { goodput, available, otherTraffic, throttles }: CapacityInputs,
  better: keyof Uncertain,
  traffic: keyof Uncertain,
): WeeklyProfile<Rate>[] {
  const all = goodput[better];
  const limits = [constantProfile(all)];
  if (available !== undefined) {
    const left = available.kind === "share" ? rate(all * available.share[better]) : available.rate[better];
    limits.push(constantProfile(left));
  }
  if (otherTraffic !== undefined) {
    const left = combineProfiles(constantProfile(all), otherTraffic[traffic], (full, taken) => rate(full - taken));
    limits.push(left);
  }
  if (throttles !== undefined) {
    limits.push(uncertainProfile(exactly(all), throttles)[better]);
  }
  return limits;
}

function isKnown({ goodput, available, otherTraffic, throttles }: CapacityInputs): boolean {
  const given = available === undefined || isExact(available.kind === "share" ? available.share : available.rate);
  const others = otherTraffic === undefined || otherTraffic.low === otherTraffic.high;
  return isExact(goodput) && given && others && (throttles ?? []).every(({ value }) => isExact(value));
}
