import { witnessMaxRtt } from "../catalogue/witness-max-rtt.ts";
import type { BoundReplication } from "../model/bind.ts";
import { type Verdict, withinLimit } from "./kernel/within-limit.ts";
import { type Hop, type Network, quickestRoute } from "./network.ts";
import { judgedLimit } from "./published-limit.ts";
import { routeOver } from "./route.ts";

/**
 * Whether automatic failover of a synchronous copy can tell a lost partner from a lost line: it takes a witness outside
 * both sites, reachable from each without a link or conduit in common, and within the product's limit.
 * Nothing when no witness is needed.
 */
export function witnessVerdict(
  network: Network,
  { replication, from, to, witness, technology }: BoundReplication,
): Verdict | undefined {
  if (replication.failover !== "automatic" || replication.mode !== "sync") return undefined;
  if (!witness || witness === from || witness === to) return "missed";
  const ways = [from, to].map((site) => quickestRoute(network, site.name, witness.name));
  const [one, other] = ways;
  if (!one || !other || shared(one, other)) return "missed";
  const limit = technology && witnessMaxRtt(technology);
  const judged = judgedLimit(limit);
  if (!judged) return "met";
  const verdicts = [one, other].map((hops) => {
    const { rtt } = routeOver(hops);
    return rtt ? withinLimit(rtt, judged) : "met";
  });
  if (verdicts.includes("missed")) return "missed";
  return verdicts.includes("at-risk") ? "at-risk" : "met";
}

function shared(one: readonly Hop[], other: readonly Hop[]): boolean {
  const risks = new Set(one.flatMap(risksOf));
  return other.flatMap(risksOf).some((risk) => risks.has(risk));
}

/** What is lost together: the link itself, and its conduits. */
function risksOf({ link: { link } }: Hop): string[] {
  return [`link ${link.name}`, ...link.conduits.map((conduit) => `conduit ${conduit}`)];
}
