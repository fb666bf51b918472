import { type Rate, rate } from "../../quantity/quantity.ts";
import { WEEK } from "../../quantity/week.ts";
import { type FlowNetwork, loadOf } from "./flow-network.ts";
import { type FlowSystem, flowSystem } from "./flow-system.ts";
import { flowWeek, type LevelLog } from "./flow-week.ts";
import { steadyFlows } from "./steady-flows.ts";
import {
  combineProfiles,
  mapProfile,
  profileMax,
  profileMin,
  sumProfiles,
  type WeeklyProfile,
} from "./weekly-profile.ts";

/**
 * What all flows of a network leave of each link in the week that repeats itself, on the wire: its capacity without what
 * departs. Exact, like `sharedFlows`: a flow departs as it arrives as long as nothing of it waits, else with its share.
 */
export function leftOver(network: FlowNetwork): readonly WeeklyProfile<Rate>[] {
  const flows = network.flows.filter(({ demand }) => profileMax(demand) > 0);
  if (flows.length === 0) return network.capacities;
  if (allPeaksFit({ ...network, flows })) return withoutDemand({ ...network, flows });
  const system = flowSystem({ capacities: network.capacities, flows });
  const { start } = steadyFlows(system);
  const left = flowWeek(system, start, true).left ?? [];
  const used = new Set(flows.flatMap(({ links }) => links));
  return network.capacities.map((capacity, link) =>
    used.has(link) ? profileOfLog(left[link] as LevelLog, system) : capacity,
  );
}

/** Whether every link could carry all peaks at the same instant, and no cap ever holds a flow back: then nothing waits. */
function allPeaksFit({ capacities, flows }: FlowNetwork): boolean {
  const sums = new Float64Array(capacities.length);
  for (const flow of flows) {
    const peak = profileMax(flow.demand);
    if (flow.cap && peak > profileMin(flow.cap)) return false;
    flow.links.forEach((link, hop) => {
      sums[link] = (sums[link] as number) + peak * loadOf(flow, hop);
    });
  }
  return capacities.every((capacity, link) => (sums[link] as number) <= NEARLY_FULL * profileMin(capacity));
}

/** What comes nearer to the capacity of a link, as a share of it, is looked at closely: sums carry rounding errors. */
const NEARLY_FULL = 1 - 1e-9;

function withoutDemand({ capacities, flows }: FlowNetwork): readonly WeeklyProfile<Rate>[] {
  const loads = capacities.map((): WeeklyProfile<Rate>[] => []);
  for (const flow of flows) {
    flow.links.forEach((link, hop) => {
      const load = loadOf(flow, hop);
      loads[link]?.push(load === 1 ? flow.demand : mapProfile(flow.demand, (value) => rate(value * load)));
    });
  }
  return capacities.map((capacity, link) => {
    const taken = loads[link] ?? [];
    if (taken.length === 0) return capacity;
    return combineProfiles(capacity, sumProfiles(taken), (most, sum) => rate(Math.max(0, most - sum)));
  });
}

/** What a log of a week says, in bytes per second and from Monday on; nothing before its first time. */
export function profileOfLog(
  { times, levels }: LevelLog,
  { unit, offer: { quietest } }: Pick<FlowSystem, "unit" | "offer">,
): WeeklyProfile<Rate> {
  const starts: number[] = [];
  const values: Rate[] = [];
  // The week of the log begins at its quietest instant: what it says of the time from Monday on comes last.
  let monday = times.findIndex((time) => time >= WEEK - quietest);
  if (monday < 0) monday = times.length;
  push(0, monday - 1);
  for (let i = monday; i < times.length; i++) push((times[i] as number) + quietest - WEEK, i);
  if (times[0] !== 0) push(quietest, -1);
  for (let i = 0; i < monday; i++) push((times[i] as number) + quietest, i);
  return { starts, values };

  function push(time: number, at: number): void {
    const value = rate(Math.min(Number.MAX_VALUE, (levels[at] ?? 0) * unit));
    if (time > 0 && values[values.length - 1] === value) return;
    if (starts[starts.length - 1] === time) starts.length = values.length = starts.length - 1;
    starts.push(time);
    values.push(value);
  }
}
