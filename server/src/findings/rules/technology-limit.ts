import type { ProductCheck } from "../../estimate/product-check.ts";
import type { ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import { formatDistance } from "../../quantity/format-quantity.ts";
import { productName } from "../product-name.ts";
import { defineRule } from "../rule.ts";
import { showTime } from "../show.ts";

interface BeyondLimit {
  readonly estimate: ReplicationEstimate;
  readonly check: ProductCheck;
}

export const technologyLimit = defineRule<BeyondLimit>({
  code: "technology-limit",
  severity: "error",
  summary: "An asynchronous product must be used within the limits that its maker publishes.",
  why: "Beyond its limits a product may work in a test and is not supported when it fails.",
  sources: ["docs/technologies.md: each limit with its source"],
  examples: {
    bad: `site frankfurt { location 50.11, 8.68 }
site sydney { location -33.87, 151.21 }
link wan frankfurt <-> sydney { bandwidth 1 Gbps; rtt 260 ms }
tier bronze { rpo 24 h; rto 48 h }
technology mirror { modes async; max-rtt 200 ms; source "data sheet" }
workload files { site frankfurt; tier bronze; data 60 GB; change 250 kB/s }
replicate files to sydney { mode async; using <|mirror|> }`,
    good: `site frankfurt { location 50.11, 8.68 }
site dublin { location 53.35, -6.26 }
link wan frankfurt <-> dublin { bandwidth 1 Gbps; rtt 26 ms }
tier bronze { rpo 24 h; rto 48 h }
technology mirror { modes async; max-rtt 200 ms; source "data sheet" }
workload files { site frankfurt; tier bronze; data 60 GB; change 250 kB/s }
replicate files to dublin { mode async; using mirror }`,
  },
  kinds: ["replicate"],

  *check(declaration, { estimates }) {
    const { spans } = declaration.document;
    const [estimate] = estimates.replications(declaration);
    for (const check of estimate?.product ?? []) {
      if (!estimate || check.reason !== "technology-limit" || check.verdict === "met") continue;
      const severity = check.verdict === "missed" ? "error" : "warning";
      yield { at: spans.at("/using") ?? spans.header, severity, facts: { estimate, check } };
    }
  },

  message({ estimate, check }) {
    const product = productName(estimate.bound.technology, "The product");
    const way = `'${estimate.bound.from.name}' to '${estimate.bound.to.name}'`;
    const is = check.verdict === "missed" ? "is" : "may be more:";
    return check.kind === "rtt"
      ? `${product} allows a round trip of ${check.limit.text}; from ${way} it ${is} ${showTime(check.value)}.`
      : `${product} allows ${check.limit.text}; from ${way} the route ${is} ≈ ${formatDistance(check.value.likely)}.`;
  },
});
