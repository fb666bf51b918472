import { travellers } from "../../server/src/estimate/consistency-flows.ts";
import { flowsOfPlan } from "../../server/src/estimate/flows-of-plan.ts";
import { flowComponents, partOf } from "../../server/src/estimate/kernel/flow-components.ts";
import type { FlowNetwork } from "../../server/src/estimate/kernel/flow-network.ts";
import { flowSystem } from "../../server/src/estimate/kernel/flow-system.ts";
import type { FlowWeek } from "../../server/src/estimate/kernel/flow-week.ts";
import { steadyFlows } from "../../server/src/estimate/kernel/steady-flows.ts";
import { caseOf } from "../../server/src/estimate/kernel/uncertain-flows.ts";
import type { WeeklyProfile } from "../../server/src/estimate/kernel/weekly-profile.ts";
import { linkNetwork } from "../../server/src/estimate/link-network.ts";
import type { PlanEstimates } from "../../server/src/estimate/plan-estimates.ts";
import { WEEK } from "../../server/src/quantity/week.ts";
import type { Broken } from "./plan-laws.ts";

/** Relatively: rates are sums of many terms. */
const ROUNDING = 1e-9;

/**
 * The week that was solved is told again from what it says of each flow: when it waits, and at which rate it is served
 * then; while it does not wait, its bytes leave as they come. At every instant at which anything changes all of it
 * together must go through every line, and no flow may wait whose lines and whose own limit have room.
 */
export function overfullLines(estimated: PlanEstimates): Broken {
  return networksOf(estimated).flatMap(replayed);
}

/** The parts of a plan's network that share no line, in the likely case, and in the best and the worst. */
function networksOf({ plan, replications, backupFlows, users }: PlanEstimates): readonly FlowNetwork[] {
  const { flowsOf } = flowsOfPlan(replications, backupFlows, users);
  const whole = linkNetwork(travellers([...plan.declarations.keys()].flatMap((id) => flowsOf(id))));
  // Where a flow's own limit is uncertain the outer cases are bounds: it is held up less than others reckon with.
  const isWeek = whole.flows.every(({ cap }) => cap?.low === cap?.high);
  const outer = isWeek ? [caseOf(whole, "low", "high"), caseOf(whole, "high", "low")] : [];
  const cases = [caseOf(whole, "likely", "likely"), ...outer];
  return cases.flatMap((network) => {
    const sending = { ...network, flows: network.flows.filter(({ demand }) => Math.max(...demand.values) > 0) };
    return flowComponents(sending).map((component) => partOf(sending, component));
  });
}

function replayed(network: FlowNetwork): Broken {
  const { flows, capacities } = network;
  const system = flowSystem(network);
  const { quietest } = system.offer;
  const { week } = steadyFlows(system);
  const groupOf = new Map(system.groups.flatMap(({ members }, group) => members.map((flow) => [flow, group] as const)));
  const broken: string[] = [];
  for (const time of instantsOf(network, week, quietest)) {
    const at = (profile: WeeklyProfile) => rateAt(profile, (time + quietest) % WEEK);
    const isWaiting = flows.map((_, flow) => waitsAt(week.waits[flow] ?? [], time));
    const rates = flows.map(({ demand }, flow) =>
      isWaiting[flow] ? levelAt(week.levels[groupOf.get(flow) as number], time) * system.unit : at(demand),
    );
    const rooms = capacities.map((capacity, link) => {
      const sum = flows.reduce((total, { links, loads }, flow) => {
        const hop = links.indexOf(link);
        return hop < 0 ? total : total + (rates[flow] as number) * (loads?.[hop] ?? 1);
      }, 0);
      const carries = at(capacity);
      if (sum > carries * (1 + ROUNDING) + system.unit * ROUNDING) broken.push(`${sum} of ${carries} B/s at ${time} s`);
      return carries - sum;
    });
    flows.forEach(({ links, cap }, flow) => {
      if (!isWaiting[flow]) return;
      const left = cap ? at(cap) - (rates[flow] as number) : Number.POSITIVE_INFINITY;
      const least = Math.min(
        left,
        ...links.map((link) => (rooms[link] as number) / at(capacities[link] as WeeklyProfile)),
      );
      if (least > 1e-6) broken.push(`a flow waits at ${time} s although there is room`);
    });
  }
  return broken;
}

/** Just after everything that happens, and between that and the next. */
function instantsOf({ flows, capacities }: FlowNetwork, week: FlowWeek, begin: number): readonly number[] {
  const profiles = [...capacities, ...flows.flatMap(({ demand, cap }) => (cap ? [demand, cap] : [demand]))];
  const edges = profiles.flatMap(({ starts }) => starts.map((start) => (start - begin + WEEK) % WEEK));
  const events = [0, ...edges, ...week.waits.flat(), ...week.levels.flatMap(({ times }) => times)];
  const sorted = [...new Set(events)].sort((a, b) => a - b);
  return sorted.flatMap((event, index) => {
    const next = sorted[index + 1] ?? WEEK;
    // What happens within a tenth of a microsecond happens at once (`flow-week.ts`).
    return next - event > 1e-3 ? [event + 1e-4, (event + next) / 2] : [];
  });
}

function rateAt({ starts, values }: WeeklyProfile, time: number): number {
  let value = 0;
  for (let i = 0; i < starts.length && (starts[i] as number) <= time; i++) value = values[i] as number;
  return value;
}

/** Waits begin and end in turn. */
function waitsAt(turns: readonly number[], time: number): boolean {
  return turns.filter((turn) => turn <= time).length % 2 === 1;
}

function levelAt(log: FlowWeek["levels"][number] | undefined, time: number): number {
  let level = 0;
  log?.times.forEach((at, i) => {
    if (at <= time) level = log.levels[i] as number;
  });
  return level;
}
