import type { Rate, Ratio } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { WeekSpan } from "../quantity/week.ts";
import type { UncertainProfile } from "./kernel/weekly-profile.ts";
import { flowCap, type LinkFlow, routeLoads, wayKey } from "./link-flow.ts";
import { networkPart } from "./network-part.ts";
import type { PlanFlows } from "./plan-sharing.ts";
import type { Route } from "./route.ts";

/**
 * What a route leaves for one more flow of a priority over the week, in bytes of that flow before any optimiser, as if
 * it always had something to send: no more than its streams reach, and nothing outside its window. `except` is a flow of
 * the plan that does not count, with its consistency group: the one that asks. Nothing where the capacity of a link is
 * not known, and for a route without links.
 */
export type SpareOf = (
  route: Route,
  priority: number,
  reduction?: Uncertain<Ratio>,
  except?: LinkFlow,
  window?: readonly WeekSpan[],
) => UncertainProfile<Rate> | undefined;

/** The services of a plan; each part of its network is solved when it is first asked for. */
export function spareServicesOf(plan: PlanFlows): SpareOf {
  return (route, priority, reduction, except, window) => {
    if (route.hops.length === 0 || route.hops.some(({ link }) => !link.flow)) return undefined;
    const { hops, loads } = routeLoads(route.hops, reduction);
    const cap = flowCap(route.hops, reduction, window);
    const { all, network, services } = networkPart(hops, plan);
    const links = hops.map((hop) => network.positions.get(wayKey(hop)) as number);
    const own = except ? all.findIndex(({ members }) => members.includes(except)) : -1;
    return services.spare({ links, loads, priority, ...(cap ? { cap } : {}) }, own < 0 ? undefined : own);
  };
}
