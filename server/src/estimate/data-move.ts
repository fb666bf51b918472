import type { BoundMigration } from "../model/bind.ts";
import { type Bytes, bytes, type Rate, rate } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import { uncertainCopyTime } from "./kernel/copy-time-any-start.ts";
import { after, type Duration, longer, never, type UncertainDuration } from "./kernel/duration.ts";
import {
  combineProfiles,
  constantProfile,
  exactProfile,
  type UncertainProfile,
  type WeeklyProfile,
} from "./kernel/weekly-profile.ts";
import { type Stretch, windowedMove } from "./kernel/windowed-move.ts";
import { rates } from "./link-estimate.ts";
import { machinesOf } from "./live-move.ts";
import type { WindowsTaken } from "./migration-windows.ts";

/** How the data of a workload move. */
export interface DataMove {
  /** All that travels on the line, with the other moves at the same time. */
  readonly size: Uncertain<Bytes>;
  /** What carries it: at worst without what is written meanwhile. */
  readonly service: UncertainProfile<Rate>;
  /** Time that it works: what lies between its windows is left out. */
  readonly duration: UncertainDuration;
  /** Absent without a window. */
  readonly windows: WindowsTaken | undefined;
}

/**
 * Bytes over what the line carries, in the windows if there are any: then from the opening of the best of them. Nothing while
 * the data are not known.
 *
 * While its storage moves a workload runs on. Which of its writes hit what has moved already is not known: likely none that
 * count, at worst all, so that only what the changes leave of the line carries data.
 */
export function dataMove(
  { workload: { workload }, migration }: BoundMigration,
  service: UncertainProfile<Rate>,
  stretches: readonly Stretch[] | undefined,
): DataMove | undefined {
  if (!workload.data) return undefined;
  const { concurrent, method } = migration;
  const beside = Math.max(1, concurrent / machinesOf(workload)) * workload.count;
  const size = {
    low: bytes(workload.data.low * beside),
    likely: bytes(workload.data.likely * beside),
    high: bytes(workload.data.high * beside),
  };
  const changing = method === "storage" && workload.change.length > 0;
  const change = changing ? rates(workload.change, exactly(rate(0))).high : NO_CHANGE;
  const left = changing ? leftOf(service, change, workload.count) : service;
  if (!stretches)
    return {
      size,
      service: left,
      duration: uncertainCopyTime(size, left, exactProfile(NO_CHANGE)),
      windows: undefined,
    };
  const best = bestMove(size.low, left.high, stretches);
  const likely = bestMove(size.likely, left.likely, stretches);
  const worst = bestMove(size.high, left.low, stretches);
  const middle = longer(likely.duration, best.duration);
  return {
    size,
    service: left,
    duration: { low: best.duration, likely: middle, high: longer(worst.duration, middle) },
    windows: { low: best.windows, likely: likely.windows, high: worst.windows },
  };
}

const NO_CHANGE = constantProfile(rate(0));

/** At worst what the changes leave; the best and the likely case stay. */
function leftOf(service: UncertainProfile<Rate>, change: WeeklyProfile<Rate>, count: number): UncertainProfile<Rate> {
  const low = combineProfiles(service.low, change, (carried, written) => rate(Math.max(0, carried - written * count)));
  return { ...service, low };
}

/** From the opening of the window that gives the shortest time; the fewest windows likewise. */
function bestMove(
  size: Bytes,
  service: WeeklyProfile<Rate>,
  stretches: readonly Stretch[],
): { readonly duration: Duration; readonly windows: number | undefined } {
  const moves = stretches.flatMap((_, first) => windowedMove(size, service, stretches, first) ?? []);
  if (moves.length === 0) return { duration: never("no-capacity"), windows: undefined };
  return {
    duration: after(Math.min(...moves.map(({ working }) => working))),
    windows: Math.min(...moves.map(({ windows }) => windows)),
  };
}
