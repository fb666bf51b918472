import {
  type ActivityNetwork,
  type Case,
  inSequence,
  isExactNetwork,
  type NeverReasons,
  neverReasons,
  sharesNothing,
} from "./activity-network.ts";
import { type ActivityRun, WAITED_AS, type WaitedAs } from "./activity-run.ts";
import { after, type Duration, exactDuration, longer, never, type UncertainDuration } from "./duration.ts";
import { runApart } from "./run-apart.ts";
import { runShared } from "./run-shared.ts";

/** When an activity takes place. */
export interface ScheduledActivity {
  readonly start: UncertainDuration;
  readonly end: UncertainDuration;
  /** The activity whose end let it start in the likely case, and why it waited for it; absent where it waited for none. */
  readonly waitedFor: { readonly activity: number; readonly as: WaitedAs } | undefined;
}

/** A network that is solved. Times are read off when they are asked for: often only the last one counts. */
export interface Schedule {
  readonly endOf: (activity: number) => UncertainDuration;
  /** All of them, by index. */
  readonly activities: () => readonly ScheduledActivity[];
}

const LIKELY: Case = { time: "likely", rate: "likely" };
const BEST: Case = { time: "low", rate: "high" };
const WORST: Case = { time: "high", rate: "low" };

/**
 * When everything takes place, from time 0 on.
 *
 * Whatever is ready starts at once, unless its owner is busy or its pool full: an owner or a slot that becomes free goes
 * to the lower order first, then by name. Flows share their pipes at every instant: strictly by order, max-min fair
 * among equals.
 *
 * In which order owners and pools serve is decided once, in the likely case, and kept in the others. Serving whoever is
 * ready is not monotone: a shorter activity may change the order and make everything later (R. L. Graham, Bounds on
 * multiprocessing timing anomalies, 1969). With the order kept, every start is a maximum of sums, which never falls
 * when a time rises, so the best and the worst case bound all between. Pipes keep no order: less to carry for one flow
 * may let it get in the way of another elsewhere. There each case is solved for itself, and widened where they cross.
 */
export function schedule(network: ActivityNetwork): Schedule {
  const sequence = inSequence(network.activities);
  const isExact = isExactNetwork(network);
  const solved = sharesNothing(network) ? apart(network, sequence, isExact) : shared(network, sequence, isExact);
  return {
    endOf: (activity) => timesOf(solved, "end", activity, isExact),
    activities: () => network.activities.map((_, index) => readOff(solved, index, isExact)),
  };
}

/** The activities that decide when one ends in the likely case, first to last. */
export function criticalActivities(scheduled: readonly ScheduledActivity[], last: number): readonly number[] {
  const path: number[] = [];
  for (let at: number | undefined = last; at !== undefined; at = scheduled[at]?.waitedFor?.activity) path.push(at);
  return path.reverse();
}

interface Solved {
  readonly best: SolvedCase;
  readonly likely: SolvedCase;
  readonly worst: SolvedCase;
}

interface SolvedCase {
  readonly run: ActivityRun;
  readonly never: NeverReasons | undefined;
}

function apart(network: ActivityNetwork, sequence: readonly number[], isExact: boolean): Solved {
  const solve = (which: Case): SolvedCase => {
    const never = neverReasons(network, sequence, which);
    return { run: runApart(network, sequence, which, never), never };
  };
  const likely = solve(LIKELY);
  return isExact ? { best: likely, likely, worst: likely } : { best: solve(BEST), likely, worst: solve(WORST) };
}

function shared(network: ActivityNetwork, sequence: readonly number[], isExact: boolean): Solved {
  const reasons = neverReasons(network, sequence, LIKELY);
  const run = runShared(network, sequence, LIKELY, reasons, undefined);
  const likely = { run, never: reasons };
  const solve = (which: Case): SolvedCase => {
    const never = neverReasons(network, sequence, which);
    return { run: runShared(network, sequence, which, never, run.orders), never };
  };
  return isExact ? { best: likely, likely, worst: likely } : { best: solve(BEST), likely, worst: solve(WORST) };
}

function readOff(solved: Solved, index: number, isExact: boolean): ScheduledActivity {
  const { run } = solved.likely;
  const activity = run.waitedFor[index] as number;
  return {
    start: timesOf(solved, "start", index, isExact),
    end: timesOf(solved, "end", index, isExact),
    waitedFor: activity < 0 ? undefined : { activity, as: WAITED_AS[run.waitedAs[index] as number] as WaitedAs },
  };
}

function timesOf(
  { best, likely, worst }: Solved,
  what: "start" | "end",
  index: number,
  isExact: boolean,
): UncertainDuration {
  const middle = timeOf(likely, what, index);
  if (isExact) return exactDuration(middle);
  const low = timeOf(best, what, index);
  return {
    low: longer(middle, low) === middle ? low : middle,
    likely: middle,
    high: longer(timeOf(worst, what, index), middle),
  };
}

function timeOf({ run, never: reasons }: SolvedCase, what: "start" | "end", index: number): Duration {
  const time = run[what][index] as number;
  return Number.isFinite(time) ? after(time) : never(reasons?.[index] ?? "no-capacity");
}
