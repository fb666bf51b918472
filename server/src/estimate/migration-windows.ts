import type { Verdict } from "./kernel/within-limit.ts";

/** Windows that a move takes, one after the other; undefined where it is not done in any number of them. */
export interface WindowsTaken {
  readonly low: number | undefined;
  readonly likely: number | undefined;
  readonly high: number | undefined;
}

/** Whether one window is enough. What may go on in the next one is only at risk where it is not. */
export function windowsVerdict({ low, high }: WindowsTaken, goesOn: boolean): Verdict {
  if (isOne(high)) return "met";
  return isOne(low) || (goesOn && low !== undefined) ? "at-risk" : "missed";
}

function isOne(windows: number | undefined): boolean {
  return windows !== undefined && windows <= 1;
}
