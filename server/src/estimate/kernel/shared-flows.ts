import { bytes, type Rate, rate } from "../../quantity/quantity.ts";
import { DAY, WEEK } from "../../quantity/week.ts";
import { type FlowArrivals, type FlowWaits, flowAges } from "./flow-ages.ts";
import { flowComponents, partOf } from "./flow-components.ts";
import type { FlowNetwork, SharedFlow } from "./flow-network.ts";
import { type FlowSystem, flowSystem } from "./flow-system.ts";
import type { LevelLog } from "./flow-week.ts";
import { type FlowLag, fluidQueue } from "./fluid-queue.ts";
import { summariseStretches } from "./lag-stretches.ts";
import type { OfferedLoad } from "./offered-load.ts";
import type { ProfileChanges } from "./profile-changes.ts";
import { sameNumbers } from "./repeating-days.ts";
import { serviceAlone } from "./share-of-one-more.ts";
import { steadyFlows } from "./steady-flows.ts";
import { constantProfile, profileMax, type WeeklyProfile } from "./weekly-profile.ts";

/** By flow and by link of the network. */
export interface SharedLags {
  readonly lags: readonly FlowLag[];
  readonly loads: readonly OfferedLoad[];
}

/**
 * The lag of every flow of a network once the week repeats itself: an exact solution without time steps.
 *
 * At any instant links serve by strict priority, and flows of one priority share max-min fairly on all links of their
 * routes: none could get more without taking it from one that has no more than it. A flow for which nothing waits takes
 * no more than what arrives, one for which something waits all that it gets. Each flow is first in, first out.
 *
 * Unbounded is a flow that in the long run gets no more than it sends.
 */
export function sharedFlows(network: FlowNetwork): SharedLags {
  const lags: FlowLag[] = network.flows.map(() => IDLE);
  const loads: OfferedLoad[] = network.capacities.map(() => ({ mean: 0, peak: 0 }));
  const sending = network.flows.flatMap(({ demand }, flow) => (profileMax(demand) > 0 ? [flow] : []));
  const busy = { ...network, flows: sending.map((flow) => network.flows[flow] as SharedFlow) };
  for (const component of flowComponents(busy)) {
    const solved = solve(partOf(busy, component));
    component.flows.forEach((flow, i) => {
      lags[sending[flow] as number] = solved.lags[i] as FlowLag;
    });
    component.links.forEach((link, i) => {
      loads[link] = solved.loads[i] as OfferedLoad;
    });
  }
  return { lags, loads };
}

const IDLE: FlowLag = fluidQueue(constantProfile(rate(0)), constantProfile(rate(0)));

/** One component, in which all flows send something. */
function solve(network: FlowNetwork): SharedLags {
  const system = flowSystem(network);
  const loads = system.offer.links;
  const [first, ...others] = network.flows;
  if (first && others.length === 0) return { lags: [fluidQueue(first.demand, serviceAlone(network, first))], loads };
  return { lags: system.offer.fits ? network.flows.map(() => IDLE) : lagsOf(network, system), loads };
}

function lagsOf(network: FlowNetwork, system: FlowSystem): readonly FlowLag[] {
  const { week, start, growth } = steadyFlows(system);
  const { unit, offer } = system;
  let arrivals: readonly FlowArrivals[] | undefined;
  const sameLogs = new Map<LevelLog, boolean>();
  const lags: FlowLag[] = [];
  system.groups.forEach(({ members }, group) => {
    for (const flow of members) {
      const gain = growth[flow];
      if (gain !== undefined) {
        lags[flow] = unbounded(network, flow, (gain / WEEK) * DAY * unit);
      } else if (week.waits[flow]?.length === 0) {
        lags[flow] = IDLE;
      } else {
        const inputs = {
          waits: { times: week.waits[flow] ?? [], backlog: start[flow] as number },
          log: week.levels[group] as LevelLog,
          unit,
          begin: offer.quietest,
        };
        const { demand } = network.flows[flow] as SharedFlow;
        const before = known.get(demand);
        if (before && sameInputs(before.inputs, inputs, sameLogs)) {
          lags[flow] = before.lag;
          continue;
        }
        arrivals ??= arrivalsOf(system.changes, system.flows);
        const ages = flowAges(arrivals[flow] as FlowArrivals, inputs.waits, inputs.log, inputs.begin);
        const backlog = Math.min(Number.MAX_VALUE, (week.maxBacklog[flow] as number) * unit);
        const lag: FlowLag = { kind: "steady", ...summariseStretches(ages, backlog) };
        known.set(demand, { inputs, lag });
        lags[flow] = lag;
      }
    }
  });
  return lags;
}

/** All that the lag of a flow rests on besides its demand. */
interface LagInputs {
  readonly waits: FlowWaits;
  readonly log: LevelLog;
  readonly unit: number;
  readonly begin: number;
}

/** By the demand. A change somewhere leaves most flows of a large network as they were. */
const known = new WeakMap<WeeklyProfile, { readonly inputs: LagInputs; readonly lag: FlowLag }>();

function sameInputs(a: LagInputs, b: LagInputs, sameLogs: Map<LevelLog, boolean>): boolean {
  if (a.unit !== b.unit || a.begin !== b.begin || a.waits.backlog !== b.waits.backlog) return false;
  if (!sameNumbers(a.waits.times, b.waits.times)) return false;
  let same = sameLogs.get(a.log);
  if (same === undefined) {
    same = sameNumbers(a.log.times, b.log.times) && sameNumbers(a.log.levels, b.log.levels);
    sameLogs.set(a.log, same);
  }
  return same;
}

function arrivalsOf({ times, targets, values }: ProfileChanges, flows: number): readonly FlowArrivals[] {
  const arrivals = Array.from({ length: flows }, () => ({ starts: [] as number[], rates: [] as number[] }));
  for (let i = 0; i < times.length; i++) {
    const flow = arrivals[targets[i] as number];
    if (!flow || flow.rates[flow.rates.length - 1] === values[i]) continue;
    flow.starts.push(times[i] as number);
    flow.rates.push(values[i] as number);
  }
  return arrivals;
}

function unbounded({ flows, capacities }: FlowNetwork, flow: number, growthPerDay: number): FlowLag {
  const { links } = flows[flow] as SharedFlow;
  const closed = links.some((link) => profileMax(capacities[link] as WeeklyProfile<Rate>) === 0);
  return {
    kind: "unbounded",
    because: closed ? "no-capacity" : "unbounded-lag",
    growthPerDay: bytes(Math.min(Number.MAX_VALUE, growthPerDay)),
  };
}
