import type { LinkEstimate } from "../../estimate/link-estimate.ts";
import type { Link } from "../../model/link.ts";
import { formatDistance, formatDuration, formatUncertain } from "../../quantity/format-quantity.ts";
import { LIGHT_SPEED, type Metres, metres, type Seconds } from "../../quantity/quantity.ts";
import type { FixCandidate, FixContext } from "../rule.ts";
import { defineRule } from "../rule.ts";
import { removeStatement, replaceValue } from "../statement-edit.ts";

interface TooFast {
  readonly estimate: LinkEstimate;
  readonly what: "rtt" | "distance";
  /** Seconds there and back, or metres, and the bound that is broken. */
  readonly declared: number;
  readonly floor: number;
  /** Whether nothing at all can be faster. */
  readonly impossible: boolean;
}

export const fasterThanLight = defineRule<TooFast>({
  code: "faster-than-light",
  severity: "error",
  summary: "A declared round trip or distance must be physically possible between the sites.",
  why: "Nothing is faster than light in vacuum, and light in glass fibre is a third slower. A round trip below that is a measurement of something else (a one-way delay, a nearer router, another pair of sites) or a slip in the coordinates, and everything computed from it is too good.",
  sources: [
    "Speed of light 299 792 458 m/s (exact, SI)",
    "Group index 1.4682 of standard single-mode fibre, 1.0003 of air and hollow core",
  ],
  examples: {
    bad: `site frankfurt { location 50.1109, 8.6821 }
site dublin { location 53.3498, -6.2603 }
link wan frankfurt <-> dublin { bandwidth 1 Gbps; rtt <|6 ms|> }`,
    good: `site frankfurt { location 50.1109, 8.6821 }
site dublin { location 53.3498, -6.2603 }
link wan frankfurt <-> dublin { bandwidth 1 Gbps; rtt 26 ms }`,
  },
  kinds: ["link"],

  *check(declaration, { estimates }) {
    const estimate = estimates.link(declaration);
    const { spans } = declaration.document;
    if (!estimate?.rtt || estimate.greatCircle === undefined) return;
    const { rtt, link } = estimate;
    const { floor, vacuumFloor } = rtt;
    if (floor === undefined || vacuumFloor === undefined) return;
    if (link.rtt) {
      const at = spans.at("/rtt") ?? spans.header;
      const facts = { estimate, what: "rtt", declared: link.rtt.low } as const;
      if (link.rtt.low < vacuumFloor * ROUNDING) {
        yield { at, isPhysics: true, facts: { ...facts, floor: vacuumFloor, impossible: true } };
      } else if (link.rtt.low < nearest(estimate, floor, vacuumFloor) * ROUNDING) {
        yield { at, severity: "warning", facts: { ...facts, floor, impossible: false } };
      }
    } else if (link.distance && link.distance.low < shortest(vacuumFloor) * ROUNDING) {
      const facts = { estimate, what: "distance", declared: link.distance.low, floor: shortest(vacuumFloor) } as const;
      yield { at: spans.at("/distance") ?? spans.header, isPhysics: true, facts: { ...facts, impossible: true } };
    }
  },

  message({ estimate: { link, greatCircle }, declared, what, floor, impossible }) {
    const apart = `'${link.from}' and '${link.to}' are ${formatDistance(greatCircle ?? 0)} apart`;
    if (what === "distance") {
      return `'${link.name}' is shorter than the straight line: ${apart}, but the declared distance is ${formatDistance(declared)}.`;
    }
    const given = `but the declared round trip is ${formatDuration(declared)}`;
    if (impossible) {
      return `'${link.name}' is faster than light: ${apart}, light in vacuum needs ${formatDuration(floor)} there and back, ${given}.`;
    }
    const signal = signalOn(link);
    const hint =
      signal === IN_GLASS
        ? "Is it hollow-core fibre, or are the coordinates wrong?"
        : "Are medium and coordinates right?";
    return `'${link.name}' is faster than ${signal}: ${apart}, that takes ${formatDuration(floor)} there and back, ${given}. ${hint}`;
  },

  fixes({ estimate, what, impossible }, context) {
    const { declaration } = context;
    const { link } = estimate;
    const fixes: FixCandidate[] = [
      {
        edits: removeStatement(declaration, `/${what}`),
        title: (after) => estimated(after, link.name, what),
        preferred: true,
      },
    ];
    if (!impossible && signalOn(link) === IN_GLASS) {
      const edits = replaceValue(declaration, "/medium", "hollow-core");
      fixes.push({ edits, title: () => "Declare the medium as hollow-core fibre" });
    }
    return fixes;
  },
});

/** What carries the signal on a medium, in words. */
function signalOn({ medium }: Link): string {
  switch (medium) {
    case "hollow-core":
    case "microwave":
      return "a signal in air";
    case "geo-satellite":
      return "a signal by geostationary satellite";
    case "leo-satellite":
      return "a signal by low-orbit satellite";
    default:
      return IN_GLASS;
  }
}

const IN_GLASS = "light in glass fibre";

/** The shortest distance that the locations allow: that which light in vacuum passes. */
function shortest(vacuumFloor: Seconds): Metres {
  return metres((vacuumFloor * LIGHT_SPEED) / 2);
}

/** Relative rounding that is no contradiction: a round trip written with three digits. */
const ROUNDING = 0.995;

/** The medium's floor over the shortest distance that place names allow. */
function nearest({ greatCircle }: LinkEstimate, floor: Seconds, vacuumFloor: Seconds): number {
  const vacuum = ((greatCircle ?? 0) * 2) / LIGHT_SPEED;
  return vacuum > 0 ? floor * (vacuumFloor / vacuum) : floor;
}

function estimated({ estimates, plan, declaration }: FixContext, name: string, what: string): string | undefined {
  const estimate = estimates.link(plan.declarations.get(declaration.id));
  const word = what === "rtt" ? "round trip" : "distance";
  return (
    estimate?.rtt &&
    `Remove the declared ${word} of '${name}' (estimated RTT ${formatUncertain(estimate.rtt.time, formatDuration)})`
  );
}
