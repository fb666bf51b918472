import { type Rate, rate } from "../../quantity/quantity.ts";
import { flowComponents, partOf } from "./flow-components.ts";
import { type FlowNetwork, loadOf, type SharedFlow } from "./flow-network.ts";
import { flowSystem } from "./flow-system.ts";
import type { LevelLog } from "./flow-week.ts";
import { profileOfLog } from "./left-over.ts";
import { steadyFlows } from "./steady-flows.ts";
import { constantProfile, lowerProfile, mapProfile, profileMax, type WeeklyProfile } from "./weekly-profile.ts";

/** One more flow on a network, that always has something to send. */
export type Newcomer = Omit<SharedFlow, "demand" | "claim">;

/**
 * What one more flow gets over the week that repeats itself, in its own bytes, beside `flows` of its own priority on
 * what higher priorities leave, the capacities of `network`: the share of max-min fairness of one that always has
 * something waiting.
 */
export function shareOfOneMore(network: FlowNetwork, newcomer: Newcomer): WeeklyProfile<Rate> {
  const sending = network.flows.filter(({ demand }) => profileMax(demand) > 0);
  const flows = [...sending, { ...newcomer, demand: NOTHING }];
  const last = flows.length - 1;
  const component = flowComponents({ capacities: network.capacities, flows }).find(({ flows }) => flows.includes(last));
  if (!component || component.flows.length === 1) return serviceAlone(network, newcomer);
  const system = flowSystem(partOf({ capacities: network.capacities, flows }, component));
  const own = component.flows.length - 1;
  const { week } = steadyFlows(system, new Set([own]));
  const group = system.groups.findIndex(({ members }) => members.includes(own));
  return profileOfLog(week.levels[group] as LevelLog, system);
}

const NOTHING: WeeklyProfile<Rate> = constantProfile(rate(0));

/** What a flow gets that is alone on its links, in its own bytes. */
export function serviceAlone({ capacities }: Pick<FlowNetwork, "capacities">, flow: Newcomer): WeeklyProfile<Rate> {
  return flow.links.reduce(
    (service, link, hop) => {
      const capacity = capacities[link] as WeeklyProfile<Rate>;
      const load = loadOf(flow, hop);
      return lowerProfile(
        service,
        mapProfile(capacity, (value) => rate(Math.min(value / load, Number.MAX_VALUE))),
      );
    },
    flow.cap ?? constantProfile(rate(Number.MAX_VALUE)),
  );
}
