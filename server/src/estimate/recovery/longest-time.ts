import { type Seconds, seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";

/** The longer of two times in each case. */
export function longestTime(a: Uncertain<Seconds>, b: Uncertain<Seconds>): Uncertain<Seconds> {
  return {
    low: seconds(Math.max(a.low, b.low)),
    likely: seconds(Math.max(a.likely, b.likely)),
    high: seconds(Math.max(a.high, b.high)),
  };
}
