import type { FlowNetwork, SharedFlow } from "../../../server/src/estimate/kernel/flow-network.ts";
import { type WeeklyProfile, weeklyProfile } from "../../../server/src/estimate/kernel/weekly-profile.ts";
import { type Rate, rate, ratio, seconds } from "../../../server/src/quantity/quantity.ts";
import type { HourlyNetwork } from "./random-network.ts";
import type { SteppedFlow } from "./step-flows.ts";
import type { HourlyRates } from "./step-simulation.ts";

/** What the stepping simulation takes, as the estimate takes it. */
export function flowNetwork({ capacities, flows }: HourlyNetwork): FlowNetwork {
  return { capacities: capacities.map(profile), flows: flows.map(sharedFlow) };
}

export function sharedFlow({ arrivals, links, priority, loads, cap }: SteppedFlow): SharedFlow {
  return {
    demand: profile(arrivals),
    links,
    priority,
    ...(loads ? { loads: loads.map(ratio) } : {}),
    ...(cap ? { cap: profile(cap) } : {}),
  };
}

export function profile(rates: HourlyRates): WeeklyProfile<Rate> {
  const overlays = rates.map(([fromHour, value]) => ({
    windows: [{ start: seconds(fromHour * 3600), end: seconds(604_800) }],
    value: rate(value),
  }));
  return weeklyProfile(rate(0), overlays);
}
