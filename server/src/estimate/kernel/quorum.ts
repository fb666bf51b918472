import { type Seconds, seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";

/** How many others a write waits for: of a group of n members the writer is one, and with ⌊n/2⌋ others it is a majority. */
export function othersForMajority(others: number): number {
  return Math.floor((others + 1) / 2);
}

/**
 * Round trip that a write waits for: that of the last of the nearest `acknowledgements` members. `others` are the round trips to the
 * other members; without any the writer is alone and waits for nobody.
 */
export function quorumRtt(
  others: readonly Uncertain<Seconds>[],
  acknowledgements = othersForMajority(others.length),
): Uncertain<Seconds> {
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
