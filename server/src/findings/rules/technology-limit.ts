import type { IntervalLimit, TechnologyMode } from "../../catalogue/technology.ts";
import type { ProductCheck } from "../../estimate/product-check.ts";
import type { ProductUse } from "../../estimate/product-use.ts";
import type { ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import { roundedUp } from "../../estimate/round-sizes.ts";
import { formatDistance, formatDuration, formatRate } from "../../quantity/format-quantity.ts";
import { migrationFixes } from "../fixes/migration-fixes.ts";
import { otherProducts } from "../fixes/other-product-fix.ts";
import { limitMessage, type MigrationFault, migrationFaults } from "../migration-faults.ts";
import { productName } from "../product-name.ts";
import { defineRule, type FixCandidate, type FixContext } from "../rule.ts";
import { showTime } from "../show.ts";
import { removeStatement, replaceValue } from "../statement-edit.ts";

interface BeyondLimit {
  readonly kind: "copy";
  readonly estimate: ReplicationEstimate;
  readonly check: ProductCheck | ProductUse;
}

export const technologyLimit = defineRule<BeyondLimit | MigrationFault>({
  code: "technology-limit",
  severity: "error",
  summary: "A product must be used in a mode, at an interval and within the limits that its maker publishes.",
  why: "What a product does not offer cannot be set up, and beyond its limits it may work in a test and is not supported when it fails.",
  sources: ["docs/technologies.md: each limit with its source"],
  examples: {
    bad: `site frankfurt { location 50.11, 8.68 }
site sydney { location -33.87, 151.21 }
link wan frankfurt <-> sydney { bandwidth 1 Gbps; rtt 260 ms }
tier bronze { rpo 24 h; rto 48 h }
technology mirror { modes periodic; interval 15 min..24 h; max-rtt 200 ms; source "data sheet" }
workload files { site frankfurt; tier bronze; data 60 GB; change 250 kB/s }
replicate files to sydney { mode periodic; using <|mirror|>; every <|5 min|>; history 7 d every 1 h }`,
    good: `site frankfurt { location 50.11, 8.68 }
site dublin { location 53.35, -6.26 }
link wan frankfurt <-> dublin { bandwidth 1 Gbps; rtt 26 ms }
tier bronze { rpo 24 h; rto 48 h }
technology mirror { modes periodic; interval 15 min..24 h; max-rtt 200 ms; source "data sheet" }
workload files { site frankfurt; tier bronze; data 60 GB; change 250 kB/s }
replicate files to dublin { mode periodic; using mirror; every 15 min; history 7 d every 1 h }`,
  },
  kinds: ["replicate", "migrate"],

  *check(declaration, { estimates }) {
    yield* migrationFaults(declaration, estimates, "technology-limit");
    const { spans } = declaration.document;
    const [estimate] = estimates.replications(declaration);
    if (!estimate) return;
    const beyond = estimate.product.filter(({ reason }) => reason === "technology-limit");
    for (const check of [...beyond, ...estimate.uses]) {
      if (check.verdict === "met") continue;
      const severity = check.verdict === "missed" ? "error" : "warning";
      const at = spans.at(check.kind === "interval" ? "/every" : "/using") ?? spans.header;
      yield { at, severity, facts: { kind: "copy", estimate, check } };
    }
  },

  message(facts) {
    if (facts.kind === "migration") return limitMessage(facts);
    const { estimate, check } = facts;
    const product = productName(estimate.bound.technology, "The product");
    if (check.kind === "mode") return `${product} works in mode ${alternatives(check.modes)}, not '${check.mode}'.`;
    if (check.kind === "interval") {
      const is = check.verdict === "missed" ? "is" : "may be outside:";
      return `${product} allows an interval of ${allowed(check.interval)}; here it ${is} ${showTime(check.every)}.`;
    }
    if (check.kind === "change") {
      const machine = check.limit.per === "vm" ? "a machine of " : "";
      const writes = check.verdict === "missed" ? "writes" : "may write";
      const { name } = estimate.bound.workload.workload;
      return `${product} takes changes of ${check.limit.text}; ${machine}'${name}' ${writes} ${formatRate(check.change.likely, "bytes")} at its busiest.`;
    }
    const way = `'${estimate.bound.from.name}' to '${estimate.bound.to.name}'`;
    const is = check.verdict === "missed" ? "is" : "may be more:";
    return check.kind === "rtt"
      ? `${product} allows a round trip of ${check.limit.text}; from ${way} it ${is} ${showTime(check.value)}.`
      : `${product} allows ${check.limit.text}; from ${way} the route ${is} ≈ ${formatDistance(check.value.likely)}.`;
  },

  fixes(facts, context) {
    if (facts.kind === "migration") return migrationFixes(facts, context);
    const { estimate, check } = facts;
    if (check.kind === "mode") return modeFix(estimate, check.modes, context);
    if (check.kind === "interval") return intervalFix(estimate, check, context);
    if (check.kind === "change") return [];
    return otherProducts(estimate, context);
  },
});

function alternatives(modes: readonly TechnologyMode[]): string {
  const quoted = modes.map((mode) => `'${mode}'`);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}

function allowed({ shortest, longest, only, text }: IntervalLimit): string {
  if (only && text !== undefined) return text;
  if (shortest === undefined) return `at most ${formatDuration(longest ?? 0)}`;
  return longest === undefined
    ? `at least ${formatDuration(shortest)}`
    : `${formatDuration(shortest)} to ${formatDuration(longest)}`;
}

/** The mode that the product has, where it has a single one, without what only the other mode can have. */
function modeFix(
  { bound }: ReplicationEstimate,
  [mode, ...others]: readonly TechnologyMode[],
  { declaration }: FixContext,
): readonly FixCandidate[] {
  if (mode === undefined || others.length > 0 || !declaration.document.spans.at("/mode")) return [];
  const { replication, technology } = bound;
  const edits = [...replaceValue(declaration, "/mode", mode)];
  const cyclic = mode === "periodic" || mode === "log-shipping";
  if (!cyclic) edits.push(...removeStatement(declaration, "/every"));
  if (mode !== "sync" && mode !== "quorum") {
    if (replication.failover === "automatic") edits.push(...removeStatement(declaration, "/failover"));
    edits.push(...removeStatement(declaration, "/on-link-loss"));
  }
  return [{ edits, title: () => `Copy in mode '${mode}', as ${productName(technology)} does` }];
}

/** The nearest interval that the product allows, as far as it is a round one. */
function intervalFix(
  { bound }: ReplicationEstimate,
  { every, interval }: Extract<ProductUse, { readonly kind: "interval" }>,
  { declaration }: FixContext,
): readonly FixCandidate[] {
  const [least, most] = [interval.shortest ?? 0, interval.longest ?? Number.POSITIVE_INFINITY];
  // Of what alone is offered the next longer one: it sends no more than was asked for.
  const offered = interval.only?.find((one) => one >= every.low) ?? (every.low < least ? least : most);
  const nearest = roundedUp(offered);
  if (!nearest || nearest.seconds > most) return [];
  const title = `Copy every ${nearest.text}, the nearest that ${productName(bound.technology)} allows`;
  return [{ edits: replaceValue(declaration, "/every", nearest.text), title: () => title }];
}
