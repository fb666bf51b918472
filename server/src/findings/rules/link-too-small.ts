import { withBandwidth } from "../../estimate/alternatives.ts";
import { profileMean } from "../../estimate/kernel/weekly-profile.ts";
import type { LinkEstimate } from "../../estimate/link-estimate.ts";
import type { ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import { formatRate, formatSize } from "../../quantity/format-quantity.ts";
import { type Rate, rate } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { lineSizesAbove, lineText } from "../plan-text.ts";
import { defineRule, type FixCandidate, type FixContext } from "../rule.ts";
import { showLikely } from "../show.ts";
import { replaceValue } from "../statement-edit.ts";

type TooSmall =
  | { readonly kind: "backlog"; readonly estimate: ReplicationEstimate; readonly link: LinkEstimate | undefined }
  | { readonly kind: "peak"; readonly estimate: ReplicationEstimate; readonly link: LinkEstimate | undefined }
  | { readonly kind: "product"; readonly estimate: ReplicationEstimate; readonly link: LinkEstimate | undefined }
  | {
      readonly kind: "shared";
      readonly link: LinkEstimate;
      readonly flows: readonly ReplicationEstimate[];
      readonly demand: Uncertain<Rate>;
      readonly capacity: Uncertain<Rate>;
    };

export const linkTooSmall = defineRule<TooSmall>({
  code: "link-too-small",
  severity: "error",
  summary: "A link must carry what is replicated over it.",
  why: "If data change faster in the mean than the link takes them, the backlog grows without end and no recovery point can be promised. A synchronous copy must carry even the busiest minute, for every write waits for it. What counts is the payload that the line leaves for replication, after framing, other traffic and throttles, not the figure on the invoice.",
  sources: [
    "A queue whose arrivals exceed its service has no steady state",
    "HP StorageWorks P9000 Continuous Access guide: size by the peak rolling average",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { bandwidth 2 Mbps; medium leased-line; other-traffic 560 kbps }
tier standard { rpo 4 h; rto 24 h }
workload files { site york; tier standard; data 60 GB; change 250 kB/s }
<|replicate files to leeds over line|> { mode async }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { bandwidth 10 Mbps; medium leased-line; other-traffic 560 kbps }
tier standard { rpo 4 h; rto 24 h }
workload files { site york; tier standard; data 60 GB; change 250 kB/s }
replicate files to leeds over line { mode async }`,
  },
  kinds: ["replicate", "link"],

  *check(declaration, { estimates, flowsOver, plan }) {
    const { spans, kind } = declaration.document;
    if (kind === "link") {
      const link = estimates.link(declaration);
      const shared = link && overload(link, flowsOver(declaration.id));
      if (!shared) return;
      const severity = shared.demand.low >= shared.capacity.high ? "error" : "warning";
      yield { at: spans.at("/bandwidth") ?? spans.header, severity, facts: shared };
      return;
    }
    for (const estimate of estimates.replications(declaration)) {
      if (!estimate.reasons.includes("link-too-small")) continue;
      const link = estimate.route?.narrowest;
      const line = link && plan.declarations.get(link.link.id);
      const at = line?.document.spans.at("/bandwidth");
      const facts = { kind: kindOf(estimate), estimate, link } as const;
      yield {
        at: spans.header,
        severity: severityOf(facts),
        facts,
        related:
          line && at ? [{ declaration: line.id, pointer: "/bandwidth", message: "The bandwidth of the link" }] : [],
      };
    }
  },

  message(facts) {
    if (facts.kind === "shared") {
      const { link, flows, demand, capacity } = facts;
      const growth = (demand.likely - capacity.likely) * 86_400;
      const grows = growth > 0 ? `: the backlog grows by ${formatSize(growth)} a day` : "";
      return `${flows.length} replications send ${formatRate(demand.likely, "bytes")} in the mean over '${link.link.name}', more than the ${formatRate(capacity.likely, "bytes")} that it leaves for replication${grows}.`;
    }
    const { estimate, link } = facts;
    const workload = estimate.bound.workload.workload.name;
    const line = link ? `'${link.link.name}'` : "the route";
    const certain = severityOf(facts) === "error";
    switch (facts.kind) {
      case "backlog": {
        const mean = estimate.required?.likely ?? 0;
        const left = estimate.demand?.service ? profileMean(estimate.demand.service.likely) : 0;
        const growth = estimate.backlogPerDay;
        const grows = certain ? growth.likely : growth.high;
        return `'${workload}' ${certain ? "sends" : "may send"} ${formatRate(mean, "bytes")} in the mean, ${line} leaves ${formatRate(left, "bytes")} for it: the backlog ${certain ? "grows" : "could grow"} by ${formatSize(grows)} a day, so no recovery point can be promised.`;
      }
      case "peak": {
        const load = estimate.sync?.load;
        const peak = load?.required ?? 0;
        const verb = certain ? "need" : "may need";
        return `Synchronous copies of '${workload}' ${verb} ${formatRate(peak, "bytes")} at their busiest, ${line} leaves ${formatRate(load?.available ?? 0, "bytes")}: writes would wait for the line.`;
      }
      case "product": {
        const check = estimate.product.find(({ kind }) => kind === "bandwidth");
        const product = estimate.bound.technology?.product ?? "The product";
        return `${product} requires a line of ${check?.limit.text ?? ""}, ${line} has ${formatRate(check?.value.likely ?? 0, "bits")}.`;
      }
    }
  },

  fixes(facts, context) {
    const { link } = facts;
    if (!link?.link.bandwidth) return [];
    const size = lineSizesAbove(link.link.bandwidth.likely).find((bandwidth) =>
      suffices(facts, rate(bandwidth), context),
    );
    const line = context.plan.declarations.get(link.link.id);
    if (size === undefined) return [];
    const edits = replaceValue(line, "/bandwidth", lineText(size));
    const from = formatRate(link.link.bandwidth.likely, "bits");
    const fix: FixCandidate = {
      edits,
      preferred: true,
      title: (after) => `Raise '${link.link.name}' from ${from} to ${lineText(size)}${achieved(facts, after)}`,
    };
    return [fix];
  },
});

function kindOf(estimate: ReplicationEstimate): "backlog" | "peak" | "product" {
  const bandwidth = estimate.product.find(({ kind, verdict }) => kind === "bandwidth" && verdict !== "met");
  if (estimate.sync) return estimate.sync.load.verdict === "met" && bandwidth ? "product" : "peak";
  return estimate.lag && estimate.lag.worst.high.kind === "after" && bandwidth ? "product" : "backlog";
}

function severityOf(facts: Exclude<TooSmall, { readonly kind: "shared" }>): "error" | "warning" {
  const { estimate } = facts;
  switch (facts.kind) {
    case "backlog":
      return estimate.lag?.worst.low.kind === "never" ? "error" : "warning";
    case "peak":
      return estimate.sync?.load.verdict === "missed" ? "error" : "warning";
    case "product":
      return estimate.product.some(({ kind, verdict }) => kind === "bandwidth" && verdict === "missed")
        ? "error"
        : "warning";
  }
}

/** The load of all replications together, when even those that fit alone are too much for the link. */
function overload(
  link: LinkEstimate,
  flows: readonly ReplicationEstimate[],
): (TooSmall & { readonly kind: "shared" }) | undefined {
  if (!link.flow || flows.length < 2) return undefined;
  const sum = { low: 0, likely: 0, high: 0 };
  for (const { demand, reasons } of flows) {
    // One that is too much alone is reported where it stands.
    if (reasons.includes("link-too-small")) return undefined;
    if (!demand) continue;
    sum.low += demand.mean.low;
    sum.likely += demand.mean.likely;
    sum.high += demand.mean.high;
  }
  const factor = link.link.optimiser ?? { low: 1, likely: 1, high: 1 };
  const { capacity } = link.flow;
  const left = {
    low: rate(profileMean(capacity.low) * factor.low),
    likely: rate(profileMean(capacity.likely) * factor.likely),
    high: rate(profileMean(capacity.high) * factor.high),
  };
  if (sum.high < left.low || sum.high === 0) return undefined;
  const demand = { low: rate(sum.low), likely: rate(sum.likely), high: rate(sum.high) };
  return { kind: "shared", link, flows, demand, capacity: left };
}

function suffices(facts: TooSmall, bandwidth: Rate, { estimates }: FixContext): boolean {
  if (facts.kind === "shared") {
    const before = facts.link.link.bandwidth?.likely ?? bandwidth;
    return facts.demand.high < facts.capacity.low * (bandwidth / before);
  }
  const { estimate, link } = facts;
  return link !== undefined && !withBandwidth(estimate, link, bandwidth, estimates).reasons.includes("link-too-small");
}

function achieved(facts: TooSmall, { estimates }: FixContext): string {
  if (facts.kind === "shared") return "";
  const { workload, to } = facts.estimate.bound;
  const copy = estimates.copiesOf(workload.workload.name).find(({ bound }) => bound.to.name === to.name);
  return copy?.rpo ? ` (RPO ${showLikely(copy.rpo.worst)})` : "";
}
