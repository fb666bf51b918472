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

/** The optimal string alignment distance, or `limit` when it is not below that. */
function distance(a: string, b: string, limit: number): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] ?? limit) + 1,
        (current[column - 1] ?? limit) + 1,
        (previous[column - 1] ?? limit) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (beforePrevious[column - 2] ?? limit) + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
    beforePrevious = previous;
    previous = current;
  }
  return Math.min(previous[b.length] ?? limit, limit);
}
