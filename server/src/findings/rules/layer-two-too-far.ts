import { isKind } from "../../model/declaration.ts";
import { formatDistance } from "../../quantity/format-quantity.ts";
import { defineRule } from "../rule.ts";
import { removeStatement } from "../statement-edit.ts";

/** Longest distance of a stretched layer-2 network, metres: 500 miles. Source: Cisco and VMware on long-distance vMotion, 2009. */
export const LONGEST_LAYER_TWO = 804_672;

export const layerTwoTooFar = defineRule<{ readonly name: string; readonly distance: number }>({
  code: "layer-two-too-far",
  severity: "warning",
  summary: "One layer-2 network must not span a long distance.",
  why: "A stretched layer-2 network is one failure domain: a broadcast storm or a loop at one site takes the other down, and traffic crosses the long line twice to reach its gateway. Over long distances route (layer 3) and let names, anycast or load balancers lead users.",
  sources: [
    "ipSpace: Follow-the-Sun Workload Mobility: layer-2 extension over long distance is not acceptable",
    "VMworld and long-distance vMotion, 2009: Cisco gave 500 miles as its limit",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site milan { location 45.46, 9.19 }
link wan york <-> milan { bandwidth 1 Gbps; rtt 30 ms; layer2 <|yes|> }`,
    good: `site york { location 53.96, -1.08 }
site milan { location 45.46, 9.19 }
link wan york <-> milan { bandwidth 1 Gbps; rtt 30 ms }`,
  },
  kinds: ["link"],

  *check(declaration, { estimates }) {
    if (!isKind(declaration, "link") || declaration.document.value.layer2 !== true) return;
    const estimate = estimates.link(declaration);
    const distance = estimate?.link.distance?.low ?? estimate?.greatCircle;
    if (!estimate || distance === undefined || distance <= LONGEST_LAYER_TWO) return;
    const { spans } = declaration.document;
    yield { at: spans.at("/layer2") ?? spans.header, facts: { name: estimate.link.name, distance } };
  },

  message: ({ name, distance }) =>
    `'${name}' stretches one layer-2 network over ${formatDistance(distance)}; no more than ${formatDistance(LONGEST_LAYER_TWO)} are advisable.`,

  fixes: ({ name }, { declaration }) => [
    {
      edits: removeStatement(declaration, "/layer2"),
      title: () => `Route over '${name}' instead of stretching the network (addresses then change with the site)`,
    },
  ],
});
