import { type Bytes, bytes, type Rate, type Seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { after, type Duration, longer, never, type UncertainDuration } from "./duration.ts";
import { type FlowLag, fluidQueue } from "./fluid-queue.ts";
import type { UncertainProfile } from "./weekly-profile.ts";

/** A flow's lag under the best, the likely and the worst of its inputs. */
export interface UncertainLag {
  readonly typical: UncertainDuration;
  readonly p95: UncertainDuration;
  readonly worst: UncertainDuration;
  /** When the worst falls, in seconds from Monday 00:00: of the likely case, or of the best one if the likely has none. */
  readonly worstAt?: Seconds;
  /** What the backlog gains in the mean of a day: 0 as long as it is bounded. */
  readonly growthPerDay: Uncertain<Bytes>;
  readonly cases: { readonly low: FlowLag; readonly likely: FlowLag; readonly high: FlowLag };
}

/** The lag of one flow whose demand and service are uncertain: it rises with the demand and falls with the service. */
export function uncertainLag(demand: UncertainProfile<Rate>, service: UncertainProfile<Rate>): UncertainLag {
  const likely = fluidQueue(demand.likely, service.likely);
  const known = demand.low === demand.high && service.low === service.high;
  return lagOfCases(
    known ? likely : fluidQueue(demand.low, service.high),
    likely,
    known ? likely : fluidQueue(demand.high, service.low),
  );
}

/** The lag of which nothing is uncertain, by its only case. */
const exact = new WeakMap<FlowLag, UncertainLag>();

/** The same from three solutions, however they were found. */
export function lagOfCases(low: FlowLag, likely: FlowLag, high: FlowLag): UncertainLag {
  if (low !== likely || likely !== high) return newLag(low, likely, high);
  const known = exact.get(likely) ?? newLag(likely, likely, likely);
  exact.set(likely, known);
  return known;
}

function newLag(low: FlowLag, likely: FlowLag, high: FlowLag): UncertainLag {
  const worstAt = [likely, low].find((lag) => lag.kind === "steady")?.worstAt;
  const growth = growthOf(low);
  const likelyGrowth = Math.max(growth, growthOf(likely));
  return {
    typical: rises(low, likely, high, "typical"),
    p95: rises(low, likely, high, "p95"),
    worst: rises(low, likely, high, "worst"),
    ...(worstAt === undefined ? {} : { worstAt }),
    growthPerDay: {
      low: bytes(growth),
      likely: bytes(likelyGrowth),
      high: bytes(Math.max(likelyGrowth, growthOf(high))),
    },
    cases: { low, likely, high },
  };
}

/** Equal lags may come out swapped by rounding; each is at least the one before. */
function rises(low: FlowLag, likely: FlowLag, high: FlowLag, what: "typical" | "p95" | "worst"): UncertainDuration {
  const shortest = lagDuration(low, what);
  const middle = longer(lagDuration(likely, what), shortest);
  return { low: shortest, likely: middle, high: longer(lagDuration(high, what), middle) };
}

function lagDuration(lag: FlowLag, what: "typical" | "p95" | "worst"): Duration {
  return lag.kind === "steady" ? after(lag[what]) : never(lag.because);
}

function growthOf(lag: FlowLag): number {
  return lag.kind === "steady" ? 0 : lag.growthPerDay;
}
