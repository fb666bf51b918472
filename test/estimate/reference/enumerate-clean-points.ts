/**
 * What is lost to a corruption, by looking at every way in which the points in time may fall around it, second by
 * second. It shares no formula with the model that it checks.
 */

/** Whole seconds. */
export interface KeptPoints {
  readonly spacing: number;
  /** From the capture of a point until it can be used. */
  readonly delay: number;
  /** From then until it is dropped. */
  readonly keep: number;
}

export interface CleanPoints {
  /** The longest time from a usable clean point to the corruption, over all ways in which there is one; -1 if there is none. */
  readonly worst: number;
  /** Of all ways, the share in which there is one. */
  readonly share: number;
}

/** The corruption happens at second 0 and is noticed at `undetected`. */
export function enumerateCleanPoints({ spacing, delay, keep }: KeptPoints, undetected: number): CleanPoints {
  let worst = -1;
  let found = 0;
  for (let phase = 0; phase < spacing; phase++) {
    const captures: number[] = [];
    for (let at = -phase - 1; at > -(spacing + delay + keep + undetected) * 2; at -= spacing) captures.push(at);
    const newest = captures.find((at) => {
      const usable = at + delay;
      return usable <= undetected && undetected <= usable + keep;
    });
    if (newest === undefined) continue;
    found++;
    worst = Math.max(worst, -newest);
  }
  return { worst, share: found / spacing };
}
