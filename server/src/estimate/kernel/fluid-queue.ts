import { type Bytes, bytes, type Rate } from "../../quantity/quantity.ts";
import { DAY, WEEK } from "../../quantity/week.ts";
import type { NeverReason } from "./duration.ts";
import type { LagSummary } from "./lag-stretches.ts";
import { type FlowTrace, summariseLag } from "./lag-summary.ts";
import { profileMax, type WeeklyProfile } from "./weekly-profile.ts";

/**
 * How far a flow runs behind its source once the week repeats itself; or that it never does, with how much the
 * backlog gains in the mean of a day. Solvers of one flow and of many flows on shared links both answer in it.
 */
export type FlowLag =
  | ({ readonly kind: "steady" } & LagSummary)
  | { readonly kind: "unbounded"; readonly because: NeverReason; readonly growthPerDay: Bytes };

/**
 * The lag of one flow with a link of its own: an exact solution, without time steps, of a fluid first-in-first-out
 * queue in its periodic steady state.
 *
 * Changes arrive at the rate `demand` and leave at the rate `service`, or as they arrive while nothing waits. A demand
 * whose mean is not below that of the service never gets into such a state. No demand at all has no lag, even where
 * there is no service. Rates are 0 or more and finite.
 */
export function fluidQueue(demand: WeeklyProfile<Rate>, service: WeeklyProfile<Rate>): FlowLag {
  const peakDemand = profileMax(demand);
  if (peakDemand === 0) return summaryInBytes(IDLE, 1);
  // In shares of the highest rate, so that neither huge nor tiny rates leave the range of numbers.
  const peak = Math.max(peakDemand, profileMax(service));
  const pieces = piecesOf(demand, service, peak);
  if (pieces.served - pieces.arrived <= EQUAL_WITHIN * pieces.served) {
    const growth = (Math.max(0, pieces.arrived - pieces.served) / WEEK) * DAY;
    return {
      kind: "unbounded",
      because: pieces.served === 0 ? "no-capacity" : "unbounded-lag",
      growthPerDay: inBytes(growth, peak),
    };
  }
  return summaryInBytes(summariseLag(traceOf(pieces)), peak);
}

const IDLE: LagSummary = summariseLag({ times: [0, WEEK], arriving: [0], departing: [0], backlog: [0, 0] });

/** A service that exceeds the demand by less, relatively, is no more than equal to it: rounding can do as much. */
const EQUAL_WITHIN = 1e-12;

/** The backlog below this, in the highest rate's output of one second, is rounding error. */
const EMPTY_WITHIN = 1e-7;

/** Both profiles cut at the breakpoints of either, in shares of the peak, and what a week sums up to. */
interface Pieces {
  readonly starts: readonly number[];
  readonly demand: readonly number[];
  readonly service: readonly number[];
  readonly arrived: number;
  readonly served: number;
  /** The piece at whose start arrivals less service, summed from Monday 00:00, are least. */
  readonly emptiest: number;
}

function piecesOf(demand: WeeklyProfile, service: WeeklyProfile, peak: number): Pieces {
  const starts: number[] = [];
  const demands: number[] = [];
  const services: number[] = [];
  let arrived = 0;
  let served = 0;
  let emptiest = 0;
  let least = 0;
  let i = 0;
  let j = 0;
  for (let start = 0; start < WEEK; ) {
    const w = (demand.values[i] as number) / peak;
    const s = (service.values[j] as number) / peak;
    if (arrived - served < least) {
      least = arrived - served;
      emptiest = starts.length;
    }
    starts.push(start);
    demands.push(w);
    services.push(s);
    const nextDemand = demand.starts[i + 1] ?? WEEK;
    const nextService = service.starts[j + 1] ?? WEEK;
    const end = Math.min(nextDemand, nextService);
    if (nextDemand === end) i++;
    if (nextService === end) j++;
    arrived += w * (end - start);
    served += s * (end - start);
    start = end;
  }
  return { starts, demand: demands, service: services, arrived, served, emptiest };
}

/**
 * One week of the steady state. With less arriving than served in a week, nothing waits where arrivals less service are
 * at their least of the week, whatever happened before: there it starts, and there it ends.
 */
function traceOf({ starts, demand, service, emptiest }: Pieces): FlowTrace {
  const times = [starts[emptiest] as number];
  const arriving: number[] = [];
  const departing: number[] = [];
  const backlog = [0];
  let waiting = 0;
  for (let k = 0; k < starts.length; k++) {
    const i = (emptiest + k) % starts.length;
    const week = emptiest + k >= starts.length ? WEEK : 0;
    const start = (starts[i] as number) + week;
    const end = (starts[i + 1] ?? WEEK) + week;
    const w = demand[i] as number;
    const s = service[i] as number;
    const drained = waiting > 0 && s > w ? start + waiting / (s - w) : end;
    if (drained < end) {
      push(drained, w, s, 0);
      push(end, w, w, 0);
    } else if (waiting === 0 && w <= s) {
      push(end, w, w, 0);
    } else {
      const left = waiting + (w - s) * (end - start);
      push(end, w, s, left > EMPTY_WITHIN ? left : 0);
    }
  }
  backlog[backlog.length - 1] = 0;
  return { times, arriving, departing, backlog };

  function push(time: number, w: number, rate: number, left: number): void {
    times.push(time);
    arriving.push(w);
    departing.push(rate);
    backlog.push(left);
    waiting = left;
  }
}

function summaryInBytes(summary: LagSummary, unit: number): FlowLag {
  return { kind: "steady", ...summary, maxBacklog: inBytes(summary.maxBacklog, unit) };
}

function inBytes(value: number, unit: number): Bytes {
  return bytes(Math.min(Number.MAX_VALUE, value * unit));
}
