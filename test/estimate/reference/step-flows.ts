import { type HourlyRates, measure, perStep, type SimulatedWeek } from "./step-simulation.ts";

/**
 * Many flows on shared links by brute force: small steps of time, a row of parcels for each flow, and in each step
 * water poured evenly into all flows of a priority until a link or a flow is full.
 */
export interface SteppedFlow {
  readonly arrivals: HourlyRates;
  readonly links: readonly number[];
  readonly loads?: readonly number[];
  readonly priority: number;
  readonly cap?: HourlyRates;
}

/** The last week of a flow, or what its backlog gained in it if it did not end as it began. */
export type SteppedLag =
  | ({ readonly kind: "steady" } & SimulatedWeek)
  | { readonly kind: "grows"; readonly gain: number };

const HOURS = 168;

/** Less than this, of parcels of hundreds, is rounding error. */
const DUST = 1e-3;

/** Repeats the week `weeks` times, or fewer if nothing changes any more, and measures the last one. */
export function stepFlows(
  capacities: readonly HourlyRates[],
  flows: readonly SteppedFlow[],
  step: number,
  weeks = 8,
): readonly SteppedLag[] {
  const perHour = Math.round(3600 / step);
  const perWeek = HOURS * perHour;
  const carries = capacities.map((rates) => perStep(rates, perHour));
  const rows = flows.map((flow) => newRow(flow, perHour, weeks * perWeek));
  let before = rows.map(() => Number.NaN);
  for (let week = 0; week < weeks; week++) {
    before = rows.map(({ backlog }) => backlog);
    for (const row of rows) row.maxBacklog = 0;
    for (let i = 0; i < perWeek; i++) {
      const now = week * perWeek + i;
      for (const row of rows) arrive(row, now, (row.arrivals[i] as number) * step);
      const left = carries.map((carry) => (carry[i] as number) * step);
      const sent = pour(rows, left, i, step);
      rows.forEach((row, flow) => {
        depart(row, now, sent[flow] as number, i, step);
      });
    }
    if (week > 0 && rows.every(({ backlog }, flow) => same(backlog, before[flow] as number))) break;
  }
  return rows.map((row, flow) => {
    const gain = row.backlog - (before[flow] as number);
    if (!same(row.backlog, before[flow] as number)) return { kind: "grows", gain };
    return { kind: "steady", ...measure(row.lags, row.maxBacklog, step) };
  });
}

function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-7 * Math.max(1, a);
}

interface Row {
  readonly flow: SteppedFlow;
  readonly arrivals: Float64Array;
  readonly cap: Float64Array | undefined;
  /** What came in each step. */
  readonly parcels: Float64Array;
  readonly lags: Float64Array;
  /** The oldest parcel that has not wholly left, and what is left of it. */
  head: number;
  headLeft: number;
  backlog: number;
  maxBacklog: number;
}

function newRow(flow: SteppedFlow, perHour: number, steps: number): Row {
  return {
    flow,
    arrivals: perStep(flow.arrivals, perHour),
    cap: flow.cap && perStep(flow.cap, perHour),
    parcels: new Float64Array(steps),
    lags: new Float64Array(HOURS * perHour),
    head: 0,
    headLeft: 0,
    backlog: 0,
    maxBacklog: 0,
  };
}

function arrive(row: Row, now: number, amount: number): void {
  row.parcels[now] = amount;
  row.backlog += amount;
  if (row.head === now) row.headLeft = amount;
}

/** What each flow sends in one step. */
function pour(rows: readonly Row[], left: number[], i: number, step: number): readonly number[] {
  const sent = rows.map(() => 0);
  const room = rows.map(({ backlog, cap }) => Math.min(backlog, cap ? (cap[i] as number) * step : backlog));
  for (const priority of [...new Set(rows.map(({ flow }) => flow.priority))].sort((a, b) => a - b)) {
    let open = rows.map((_, k) => k).filter((k) => rows[k]?.flow.priority === priority);
    for (;;) {
      open = open.filter(
        (k) => (room[k] as number) > 1e-12 && rows[k]?.flow.links.every((link) => (left[link] as number) > 1e-12),
      );
      if (open.length === 0) break;
      // As much to each as the first that is full can take.
      const takers = left.map(() => 0);
      for (const k of open) hopsOf(rows[k] as Row, (link, load) => (takers[link] = (takers[link] as number) + load));
      let drop = Math.min(...open.map((k) => room[k] as number));
      takers.forEach((count, link) => {
        if (count > 0) drop = Math.min(drop, (left[link] as number) / count);
      });
      for (const k of open) {
        sent[k] = (sent[k] as number) + drop;
        room[k] = (room[k] as number) - drop;
        hopsOf(rows[k] as Row, (link, load) => (left[link] = (left[link] as number) - drop * load));
      }
    }
  }
  return sent;
}

function hopsOf({ flow }: Row, visit: (link: number, load: number) => void): void {
  flow.links.forEach((link, hop) => {
    visit(link, flow.loads?.[hop] ?? 1);
  });
}

function depart(row: Row, now: number, amount: number, i: number, step: number): void {
  let budget = amount;
  row.backlog -= amount;
  while (row.head <= now && budget >= row.headLeft - DUST) {
    budget = Math.max(0, budget - row.headLeft);
    row.head++;
    row.headLeft = row.head <= now ? (row.parcels[row.head] as number) : 0;
  }
  if (row.head <= now) {
    row.headLeft -= budget;
    const whole = row.parcels[row.head] as number;
    row.lags[i] = (now + 1 - row.head - (whole - row.headLeft) / whole) * step;
  } else {
    row.backlog = 0;
    row.lags[i] = 0;
  }
  row.maxBacklog = Math.max(row.maxBacklog, row.backlog);
}
