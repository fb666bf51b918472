/** Slots that are free from the same time on. */
interface FreeSlots {
  time: number;
  slots: number;
  /** Index of the activity that held them last, or -1. */
  heldBy: number;
}

/** The slots of a pool, those free first in front. */
export interface SlotPool {
  free: FreeSlots[];
  readonly size: number;
}

export function slotPool(size: number): SlotPool {
  return { free: [{ time: 0, slots: size, heldBy: -1 }], size };
}

/** When the next slot is free, and which activity held it. */
export function nextSlot({ free }: SlotPool): { readonly time: number; readonly heldBy: number } {
  return free[0] as FreeSlots;
}

/** How many slots are free at that time. */
export function slotsUntil({ free }: SlotPool, time: number): number {
  return free.reduce((sum, group) => (group.time <= time ? sum + group.slots : sum), 0);
}

/**
 * Lets units of an activity occupy the slots that are free first, each for the same time, from a time on at which at
 * least one is free. The time at which the last of them is done; nothing may start before this activity any more.
 */
export function occupy(pool: SlotPool, from: number, units: number, each: number, activity: number): number {
  const { size } = pool;
  let free = pool.free;
  for (const group of free) group.time = Math.max(group.time, from);
  let left = units;
  let done = from;
  while (left > 0 && each > 0) {
    const first = free[0] as FreeSlots;
    const last = free[free.length - 1] as FreeSlots;
    if (left >= size && last.time <= first.time + each) {
      // Every slot takes its turn in each round, so many rounds are one step.
      const rounds = Math.floor(left / size);
      left -= rounds * size;
      for (const group of free) {
        group.time += rounds * each;
        group.heldBy = activity;
      }
      done = last.time;
      continue;
    }
    free = free.slice(1);
    const taken = Math.min(left, first.slots);
    const untilNext = Math.floor(((free[0]?.time ?? first.time) - first.time) / each);
    const waves = Math.max(1, Math.min(untilNext, Math.floor(left / first.slots)));
    if (taken < first.slots) insert(free, { ...first, slots: first.slots - taken });
    const end = first.time + waves * each;
    insert(free, { time: end, slots: taken, heldBy: activity });
    left -= waves * taken;
    done = Math.max(done, end);
  }
  pool.free = free;
  return done;
}

function insert(free: FreeSlots[], group: FreeSlots): void {
  let at = free.length;
  while (at > 0 && (free[at - 1] as FreeSlots).time > group.time) at--;
  const same = free[at - 1];
  if (same?.time === group.time && same.heldBy === group.heldBy) same.slots += group.slots;
  else free.splice(at, 0, group);
}
