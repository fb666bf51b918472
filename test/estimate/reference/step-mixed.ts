import { type HourlyRates, perStep } from "./step-simulation.ts";

/**
 * One line that copies of all kinds share, by brute force: in every small step of time the line is poured out to the
 * flows, lower numbers first and evenly among equals, and what each has waiting is counted down. It shares no code and
 * no idea with the solver that it checks.
 */
export interface MixedFlow {
  readonly change: HourlyRates;
  readonly priority: number;
  /** Seconds between cycles; absent: what is written is sent at once. */
  readonly every?: number;
  /** Hours of each day in which it may send; absent: all. */
  readonly window?: readonly [from: number, to: number];
}

/**
 * Greatest age of each copy over the last of `weeks` weeks, seconds. `onStep` is told what all of them sent in each step
 * of that week.
 */
export function stepMixed(
  capacity: HourlyRates,
  flows: readonly MixedFlow[],
  step: number,
  weeks = 4,
  onStep: (step: number, sent: number) => void = () => {},
): readonly number[] {
  const perHour = Math.round(3600 / step);
  const perWeek = 168 * perHour;
  const carries = perStep(capacity, perHour);
  const states = flows.map((flow) => newState(flow, perHour));
  for (let i = 0; i < weeks * perWeek; i++) {
    const at = i % perWeek;
    const hour = at / perHour;
    const measured = i >= (weeks - 1) * perWeek;
    for (const state of states) begin(state, i, (state.rates[at] as number) * step, step);
    const before = states.reduce((sum, { gone }) => sum + gone, 0);
    pour(states, (carries[at] as number) * step, hour);
    if (measured) onStep(at, states.reduce((sum, { gone }) => sum + gone, 0) - before);
    for (const state of states) {
      end(state, i, (state.rates[at] as number) * step, step);
      if (measured) state.worst = Math.max(state.worst, (i + 1) * step - state.heldUpTo);
    }
  }
  return states.map(({ worst }) => worst);
}

interface State {
  readonly flow: MixedFlow;
  readonly rates: Float64Array;
  /** What is to be sent. */
  waiting: number;
  /** Of a copy in cycles: what came since the cycle in hand began. */
  written: number;
  busy: boolean;
  due: number;
  startedAt: number;
  /** Of a copy that is sent at once: what came and went, to find the oldest that is missing. */
  readonly came: number[];
  gone: number;
  oldest: number;
  before: number;
  /** Everything written until then is at the copy. */
  heldUpTo: number;
  worst: number;
}

function newState(flow: MixedFlow, perHour: number): State {
  return {
    flow,
    rates: perStep(flow.change, perHour),
    waiting: 0,
    written: 0,
    busy: false,
    due: 0,
    startedAt: 0,
    came: [],
    gone: 0,
    oldest: 0,
    before: 0,
    heldUpTo: 0,
    worst: 0,
  };
}

function begin(state: State, i: number, came: number, step: number): void {
  const { every } = state.flow;
  const now = i * step;
  if (every === undefined) {
    state.waiting += came;
    state.came.push(came);
  }
  if (every === undefined || state.busy || now < state.due - 1e-6) return;
  state.busy = true;
  state.startedAt = now;
  // A late start does not move the schedule.
  state.due = (Math.floor(now / every + 1e-9) + 1) * every;
  state.waiting = state.written;
  state.written = 0;
}

function pour(states: readonly State[], amount: number, hour: number): void {
  const opens = ({ flow: { window } }: State) => !window || (hour % 24 >= window[0] && hour % 24 < window[1]);
  let left = amount;
  for (const priority of [...new Set(states.map(({ flow }) => flow.priority))].sort((a, b) => a - b)) {
    for (;;) {
      const open = states.filter((state) => state.flow.priority === priority && state.waiting > 1e-9 && opens(state));
      if (open.length === 0 || left <= 1e-9) break;
      const drop = Math.min(left / open.length, ...open.map(({ waiting }) => waiting));
      for (const state of open) {
        state.waiting -= drop;
        state.gone += drop;
      }
      left -= drop * open.length;
    }
  }
}

function end(state: State, i: number, came: number, step: number): void {
  const now = (i + 1) * step;
  if (state.flow.every !== undefined) {
    state.written += came;
    if (state.busy && state.waiting <= 1e-6) {
      state.busy = false;
      state.heldUpTo = state.startedAt;
    }
    return;
  }
  while (state.oldest < state.came.length && state.before + (state.came[state.oldest] as number) <= state.gone + 1e-6) {
    state.before += state.came[state.oldest++] as number;
  }
  const whole = state.came[state.oldest] ?? 0;
  const part = whole > 0 ? Math.max(0, state.gone - state.before) / whole : 0;
  state.heldUpTo = state.oldest < state.came.length ? (state.oldest + part) * step : now;
}
