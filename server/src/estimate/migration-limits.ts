import { technology as shippedTechnology } from "../catalogue/technologies.ts";
import type { Limit as PublishedLimit, Technology, TechnologyMode } from "../catalogue/technology.ts";
import type { BoundMigration } from "../model/bind.ts";
import type { MigrationMethod } from "../model/migration.ts";
import type { Rate } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import { atLeast, mostAllowed, narrowestBandwidth, type ProductCheck } from "./product-check.ts";
import type { Route } from "./route.ts";

/** A published limit of a product that moves workloads, and how the route keeps it. */
export interface MigrationCheck extends ProductCheck {
  /** Whose limit it is: the product named, or the one that stands for all when none is. */
  readonly technology: Technology;
  /** Of a bandwidth: what all moves at the same time need together. */
  readonly required?: Uncertain<Rate>;
}

/** A method that the product does not offer. */
export interface MigrationUse {
  readonly method: MigrationMethod;
  /** What it offers, at least one. */
  readonly modes: readonly TechnologyMode[];
}

/** Nothing while the product is not known, or offers the method. */
export function migrationUse({ migration: { method }, technology }: BoundMigration): MigrationUse | undefined {
  if (method === undefined || !technology || technology.modes.length === 0) return undefined;
  return technology.modes.includes(method) ? undefined : { method, modes: technology.modes };
}

/**
 * Limits of the product on the way. A live migration by a product that is not named must keep what holds for all that
 * are current: the widest limits that one of them has, sure up to what earlier ones allow as well.
 */
export function migrationChecks(bound: BoundMigration, route: Route): readonly MigrationCheck[] {
  const { technology, migration } = bound;
  if (technology) return checksOf(technology, technology.maxRtt, route, migration.concurrent, "technology-limit");
  const widest = shippedTechnology(WIDEST);
  if (migration.method !== "live" || !widest) return [];
  return checksOf(widest, withSurePart(widest), route, migration.concurrent, "live-migration-infeasible");
}

/** The live migration that goes furthest, and the one before it: above its limit it depends on the product. */
const WIDEST = "vmotion-6.0";
const FORMER = "vmotion-5.0";

function withSurePart({ maxRtt }: Technology): Technology["maxRtt"] {
  const former = shippedTechnology(FORMER)?.maxRtt;
  if (!maxRtt || !former) return maxRtt;
  return { ...maxRtt, value: { ...maxRtt.value, low: former.value.low } };
}

function checksOf(
  technology: Technology,
  maxRtt: Technology["maxRtt"],
  route: Route,
  concurrent: number,
  reason: string,
): readonly MigrationCheck[] {
  const { maxDistance, minBandwidth } = technology;
  const checks: ProductCheck[] = [];
  if (maxRtt && route.rtt) checks.push(...mostAllowed("rtt", route.rtt, maxRtt));
  if (maxDistance && route.length) checks.push(...mostAllowed("distance", route.length, maxDistance));
  const found: MigrationCheck[] = checks.map((check) => ({ ...check, reason, technology }));
  const bandwidth = narrowestBandwidth(route);
  if (minBandwidth && !minBandwidth.advisory && bandwidth) {
    const required = requiredBandwidth(minBandwidth, concurrent);
    const verdict = atLeast(bandwidth, required);
    found.push({
      kind: "bandwidth",
      verdict,
      reason: "link-too-small",
      value: bandwidth,
      limit: minBandwidth,
      required,
      technology,
    });
  }
  return found;
}

/** A figure for each session or machine counts for every move at the same time. */
function requiredBandwidth({ value, per }: PublishedLimit<Rate>, concurrent: number): Uncertain<Rate> {
  const times = per === "session" || per === "vm" ? concurrent : 1;
  return {
    low: (value.low * times) as Rate,
    likely: (value.likely * times) as Rate,
    high: (value.high * times) as Rate,
  };
}
