import { type Bytes, bytes, type Rate, type Seconds, seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { after, type Duration, longer, type NeverReason, never, type UncertainDuration } from "./duration.ts";

/** A running machine whose memory is copied to another host. */
export interface PreCopyInputs {
  readonly memory: Bytes;
  /** How fast different parts of its memory are written. */
  readonly dirty: Rate;
  /** What the line carries of this move. */
  readonly goodput: Rate;
  /** The longest that it may stand still. */
  readonly pause: Seconds;
}

export type PreCopy =
  | {
      readonly kind: "ends";
      /** Rounds that are copied while it runs; what is left then follows while it stands still. */
      readonly rounds: number;
      /** From the first byte to the end of the pause. */
      readonly duration: Seconds;
      readonly pause: Seconds;
      /** All that travels, the memory and what was written to it again. */
      readonly sent: Bytes;
    }
  | { readonly kind: "never"; readonly because: NeverReason };

/**
 * Live migration by pre-copy (Clark and others, "Live Migration of Virtual Machines", NSDI 2005): the first round sends
 * all memory, each further one what was written during the one before. When what is left can be sent within `pause`, the
 * machine stops and the rest follows (QEMU's `downtime-limit`).
 *
 * Each round is shorter than the one before by dirty / goodput, so it comes to that only if goodput exceeds the dirty rate.
 * There is no most of rounds: a hypervisor that has one gives up earlier, or stops the machine for longer.
 */
export function preCopy({ memory, dirty, goodput, pause }: PreCopyInputs): PreCopy {
  if (memory <= 0) return { kind: "ends", rounds: 0, duration: seconds(0), pause: seconds(0), sent: bytes(0) };
  if (goodput <= 0) return { kind: "never", because: "no-capacity" };
  const whole = memory / goodput;
  if (!Number.isFinite(whole)) return { kind: "never", because: "no-capacity" };
  if (whole <= pause * (1 + ROUNDING)) {
    return { kind: "ends", rounds: 0, duration: seconds(whole), pause: seconds(whole), sent: memory };
  }
  if (dirty <= 0) return { kind: "ends", rounds: 1, duration: seconds(whole), pause: seconds(0), sent: memory };
  const shrink = dirty / goodput;
  if (shrink >= 1 || pause <= 0) return { kind: "never", because: "does-not-converge" };
  const rounds = Math.max(1, Math.ceil(Math.log((pause * (1 + ROUNDING)) / whole) / Math.log(shrink)));
  const duration = (whole * (1 - shrink ** (rounds + 1))) / (1 - shrink);
  return {
    kind: "ends",
    rounds,
    duration: seconds(duration),
    pause: seconds(whole * shrink ** rounds),
    sent: bytes(duration * goodput),
  };
}

export interface UncertainPreCopyInputs {
  readonly memory: Uncertain<Bytes>;
  readonly dirty: Uncertain<Rate>;
  readonly goodput: Uncertain<Rate>;
  readonly pause: Uncertain<Seconds>;
}

export interface UncertainPreCopy {
  readonly duration: UncertainDuration;
  readonly pause: UncertainDuration;
  readonly cases: { readonly low: PreCopy; readonly likely: PreCopy; readonly high: PreCopy };
}

/**
 * The same with uncertain inputs: least memory and dirty rate with the most goodput and tolerated pause, and the other way
 * round. The duration rises and falls with each of them.
 *
 * The pause does not: one round more makes it shorter. With as many rounds in all cases it lies between those of the best
 * and the worst; else between the tolerated pause and what the last round can make of it.
 */
export function uncertainPreCopy({ memory, dirty, goodput, pause }: UncertainPreCopyInputs): UncertainPreCopy {
  const low = preCopy({ memory: memory.low, dirty: dirty.low, goodput: goodput.high, pause: pause.high });
  const likely = preCopy({ memory: memory.likely, dirty: dirty.likely, goodput: goodput.likely, pause: pause.likely });
  const high = preCopy({ memory: memory.high, dirty: dirty.high, goodput: goodput.low, pause: pause.low });
  return {
    duration: rising(durationOf(low, "duration"), durationOf(likely, "duration"), durationOf(high, "duration")),
    pause: pauseOf(low, likely, high, pause, dirty.low / goodput.high),
    cases: { low, likely, high },
  };
}

function pauseOf(
  low: PreCopy,
  likely: PreCopy,
  high: PreCopy,
  tolerated: Uncertain<Seconds>,
  mostShrink: number,
): UncertainDuration {
  const [best, middle, worst] = [durationOf(low, "pause"), durationOf(likely, "pause"), durationOf(high, "pause")];
  if (low.kind === "never" || roundsOf(low) === roundsOf(high)) return rising(best, middle, worst);
  const least = Math.min(low.pause, tolerated.low * mostShrink);
  return rising(after(least), middle, worst.kind === "never" ? worst : after(tolerated.high));
}

function roundsOf(outcome: PreCopy): number | undefined {
  return outcome.kind === "ends" ? outcome.rounds : undefined;
}

function durationOf(outcome: PreCopy, what: "duration" | "pause"): Duration {
  return outcome.kind === "ends" ? after(outcome[what]) : never(outcome.because);
}

/** Equal values may come out swapped by rounding. */
function rising(low: Duration, likely: Duration, high: Duration): UncertainDuration {
  const middle = longer(likely, low);
  return { low, likely: middle, high: longer(high, middle) };
}

/** Relative excess over the tolerated pause that is rounding. */
const ROUNDING = 1e-9;
