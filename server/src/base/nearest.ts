/**
 * The candidate that a mistyped word most likely means, or nothing when none is near: one slip in four letters is
 * tolerated, at least one, at most three. Slips are a wrong, missing or additional letter and two swapped neighbours;
 * upper and lower case are the same. Of equally near ones the first wins.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const written = word.toLowerCase();
  let best: string | undefined;
  let least = Math.min(3, Math.max(1, Math.floor(word.length / 4) + 1)) + 1;
  if (word.length <= 2) least = 2;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const found = distance(written, candidate.toLowerCase(), least);
    if (found < least) {
      best = candidate;
      least = found;
    }
  }
  return best;
}

/** Longer words are no slips of one another worth looking for. */
const LONGEST = 64;

/** Three rows of the table of distances, used over and over: the search runs over every name of a plan. */
const rows = [new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1)] as const;

/** The optimal string alignment distance, or `limit` when it is not below that. */
function distance(a: string, b: string, limit: number): number {
  if (a.length > LONGEST || b.length > LONGEST) return a === b ? 0 : limit;
  let [beforePrevious, previous, current]: readonly Uint8Array[] = rows;
  if (!beforePrevious || !previous || !current) return limit;
  for (let column = 0; column <= b.length; column++) previous[column] = column;
  for (let row = 1; row <= a.length; row++) {
    const letter = a.charCodeAt(row - 1);
    const letterBefore = row > 1 ? a.charCodeAt(row - 2) : -1;
    current[0] = row;
    let least = row;
    let left = row;
    for (let column = 1; column <= b.length; column++) {
      const other = b.charCodeAt(column - 1);
      const replaced = (previous[column - 1] as number) + (letter === other ? 0 : 1);
      const removed = (previous[column] as number) + 1;
      let cost = Math.min(removed, left + 1, replaced);
      if (column > 1 && letterBefore === other && letter === b.charCodeAt(column - 2)) {
        cost = Math.min(cost, (beforePrevious[column - 2] as number) + 1);
      }
      current[column] = cost;
      left = cost;
      if (cost < least) least = cost;
    }
    if (least >= limit) return limit;
    const spare: Uint8Array = beforePrevious;
    beforePrevious = previous;
    previous = current;
    current = spare;
  }
  return Math.min(previous[b.length] as number, limit);
}
