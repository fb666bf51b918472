/** A flow that is on its way through pipes. */
export interface OpenFlow {
  readonly order: number;
  readonly through: readonly { readonly pipe: number; readonly load: number }[];
  /** The fastest that it flows by itself; infinite where only the pipes decide. */
  readonly most: number;
  /** What it gets: written by `sharePipes`. */
  rate: number;
}

/** Levels that differ by less, relatively, are the same. */
const SAME_WITHIN = 1e-12;

/**
 * Gives each flow its rate: flows of a lower order take all that they can use, those of the same order share max-min
 * fairly (none could have more without one that has less losing something). `flows` are sorted by order.
 */
export function sharePipes(flows: readonly OpenFlow[], capacities: ArrayLike<number>): void {
  const left = Float64Array.from(capacities);
  const wanted = new Float64Array(left.length);
  for (let first = 0; first < flows.length; ) {
    let last = first + 1;
    while (last < flows.length && flows[last]?.order === flows[first]?.order) last++;
    shareAmongEquals(flows.slice(first, last), left, wanted);
    first = last;
  }
}

/** Raises all rates together until a pipe is full or a flow has what it can use; those stay, the others go on. */
function shareAmongEquals(equals: readonly OpenFlow[], left: Float64Array, wanted: Float64Array): void {
  let rising = equals;
  while (rising.length > 0) {
    wanted.fill(0);
    for (const { through } of rising) {
      for (const { pipe, load } of through) wanted[pipe] = (wanted[pipe] as number) + load;
    }
    const levelOf = (pipe: number) => (left[pipe] as number) / (wanted[pipe] as number);
    let level = Number.POSITIVE_INFINITY;
    for (const { through, most } of rising) {
      if (most < level) level = most;
      for (const { pipe } of through) if (levelOf(pipe) < level) level = levelOf(pipe);
    }
    const reached = level * (1 + SAME_WITHIN);
    const stays = rising.map(
      ({ through, most }) => most <= reached || through.some(({ pipe }) => levelOf(pipe) <= reached),
    );
    const next: OpenFlow[] = [];
    for (let i = 0; i < rising.length; i++) {
      const flow = rising[i] as OpenFlow;
      if (!stays[i] && Number.isFinite(level)) {
        next.push(flow);
        continue;
      }
      flow.rate = level;
      for (const { pipe, load } of flow.through) {
        const rest = (left[pipe] as number) - load * level;
        left[pipe] = rest > SAME_WITHIN * load * level ? rest : 0;
      }
    }
    rising = next;
  }
}
