import { type Seconds, seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";

/**
 * Round trip that a write waits for: of a group of n members the writer is one, and with ⌊n/2⌋ others it is a majority.
 * `others` are the round trips to the other members; without any the writer is alone and waits for nobody.
 */
export function quorumRtt(others: readonly Uncertain<Seconds>[]): Uncertain<Seconds> {
  const acknowledgements = Math.floor((others.length + 1) / 2);
  const slowestWaitedFor = (bound: keyof Uncertain) => {
    const ordered = others.map((rtt) => rtt[bound]).sort((a, b) => a - b);
    return ordered[acknowledgements - 1] ?? seconds(0);
  };
  return { low: slowestWaitedFor("low"), likely: slowestWaitedFor("likely"), high: slowestWaitedFor("high") };
}

/** Whether `alive` of `members` are a majority, without which a group stops. */
export function hasMajority(alive: number, members: number): boolean {
  return alive > members / 2;
}
