import type { SteppedFlow } from "./step-flows.ts";
import { type HourlyRates, perStep } from "./step-simulation.ts";

/**
 * What one more flow is sent in each hour of a week if it always has something waiting, by brute force: small steps of
 * time, in which the links are poured out to what waits, lower numbers first and evenly among equals.
 */
export function stepServices(
  capacities: readonly HourlyRates[],
  flows: readonly SteppedFlow[],
  newcomer: Pick<SteppedFlow, "links" | "priority">,
  step: number,
  weeks: number,
): readonly number[] {
  const perHour = Math.round(3600 / step);
  const perWeek = 168 * perHour;
  const carries = capacities.map((rates) => perStep(rates, perHour));
  const rows = [...flows, { ...newcomer, arrivals: [[0, 0]] as const }].map((flow: SteppedFlow) => ({
    flow,
    arrivals: perStep(flow.arrivals, perHour),
    cap: flow.cap && perStep(flow.cap, perHour),
    waiting: 0,
  }));
  const last = rows.length - 1;
  const sent = new Array<number>(168).fill(0);
  for (let i = 0; i < weeks * perWeek; i++) {
    const at = i % perWeek;
    const left = carries.map((carry) => (carry[at] as number) * step);
    const room = rows.map((row, index) => {
      row.waiting = index === last ? Number.MAX_VALUE : row.waiting + (row.arrivals[at] as number) * step;
      return Math.min(row.waiting, row.cap ? (row.cap[at] as number) * step : Number.MAX_VALUE);
    });
    for (const priority of [...new Set(rows.map(({ flow }) => flow.priority))].sort((a, b) => a - b)) {
      let open = rows.map((_, index) => index).filter((index) => rows[index]?.flow.priority === priority);
      for (;;) {
        open = open.filter(
          (index) =>
            (room[index] as number) > 1e-9 && rows[index]?.flow.links.every((link) => (left[link] as number) > 1e-9),
        );
        if (open.length === 0) break;
        const weights = left.map(() => 0);
        const each = (index: number, visit: (link: number, load: number) => void) => {
          const { links, loads } = (rows[index] as (typeof rows)[number]).flow;
          links.forEach((link, hop) => {
            visit(link, loads?.[hop] ?? 1);
          });
        };
        for (const index of open) each(index, (link, load) => (weights[link] = (weights[link] as number) + load));
        let drop = Math.min(...open.map((index) => room[index] as number));
        weights.forEach((weight, link) => {
          if (weight > 0) drop = Math.min(drop, (left[link] as number) / weight);
        });
        for (const index of open) {
          room[index] = (room[index] as number) - drop;
          const row = rows[index] as (typeof rows)[number];
          if (index !== last) row.waiting -= drop;
          else if (i >= (weeks - 1) * perWeek) {
            const hour = Math.floor(at / perHour);
            sent[hour] = (sent[hour] as number) + drop;
          }
          each(index, (link, load) => (left[link] = (left[link] as number) - drop * load));
        }
      }
    }
  }
  return sent;
}
