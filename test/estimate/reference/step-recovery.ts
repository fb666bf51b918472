/** Work as the stepping simulation takes it. Times are in steps. */
export interface SteppedActivity {
  readonly name: string;
  readonly order: number;
  readonly after: readonly number[];
  readonly owner: string | undefined;
  readonly work: SteppedWork;
}

export type SteppedWork =
  | { readonly kind: "time"; readonly takes: number }
  | { readonly kind: "units"; readonly count: number; readonly each: number; readonly pool: number }
  | {
      readonly kind: "flow";
      readonly amount: number;
      readonly through: readonly { readonly pipe: number; readonly load: number }[];
      readonly most: number | undefined;
    };

export interface SteppedNetwork {
  readonly activities: readonly SteppedActivity[];
  readonly pipes: readonly number[];
  readonly pools: readonly number[];
}

/** When each activity starts and ends. */
export type SteppedTimes = readonly { readonly start: number; readonly end: number }[];

/** How many drops the smallest pipe is poured out in when flows share. */
const DROPS = 4000;

/**
 * Plays a recovery step by step: in each step whoever is ready and gets what he needs begins, machines sit in slots one by
 * one, and flows get what is poured drop by drop, first to those of the lowest order, in turn among equals.
 */
export function stepRecovery({ activities, pipes, pools }: SteppedNetwork, step: number, most: number): SteppedTimes {
  const state = activities.map(({ work }) => ({
    start: Number.NaN,
    end: Number.NaN,
    begun: false,
    left: work.kind === "flow" ? work.amount : work.kind === "units" ? work.count : work.takes,
    running: 0,
  }));
  const ownedBy = new Map<string, number>();
  const slots = pools.map((size) => Array.from({ length: size }, () => ({ activity: -1, until: 0 })));
  let poured: { readonly of: string; readonly rates: readonly number[] } = { of: "", rates: [] };
  const isDone = (index: number) => !Number.isNaN(state[index]?.end);
  const byUrgency = activities
    .map((_, index) => index)
    .sort((a, b) => {
      const [first, second] = [activities[a] as SteppedActivity, activities[b] as SteppedActivity];
      return first.order - second.order || (first.name < second.name ? -1 : 1);
    });

  for (let tick = 0; tick * step <= most; tick++) {
    const now = tick * step;
    // What takes no time may let another begin at the same instant.
    for (let again = true; again; ) {
      again = false;
      for (const index of byUrgency) {
        const one = state[index] as (typeof state)[number];
        const { work, owner } = activities[index] as SteppedActivity;
        if (isDone(index) || !one.begun) continue;
        if (work.kind === "units") {
          for (const slot of slots[work.pool] ?? []) {
            if (slot.activity === index && slot.until <= now) {
              slot.activity = -1;
              one.running--;
            }
          }
          if (one.left > 0 || one.running > 0) continue;
        } else if (one.left > 1e-9 * step) continue;
        one.end = now;
        if (owner !== undefined) ownedBy.delete(owner);
        again = true;
      }
      for (const index of byUrgency) {
        const one = state[index] as (typeof state)[number];
        const { after, owner } = activities[index] as SteppedActivity;
        if (one.begun || !after.every(isDone) || (owner !== undefined && ownedBy.has(owner))) continue;
        one.begun = true;
        one.start = now;
        if (owner !== undefined) ownedBy.set(owner, index);
        again = true;
        // The next one is looked for from the front: somebody more urgent may be ready by now.
        break;
      }
      if (again) continue;
      for (const index of byUrgency) {
        const one = state[index] as (typeof state)[number];
        const { work } = activities[index] as SteppedActivity;
        if (work.kind !== "units" || !one.begun || isDone(index)) continue;
        for (const slot of slots[work.pool] ?? []) {
          if (one.left === 0 || slot.activity >= 0) continue;
          if (one.left === work.count) one.start = now;
          slot.activity = index;
          slot.until = now + work.each;
          one.left--;
          one.running++;
          if (work.each === 0) again = true;
        }
      }
    }
    if (state.every((_, index) => isDone(index))) break;
    const flowing = byUrgency.filter((index) => {
      const one = state[index];
      return activities[index]?.work.kind === "flow" && one?.begun && !isDone(index);
    });
    if (poured.of !== flowing.join()) poured = { of: flowing.join(), rates: pour(flowing, activities, pipes) };
    for (const index of byUrgency) {
      const one = state[index] as (typeof state)[number];
      const { work } = activities[index] as SteppedActivity;
      if (!one.begun || isDone(index) || work.kind === "units") continue;
      one.left -= work.kind === "time" ? step : step * (poured.rates[flowing.indexOf(index)] ?? 0);
    }
  }
  return state.map(({ start, end }) => ({ start, end }));
}

/** Pours drop by drop: the flows of one order in turn, as long as a flow may have more and all its pipes have room. */
function pour(
  flowing: readonly number[],
  activities: readonly SteppedActivity[],
  pipes: readonly number[],
): readonly number[] {
  const room = [...pipes];
  const rates = flowing.map(() => 0);
  const drop = Math.min(...pipes) / DROPS;
  const orders = [...new Set(flowing.map((index) => activities[index]?.order ?? 0))];
  for (const order of orders.sort((a, b) => a - b)) {
    for (let gave = true; gave; ) {
      gave = false;
      flowing.forEach((index, at) => {
        const { work, order: own } = activities[index] as SteppedActivity;
        if (own !== order || work.kind !== "flow") return;
        if (work.most !== undefined && (rates[at] as number) + drop > work.most) return;
        if (work.through.some(({ pipe, load }) => (room[pipe] as number) < load * drop)) return;
        for (const { pipe, load } of work.through) room[pipe] = (room[pipe] as number) - load * drop;
        rates[at] = (rates[at] as number) + drop;
        gave = true;
      });
    }
  }
  return rates;
}
