import { type Bytes, type Rate, rate, type Seconds } from "../../quantity/quantity.ts";
import { WEEK } from "../../quantity/week.ts";
import { after, type Duration, never } from "./duration.ts";
import { flowComponents, partOf } from "./flow-components.ts";
import type { FlowNetwork, SharedFlow } from "./flow-network.ts";
import { type FlowSystem, flowSystem } from "./flow-system.ts";
import { flowWeek, type Volume } from "./flow-week.ts";
import { steadyFlows } from "./steady-flows.ts";
import { constantProfile, type WeeklyProfile } from "./weekly-profile.ts";

/** Something to be sent once: an initial copy, a resync, a restore. It shares the links like any flow. */
export interface SharedCopy extends Omit<SharedFlow, "demand"> {
  readonly size: Bytes;
  /** When it begins, in seconds from Monday 00:00: an instant of a week. */
  readonly start: Seconds;
}

/**
 * How long each copy takes, if all of them begin within one week in which the flows of the network have long been
 * running. Never for a copy that flows of higher priority leave nothing to, or whose links carry nothing.
 */
export function sharedCopies(network: FlowNetwork, copies: readonly SharedCopy[]): readonly Duration[] {
  const flows = [...network.flows, ...copies.map((copy): SharedFlow => ({ ...copy, demand: NOTHING }))];
  const all = { capacities: network.capacities, flows };
  const result: Duration[] = copies.map(() => after(0));
  for (const component of flowComponents(all)) {
    const system = flowSystem(partOf(all, component));
    const volumes = component.flows.flatMap((index, flow): readonly Volume[] => {
      const copy = copies[index - network.flows.length];
      if (!copy || copy.size <= 0 || copy.links.length === 0) return [];
      const time = (copy.start - system.offer.quietest + WEEK) % WEEK;
      return [{ flow, time, size: copy.size / system.unit }];
    });
    for (const [flow, time] of timesOf(system, volumes)) {
      result[(component.flows[flow] as number) - network.flows.length] = time;
    }
  }
  return result;
}

const NOTHING: WeeklyProfile<Rate> = constantProfile(rate(0));

/** Rates at which a copy proceeds week by week, and that differ by less, relatively, are the same. */
const SAME_WITHIN = 1e-9;

/** Most weeks that are simulated, those left out apart; a copy that does not end in them counts as one that never does. */
const MOST_WEEKS = 500;

/** How long each volume takes, by flow. */
function timesOf(system: FlowSystem, volumes: readonly Volume[]): ReadonlyMap<number, Duration> {
  const times = new Map(volumes.map(({ flow }) => [flow, never("no-capacity")]));
  if (volumes.length === 0) return times;
  const open = new Map(volumes.map((volume) => [volume.flow, volume]));
  const inOrder = volumes.toSorted((a, b) => a.time - b.time);
  let start = steadyFlows(system).start;
  let passed = 0;
  let sent = new Map<number, number>();
  for (let count = 0; count < MOST_WEEKS && open.size > 0; count++) {
    const week = flowWeek(system, start, count === 0 ? inOrder : []);
    for (const [flow, volume] of open) {
      const end = week.waits[flow]?.[1];
      if (end === undefined) continue;
      times.set(flow, after(passed + end - volume.time));
      open.delete(flow);
    }
    passed += WEEK;
    const before = sent;
    sent = new Map([...open.keys()].map((flow) => [flow, (start[flow] as number) - (week.backlog[flow] as number)]));
    start = week.backlog;
    if (count < 2 || ![...sent].every(([flow, amount]) => isSame(amount, before.get(flow) ?? 0))) continue;
    // The weeks are alike until one of the copies ends.
    const weeks = Math.min(...[...sent].map(([flow, amount]) => Math.floor((start[flow] as number) / amount) - 1));
    if (weeks === Number.POSITIVE_INFINITY) break;
    if (weeks <= 0) continue;
    for (const [flow, amount] of sent) start[flow] = (start[flow] as number) - weeks * amount;
    passed += weeks * WEEK;
  }
  return times;
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME_WITHIN * Math.max(a, b);
}
