import { WEEK, type WeekSpan, weekInstant } from "../../quantity/week.ts";

/** When something may run: all the time, or in stretches of the week. */
export interface OpenTimes {
  /** The first instant from this one on at which it may; both in seconds from Monday 00:00 of some week. */
  readonly next: (instant: number) => number;
  /** How long it may go on from an instant at which it may. */
  readonly left: (instant: number) => number;
  /** Starts of the stretches, from Monday 00:00; none where it may always. */
  readonly starts: readonly number[];
}

/** Spans that touch, also across midnight and the week's end, are one stretch. */
export function openTimes(windows: readonly WeekSpan[] | undefined): OpenTimes {
  const stretches = stretchesOf(windows ?? []);
  if (windows === undefined || stretches.some(({ start, end }) => end - start >= WEEK)) return ALWAYS;
  const at = (instant: number) => {
    const inWeek = weekInstant(instant);
    // A stretch may run into the next week.
    return stretches.flatMap(({ start, end }) =>
      [end - inWeek, end - WEEK - inWeek].filter((left) => left > 0 && left <= end - start),
    );
  };
  return {
    next: (instant) => {
      if (stretches.length === 0 || at(instant).length > 0) return instant;
      const inWeek = weekInstant(instant);
      return instant + Math.min(...stretches.map(({ start }) => (start - inWeek + WEEK) % WEEK));
    },
    left: (instant) => Math.max(0, ...at(instant)),
    starts: stretches.map(({ start }) => start),
  };
}

const ALWAYS: OpenTimes = { next: (instant) => instant, left: () => Number.POSITIVE_INFINITY, starts: [] };

/** The spans, with those that meet at the week's end joined to one. */
function stretchesOf(windows: readonly WeekSpan[]): readonly { readonly start: number; readonly end: number }[] {
  const [first, ...rest] = windows;
  const last = rest.at(-1);
  if (!first || !last || first.start !== 0 || last.end !== WEEK) return windows;
  return [...rest.slice(0, -1), { start: last.start, end: WEEK + first.end }];
}
