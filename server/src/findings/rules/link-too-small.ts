import { listed } from "../../base/listed.ts";
import { cycleDuration } from "../../estimate/cycle-estimate.ts";
import { profileMean, profileMin } from "../../estimate/kernel/weekly-profile.ts";
import { durationWithinLimit, type Verdict } from "../../estimate/kernel/within-limit.ts";
import type { LinkEstimate } from "../../estimate/link-estimate.ts";
import type { PlanEstimates } from "../../estimate/plan-estimates.ts";
import type { ProductCheck } from "../../estimate/product-check.ts";
import { keepsUp, type ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import { sameCopy } from "../../estimate/same-copy.ts";
import { isOfLine, type SyncEstimate } from "../../estimate/sync-estimate.ts";
import type { Tier } from "../../model/tier.ts";
import { formatDuration, formatRate, formatRatio, formatSize } from "../../quantity/format-quantity.ts";
import { formatWeekdayTime } from "../../quantity/time-of-day.ts";
import { DAY } from "../../quantity/week.ts";
import { migrationFixes } from "../fixes/migration-fixes.ts";
import { widerLineFix } from "../fixes/wider-line-fix.ts";
import { isCertainOverload, type LinkOverload, linkOverloads } from "../link-overloads.ts";
import { lineMessage, type MigrationFault, migrationFaults } from "../migration-faults.ts";
import { productName } from "../product-name.ts";
import { defineRule, type FixContext } from "../rule.ts";
import { showDuration, showLikely } from "../show.ts";

/** One replication alone, or all of a link together. */
type TooSmall =
  | (OfOne & { readonly kind: "backlog" | "peak" | "wait" | "journal" })
  | (OfOne & { readonly kind: "product"; readonly check: ProductCheck })
  | ({ readonly kind: "shared" } & LinkOverload);

interface OfOne {
  readonly estimate: ReplicationEstimate;
  readonly link: LinkEstimate | undefined;
  readonly verdict: Exclude<Verdict, "met">;
}

export const linkTooSmall = defineRule<TooSmall | MigrationFault>({
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
<|replicate files to leeds over line|> { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { bandwidth 10 Mbps; medium leased-line; other-traffic 560 kbps }
tier standard { rpo 4 h; rto 24 h }
workload files { site york; tier standard; data 60 GB; change 250 kB/s }
replicate files to leeds over line { mode async; history 7 d every 1 h }`,
  },
  kinds: ["replicate", "link", "migrate"],

  *check(declaration, { estimates, flowsOver, plan }) {
    yield* migrationFaults(declaration, estimates, "link-too-small");
    const { spans, kind } = declaration.document;
    if (kind === "link") {
      const link = estimates.link(declaration);
      for (const shared of link ? linkOverloads(link, flowsOver(declaration.id), isTooMuchAlone) : []) {
        const severity = isCertainOverload(shared) ? "error" : "warning";
        const facts = { kind: "shared", ...shared } as const;
        yield { at: spans.at("/bandwidth") ?? spans.header, severity, facts };
      }
      return;
    }
    for (const estimate of estimates.replications(declaration)) {
      for (const facts of tooSmallFor(estimate)) {
        const line = facts.link && plan.declarations.get(facts.link.link.id);
        yield {
          at: spans.header,
          severity: facts.verdict === "missed" ? "error" : "warning",
          facts,
          related: line
            ? [{ declaration: line.id, pointer: "/bandwidth", message: `The bandwidth of '${line.name ?? ""}'` }]
            : [],
        };
      }
    }
  },

  message(facts) {
    if (facts.kind === "shared") return sharedMessage(facts);
    if (facts.kind === "migration") return lineMessage(facts);
    const { estimate, link } = facts;
    const workload = estimate.bound.workload.workload.name;
    const line = link ? `'${link.link.name}'` : "the route";
    const certain = facts.verdict === "missed";
    switch (facts.kind) {
      case "backlog": {
        const growth = estimate.lagAlone?.growthPerDay ?? estimate.backlogPerDay;
        const grows = certain ? growth.likely : growth.high;
        const backlog =
          grows > 0 ? `: the backlog ${certain ? "grows" : "could grow"} by ${formatSize(grows)} a day` : "";
        return `'${workload}' ${meanWords(estimate, line, certain)}${backlog}, so no recovery point can be promised.`;
      }
      case "peak":
        return peakMessage(estimate, line, certain);
      case "wait":
        return waitMessage(estimate, line, certain);
      case "journal":
        return journalMessage(estimate, certain);
      case "product": {
        const { check } = facts;
        const product = productName(estimate.bound.technology, "The product");
        return `${product} requires a line of ${check.limit.text.replace("..", " to ")}, ${line} has ${formatRate(check.value.likely, "bits")}.`;
      }
    }
  },

  fixes(facts, context) {
    if (facts.kind === "migration") return migrationFixes(facts, context);
    return widerLineFix(facts.link?.link, suffices(facts), (after) => achieved(facts, after), context);
  },
});

function sharedMessage(facts: TooSmall & { readonly kind: "shared" }): string {
  const { link, count, towards, starved, demand, capacity } = facts;
  const line = `'${link.link.name}'${towards === undefined ? "" : ` towards '${towards}'`}`;
  const growth = (demand.likely - capacity.likely) * DAY;
  const grows = growth > 0 ? ` The backlog grows by ${formatSize(growth)} a day.` : "";
  const all = [...new Set(starved.map(({ bound }) => `'${bound.workload.workload.name}'`))];
  const names = all.slice(0, MOST_NAMES);
  const more = all.length - names.length;
  const who = listed(more > 0 ? [...names, `${more} more`] : names);
  const certain = starved.every(({ lag }) => lag && keepsUp(lag.worst) === "missed");
  const never = certain ? `never catch${all.length === 1 ? "es" : ""} up` : "may never catch up";
  const even = demand.high < capacity.low;
  const why = even ? `: when ${all.length === 1 ? "it" : "they"} can be sent, the others leave too little` : "";
  const late = starved.length > 0 ? `${even ? " Even so" : ""} ${who} ${never}${why}.` : "";
  return `${count} replications send ${formatRate(demand.likely, "bytes")} on average over ${line}, which leaves ${formatRate(capacity.likely, "bytes")} for replication.${grows}${late}`;
}

function journalMessage({ bound, journal }: ReplicationEstimate, certain: boolean): string {
  if (!journal) return "";
  const { size, backlog } = journal;
  const waits = backlog ? ` of ${formatSize(certain ? backlog.likely : backlog.high)}` : "";
  const space = formatSize(certain ? size.likely : size.low);
  return `The backlog${waits} of '${bound.workload.workload.name}' ${certain ? "overflows" : "may overflow"} its journal, which holds ${space} of it: then the copy must be resynchronised, and cannot be used until that ends.`;
}

/** Most names in a message. */
const MOST_NAMES = 3;

/** What is sent and what is left of the line; where it depends, those bounds that do not go together. */
function meanWords({ demand, shared }: ReplicationEstimate, line: string, certain: boolean): string {
  const service = shared?.kind === "service" ? shared.service : demand?.service;
  if (!demand || !service) return "";
  const { mean } = demand;
  const [likely, low] = [profileMean(service.likely), profileMean(service.low)];
  if (certain)
    return `sends ${bytesPerSecond(mean.likely)} on average, ${line} leaves ${bytesPerSecond(likely)} for it`;
  const sends =
    mean.high > mean.likely ? `may send up to ${bytesPerSecond(mean.high)}` : `sends ${bytesPerSecond(mean.likely)}`;
  const leaves =
    mean.high > likely ? `leaves ${bytesPerSecond(likely)}` : `may leave as little as ${bytesPerSecond(low)}`;
  return `${sends} on average, ${line} ${leaves} for it`;
}

function bytesPerSecond(rate: number): string {
  return formatRate(rate, "bytes");
}

function peakMessage({ bound, sync, demand, shared }: ReplicationEstimate, line: string, certain: boolean): string {
  if (!sync) return "";
  const { required, available, at, utilisation } = sync.load;
  const copies = `Synchronous copies of '${bound.workload.workload.name}'`;
  const beside = shared ? " and what else goes first" : "";
  const steady = [demand?.wire.likely, demand?.service?.likely].every((profile) => profile?.starts.length === 1);
  const when = steady ? "(bursts included)" : `(${formatWeekdayTime(at)}, bursts included)`;
  if (utilisation.high <= 1) {
    return `${copies}${beside} take ${formatRatio(utilisation.likely)} of what ${line} leaves at their busiest ${when}: writes start to queue.`;
  }
  if (certain || utilisation.likely > 1) {
    const needs = `${certain ? "need" : "may need"} ${bytesPerSecond(required)} at their busiest ${when}`;
    return `${copies} ${needs}, ${line} leaves ${bytesPerSecond(available)}: then writes ${certain ? "pile" : "could pile"} up without end.`;
  }
  // Both at the likely figures would fit: what breaks it is the most that is written or the least that is left.
  const most = sync.required.high;
  const least = demand?.service && !shared ? profileMin(demand.service.low) : available;
  const leaves =
    most > available ? `leaves ${bytesPerSecond(available)}` : `may leave as little as ${bytesPerSecond(least)}`;
  return `${copies} may need up to ${bytesPerSecond(most)} at their busiest ${when}, ${line} ${leaves}: then writes could pile up without end.`;
}

function waitMessage({ bound, sync }: ReplicationEstimate, line: string, certain: boolean): string {
  const { tier, workload } = bound.workload;
  if (!sync || !tier) return "";
  if (durationWithinLimit(sync.addedWhenIdle, { most: tier.writeLatency ?? 0 }) !== "met") {
    return thinMessage(workload.name, sync, line, tier, certain);
  }
  const { likely, high } = sync.added;
  const most = high.kind === "never" ? "without end" : `up to ${showDuration(high)}`;
  const waits = certain && likely.kind === "after" ? `waits ≈ ${showDuration(likely)}` : `may wait ${most}`;
  const limit = `tier '${tier.name}' allows ${formatDuration(tier.writeLatency ?? 0)}`;
  return `When ${line} is busiest, each write of '${workload.name}' ${waits}; ${limit}. With nothing else on the line it would be ${showLikely(sync.addedWhenIdle)}.`;
}

/** Of a line that is too thin for the limit even when nothing else is on it. */
function thinMessage(
  workload: string,
  { addedWhenIdle, addedByDistance }: SyncEstimate,
  line: string,
  tier: Tier,
  certain: boolean,
): string {
  const allows = `tier '${tier.name}' allows ${formatDuration(tier.writeLatency ?? 0)}`;
  const bound = certain ? "likely" : "high";
  const [all, rest] = [addedWhenIdle[bound], addedByDistance[bound]];
  if (all.kind === "never" || rest.kind === "never")
    return `${line} leaves nothing for the writes of '${workload}'; ${allows}.`;
  const [about, may] = certain ? ["≈ ", ""] : ["up to ", "may "];
  const takes = `${may}take${certain ? "s" : ""} ${about}${formatDuration(all.time - rest.time)} to pass ${line}`;
  return `Each write of '${workload}' ${takes} even when nothing else is on it, and ${may}wait${certain ? "s" : ""} ${about}${formatDuration(all.time)} in all; ${allows}.`;
}

/** All in which a line falls short for one replication. */
function* tooSmallFor(estimate: ReplicationEstimate): Iterable<Exclude<TooSmall, { readonly kind: "shared" }>> {
  const { sync, route, product, lagAlone, cycles, journal } = estimate;
  const link = route?.narrowest;
  const load = sync?.facts.find(({ kind }) => kind === "capacity");
  const wait = sync?.facts.find((fact) => fact.kind === "write-latency" && isOfLine(fact, sync));
  // A full line makes writes wait, so only one of the two is told: the worse.
  const waits =
    wait !== undefined && (load?.verdict === "met" || (wait.verdict === "missed" && load?.verdict !== "missed"));
  const [kind, worse] = waits ? (["wait", wait] as const) : (["peak", load] as const);
  if (worse && worse.verdict !== "met") yield { kind, estimate, link, verdict: worse.verdict };
  const worst = lagAlone?.worst ?? (cycles && cycleDuration(cycles, "worst"));
  if (worst?.high.kind === "never") {
    yield { kind: "backlog", estimate, link, verdict: worst.low.kind === "never" ? "missed" : "at-risk" };
  }
  if (journal && journal.verdict !== "met") yield { kind: "journal", estimate, link, verdict: journal.verdict };
  for (const check of product) {
    if (check.reason !== "link-too-small" || check.verdict === "met") continue;
    yield { kind: "product", estimate, link: thinnest(estimate), check, verdict: check.verdict };
  }
}

/** The link of the least bandwidth, by which products go; another may carry less. */
function thinnest({ route }: ReplicationEstimate): LinkEstimate | undefined {
  const links = (route?.hops ?? []).map(({ link }) => link);
  return links.sort((a, b) => (a.link.bandwidth?.likely ?? 0) - (b.link.bandwidth?.likely ?? 0))[0];
}

function isTooMuchAlone(estimate: ReplicationEstimate): boolean {
  // What only others bring about is told at the line, too.
  for (const { kind } of tooSmallFor(estimate)) if (!estimate.shared || kind === "product") return true;
  return false;
}

/** Whether the rule has nothing more to say of it. */
function suffices(facts: TooSmall): (then: PlanEstimates) => boolean {
  return ({ estimates }) => {
    if (facts.kind !== "shared") return !sameCopy(facts.estimate, estimates)?.reasons.includes("link-too-small");
    const { id } = facts.link.link;
    const wider = estimates.link(estimates.plan.declarations.get(id));
    return wider !== undefined && linkOverloads(wider, estimates.flowsOver(id), isTooMuchAlone).length === 0;
  };
}

function achieved(facts: TooSmall, { estimates }: FixContext): string {
  if (facts.kind === "shared" || facts.estimate.sync) return "";
  const { workload, to } = facts.estimate.bound;
  const copy = estimates.copiesOf(workload.workload.name).find(({ bound }) => bound.to.name === to.name);
  return copy?.rpo ? `RPO ${showLikely(copy.rpo.worst)}` : "";
}
