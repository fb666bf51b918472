import { type HourlyRates, perStep } from "./step-simulation.ts";

/** Something that is sent once. */
export interface SteppedCopy {
  readonly size: number;
  readonly links: readonly number[];
  readonly loads?: readonly number[];
  readonly priority: number;
  readonly cap?: HourlyRates;
  /** Hours after the others at which it begins. */
  readonly afterHours?: number;
  /** What comes to it meanwhile, and after. */
  readonly adds?: HourlyRates;
}

/**
 * When copies that are begun together are done, in seconds, by brute force: small steps of time, in each of which every
 * priority in turn is raised drop by drop and evenly, until a link, a cap or a copy itself lets no more through.
 * Undefined for one that is not done after `mostWeeks`.
 */
export function stepFinite(
  capacities: readonly HourlyRates[],
  copies: readonly SteppedCopy[],
  startHour: number,
  step: number,
  mostWeeks: number,
): readonly (number | undefined)[] {
  const perHour = Math.round(3600 / step);
  const perWeek = 168 * perHour;
  const carries = capacities.map((rates) => perStep(rates, perHour));
  const caps = copies.map(({ cap }) => cap && perStep(cap, perHour));
  const comes = copies.map(({ adds }) => adds && perStep(adds, perHour));
  const waiting = copies.map(() => 0);
  const ends: (number | undefined)[] = copies.map(() => undefined);
  const priorities = [...new Set(copies.map(({ priority }) => priority))].sort((a, b) => a - b);
  const first = Math.round(startHour * perHour);
  for (let i = 0; i < mostWeeks * perWeek && ends.includes(undefined); i++) {
    const at = (first + i) % perWeek;
    copies.forEach(({ size, afterHours }, copy) => {
      const begins = Math.round((afterHours ?? 0) * perHour);
      if (i === begins) waiting[copy] = size;
      if (i >= begins) waiting[copy] = (waiting[copy] as number) + ((comes[copy]?.[at] as number) ?? 0) * step;
    });
    const room = carries.map((carry) => (carry[at] as number) * step);
    const mayTake = copies.map((_, copy) => {
      const cap = caps[copy];
      return Math.min(waiting[copy] as number, cap ? (cap[at] as number) * step : Number.MAX_VALUE);
    });
    for (const priority of priorities) pourEvenly(copies, priority, room, mayTake, waiting);
    copies.forEach(({ size, afterHours }, copy) => {
      const begun = i >= Math.round((afterHours ?? 0) * perHour);
      if (begun && ends[copy] === undefined && (waiting[copy] as number) <= 1e-9 * size) ends[copy] = (i + 1) * step;
    });
  }
  return ends;
}

function pourEvenly(
  copies: readonly SteppedCopy[],
  priority: number,
  room: number[],
  mayTake: number[],
  waiting: number[],
): void {
  const dust = 1e-9;
  for (;;) {
    const open = copies.flatMap((copy, index) => {
      const fits = copy.links.every((link) => (room[link] as number) > dust);
      return copy.priority === priority && fits && (mayTake[index] as number) > dust ? [index] : [];
    });
    if (open.length === 0) return;
    const weights = room.map(() => 0);
    for (const index of open) {
      const { links, loads } = copies[index] as SteppedCopy;
      links.forEach((link, hop) => {
        weights[link] = (weights[link] as number) + (loads?.[hop] ?? 1);
      });
    }
    let drop = Math.min(...open.map((index) => mayTake[index] as number));
    weights.forEach((weight, link) => {
      if (weight > 0) drop = Math.min(drop, (room[link] as number) / weight);
    });
    for (const index of open) {
      const { links, loads } = copies[index] as SteppedCopy;
      mayTake[index] = (mayTake[index] as number) - drop;
      waiting[index] = (waiting[index] as number) - drop;
      links.forEach((link, hop) => {
        room[link] = (room[link] as number) - drop * (loads?.[hop] ?? 1);
      });
    }
  }
}
