import type { LinkEstimate } from "../../estimate/link-estimate.ts";
import { formatDistance, formatDuration, formatUncertain } from "../../quantity/format-quantity.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import type { FixCandidate, FixContext } from "../rule.ts";
import { defineRule } from "../rule.ts";
import { removeStatement } from "../statement-edit.ts";

interface TooFast {
  readonly estimate: LinkEstimate;
  /** What is declared: a round trip, or the light's time over a declared distance. */
  readonly declared: Seconds;
  readonly what: "rtt" | "distance";
  /** The bound that is broken, and whether nothing at all can be faster. */
  readonly floor: Seconds;
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
    const what = link.rtt ? "rtt" : link.distance ? "distance" : undefined;
    if (!what) return;
    const declared = what === "rtt" ? rtt.time.low : rtt.cable.low;
    const at = spans.at(`/${what}`) ?? spans.header;
    if (declared < vacuumFloor * ROUNDING) {
      yield { at, facts: { estimate, declared, what, floor: vacuumFloor, impossible: true } };
    } else if (declared < nearest(estimate, floor, vacuumFloor) * ROUNDING) {
      yield { at, severity: "warning", facts: { estimate, declared, what, floor, impossible: false } };
    }
  },

  message({ estimate, declared, what, floor, impossible }) {
    const { link, greatCircle, rtt } = estimate;
    const said =
      what === "rtt"
        ? `the declared round trip of ${formatDuration(declared)}`
        : `the declared distance of ${formatDistance(link.distance?.low ?? 0)}`;
    const apart = `${link.from} and ${link.to} are ${formatDistance(greatCircle ?? 0)} apart`;
    if (impossible) {
      const bound =
        what === "rtt"
          ? `light in vacuum needs ${formatDuration(floor)} there and back`
          : "no cable is shorter than that";
      return `'${link.name}' is faster than light: ${apart}, ${bound}, but ${said} is less.`;
    }
    const medium =
      rtt?.estimate === undefined && link.medium === "hollow-core" ? "hollow-core fibre" : "light in glass";
    return `'${link.name}' is faster than ${medium}: ${apart}, that takes ${formatDuration(floor)} there and back, but ${said} is less. Hollow-core fibre, or wrong coordinates?`;
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
    const medium = declaration.document.spans.at("/medium");
    if (!impossible && what === "rtt" && medium && link.medium !== "hollow-core") {
      const edits = [{ declaration: declaration.id, span: medium, text: "hollow-core" }];
      fixes.push({ edits, title: () => "Declare the medium as hollow-core fibre" });
    }
    return fixes;
  },
});

/** Relative rounding that is no contradiction: a round trip written with three digits. */
const ROUNDING = 0.995;

/** The medium's floor over the shortest distance that place names allow. */
function nearest({ greatCircle }: LinkEstimate, floor: Seconds, vacuumFloor: Seconds): number {
  const vacuum = ((greatCircle ?? 0) * 2) / 299_792_458;
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
