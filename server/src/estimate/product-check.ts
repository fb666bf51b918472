import type { Limit as PublishedLimit } from "../catalogue/technology.ts";
import type { BoundReplication } from "../model/bind.ts";
import type { Rate } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import { type Verdict, withinLimit } from "./kernel/within-limit.ts";
import { judgedLimit } from "./published-limit.ts";
import type { Route } from "./route.ts";

/** A limit that the product's maker publishes, and how the route keeps it. */
export interface ProductCheck {
  readonly kind: "rtt" | "distance" | "bandwidth";
  readonly verdict: Verdict;
  /** Code of the rule that reports it. */
  readonly reason: string;
  readonly value: Uncertain;
  readonly limit: PublishedLimit<number>;
}

/** Limits besides those that the feasibility of a synchronous write holds already (`synchronous`). An optimiser never counts towards a least bandwidth. */
export function productChecks({ technology }: BoundReplication, route: Route, synchronous: boolean): ProductCheck[] {
  if (!technology) return [];
  const checks: ProductCheck[] = [];
  const { maxRtt, maxDistance, minBandwidth } = technology;
  if (!synchronous && maxRtt && route.rtt) checks.push(...mostAllowed("rtt", route.rtt, maxRtt));
  if (!synchronous && maxDistance && route.length) checks.push(...mostAllowed("distance", route.length, maxDistance));
  const bandwidth = narrowestBandwidth(route);
  // A figure for each path holds for the line of one; figures for machines or sessions say nothing of a copy.
  const ofLine = minBandwidth?.per === undefined || minBandwidth.per === "path";
  if (minBandwidth && !minBandwidth.advisory && ofLine && bandwidth) {
    const verdict = atLeast(bandwidth, minBandwidth.value);
    checks.push({ kind: "bandwidth", verdict, reason: "link-too-small", value: bandwidth, limit: minBandwidth });
  }
  return checks;
}

/** A limit above which the product does not go; none where it is only advice. */
export function mostAllowed(kind: "rtt" | "distance", value: Uncertain, limit: PublishedLimit<number>): ProductCheck[] {
  const judged = judgedLimit(limit);
  if (!judged) return [];
  return [{ kind, verdict: withinLimit(value, judged), reason: "technology-limit", value, limit }];
}

/** Between the ends of a range of least values it depends. */
export function atLeast(value: Uncertain, least: Uncertain): Verdict {
  if (value.low >= least.high) return "met";
  return value.high >= least.low ? "at-risk" : "missed";
}

/** Of the links on the way the least bandwidth as declared; absent when that of one is not. */
export function narrowestBandwidth({ hops }: Route): Uncertain<Rate> | undefined {
  let found: Uncertain<Rate> | undefined;
  for (const { link } of hops) {
    const { bandwidth } = link.link;
    if (!bandwidth) return undefined;
    if (!found || bandwidth.likely < found.likely) found = bandwidth;
  }
  return found;
}
