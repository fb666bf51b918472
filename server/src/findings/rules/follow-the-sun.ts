import { geodesic } from "../../estimate/kernel/geodesic.ts";
import { type BoundMigration, bindMigration } from "../../model/bind.ts";
import { type Plan, usersOf } from "../../model/plan.ts";
import { inPlanOrder } from "../../model/plan-order.ts";
import { formatDistance } from "../../quantity/format-quantity.ts";
import { defineRule } from "../rule.ts";
import { LONGEST_LAYER_TWO } from "./layer-two-too-far.ts";

interface Round {
  readonly bound: BoundMigration;
  /** The sites that it passes, the first again at the end. */
  readonly way: readonly string[];
  readonly distance: number;
}

export const followTheSun = defineRule<Round>({
  code: "follow-the-sun",
  severity: "warning",
  summary: "Do not move running machines around the world after the users.",
  why: "Moving live machines between continents every day needs the memory and the storage of each to cross an ocean twice a day, a subnet that spans it, and a round trip that no product allows. Applications that run at all sites at once, with users led to the nearest by names or anycast, do the same without moving anything.",
  sources: ["ipSpace: Follow-the-Sun Workload Mobility"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site boston { location 42.36, -71.06 }
link wan york <-> boston { bandwidth 10 Gbps; rtt 80 ms }
tier silver { rpo 15 min; rto 4 h }
workload desk { site york; tier silver; data 60 GB; change 250 kB/s; redirect dns }
replicate desk to boston { mode async; failover active; history 7 d every 1 h }
migrate desk from york to boston { method <|live|>; using vmotion-6.0; window 18:00-19:00 }
migrate desk from boston to york { method <|live|>; using vmotion-6.0; window 06:00-07:00 }`,
    good: `site york { location 53.96, -1.08 }
site boston { location 42.36, -71.06 }
link wan york <-> boston { bandwidth 10 Gbps; rtt 80 ms }
tier silver { rpo 15 min; rto 4 h }
workload desk { site york; tier silver; data 60 GB; change 250 kB/s; redirect anycast }
replicate desk to boston { mode async; failover active; history 7 d every 1 h }`,
  },
  kinds: ["migrate"],

  *check(declaration, { plan }) {
    const bound = bindMigration(plan, declaration);
    if (bound?.migration.method !== "live" || !bound.from.location || !bound.to.location) return;
    const distance = geodesic(bound.from.location, bound.to.location);
    if (distance <= LONGEST_LAYER_TWO) return;
    const back = wayBack(plan, bound);
    if (!back) return;
    const { spans } = declaration.document;
    yield {
      at: spans.at("/method") ?? spans.header,
      facts: { bound, way: [bound.from.name, ...back], distance },
    };
  },

  message: ({ bound: { workload, from, to }, way, distance }) =>
    `'${workload.workload.name}' is to move live in a round (${way.join(" → ")}); '${from.name}' and '${to.name}' are ${formatDistance(distance)} apart.`,
});

/** The sites from a migration's end back to its start, over live migrations of the same workload. */
function wayBack(plan: Plan, { workload, from, to }: BoundMigration): readonly string[] | undefined {
  const moves = inPlanOrder(plan, usersOf(plan, "migrate", workload.workload.name)).flatMap((id) => {
    const move = bindMigration(plan, plan.declarations.get(id));
    return move?.workload === workload && move.migration.method === "live" ? [move] : [];
  });
  const ways: string[][] = [[to.name]];
  const seen = new Set([to.name]);
  for (const way of ways) {
    const last = way[way.length - 1];
    if (last === from.name) return way;
    for (const move of moves) {
      if (move.from.name !== last || seen.has(move.to.name)) continue;
      seen.add(move.to.name);
      ways.push([...way, move.to.name]);
    }
  }
  return undefined;
}
