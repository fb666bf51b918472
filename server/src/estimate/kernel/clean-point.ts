import type { Seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { after, type Duration, longer, never, plus, type UncertainDuration } from "./duration.ts";

/** Earlier states of data that are kept, one after the other. */
export interface PointsInTime {
  /** Time between one state and the next. */
  readonly spacing: Uncertain<Seconds>;
  /** From the instant of a state until it can be used. */
  readonly delay: UncertainDuration;
  /** Age of the newest usable state at worst: spacing and delay, or more where clock times say so. */
  readonly oldest: UncertainDuration;
  /** How long a state is kept from when it can be used. */
  readonly keep: Uncertain<Seconds>;
}

/**
 * What is lost when data are corrupted at an instant and that is noticed a time later: the time from the newest clean
 * state that is still kept then up to the corruption, at worst.
 *
 * States from before the corruption are clean. The newest of them is at most a spacing older than the corruption, or
 * older if the later ones were not usable yet: max(spacing, oldest − undetected). It is surely kept if states are kept
 * until they are that old and the corruption was noticed; surely gone if even one taken just before the corruption is;
 * in between it depends on how the states fall, so the worst case is never, and the likely one too unless at least half
 * of the ways to fall keep it. The loss falls and the danger of being dropped rises with the time unnoticed: each bound
 * takes the end of it that is worse, or better, for each of the two.
 */
export function cleanPointLoss(points: PointsInTime, undetected: Uncertain<Seconds>): UncertainDuration {
  const { spacing, oldest } = points;
  const loss = (bound: keyof Uncertain, noticed: number) =>
    longer(after(spacing[bound]), minus(oldest[bound], noticed));
  const low = keptShare(points, "low", "high", undetected.low) > 0 ? loss("low", undetected.high) : GONE;
  const middle = keptShare(points, "likely", "likely", undetected.likely);
  const likely = middle >= 0.5 ? loss("likely", undetected.likely) : GONE;
  const worst = keptShare(points, "high", "low", undetected.high);
  const ordered = longer(likely, low);
  return { low, likely: ordered, high: longer(worst >= 1 ? loss("high", undetected.low) : GONE, ordered) };
}

const GONE: Duration = never("corrupted-everywhere");

/** Relative difference that is rounding, such as that of a converted unit. */
const ROUNDING = 1e-9;

/** Of the ways in which the states may fall around the corruption, the share in which the newest clean one is still kept. */
function keptShare(
  { spacing, delay, oldest, keep }: PointsInTime,
  bound: keyof Uncertain,
  kept: keyof Uncertain,
  undetected: number,
): number {
  const reach = plus(delay[kept], after(keep[kept]));
  if (reach.kind === "never") return 0;
  const atMost = longer(after(undetected + spacing[bound]), oldest[bound]);
  const atLeast = longer(after(undetected), delay[bound]);
  const least = reach.time * (1 + ROUNDING);
  if (atMost.kind === "after" && least >= atMost.time) return 1;
  if (atLeast.kind === "never" || least < atLeast.time) return 0;
  const way = atMost.kind === "after" ? atMost.time - atLeast.time : spacing[bound];
  // One that may just be kept counts as a chance.
  return way > 0 ? Math.max(Number.MIN_VALUE, (reach.time - atLeast.time) / way) : 1;
}

function minus(duration: Duration, time: number): Duration {
  return duration.kind === "never" ? duration : after(Math.max(0, duration.time - time));
}
