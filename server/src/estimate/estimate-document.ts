import type { Severity } from "../base/severity.ts";
import { isKind } from "../model/declaration.ts";
import type { ReplicationMode } from "../model/replication.ts";
import { formatWeekdayTime } from "../quantity/time-of-day.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { Estimates } from "./estimates.ts";
import { initialCopyTime } from "./initial-copy.ts";
import { type Duration, exactDuration, type NeverReason, never, type UncertainDuration } from "./kernel/duration.ts";
import { profileMean } from "./kernel/weekly-profile.ts";
import type { Verdict } from "./kernel/within-limit.ts";
import { type LinkEstimate, routeLength } from "./link-estimate.ts";
import type { RttSource } from "./link-rtt.ts";
import { linkUtilisation } from "./link-utilisation.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";

/**
 * All that is estimated of a plan, as plain data for other programs: `schemas/estimate.schema.json` describes it field by
 * field. Seconds, bytes, bytes per second, metres; `null` is what does not apply or is not known.
 */
export interface EstimateDocument {
  readonly schema: 1;
  readonly engine: string;
  readonly plan: string | null;
  readonly inputs: string;
  readonly links: readonly LinkEntry[];
  readonly replications: readonly ReplicationEntry[];
  readonly backups: readonly never[];
  readonly migrations: readonly never[];
  readonly scenarios: readonly never[];
  readonly options: readonly never[];
  readonly findings: readonly FindingEntry[];
}

/** A figure with the range in which it lies; `never` is more than every number, and `reason` says why. */
export interface T {
  readonly low: number | "never";
  readonly likely: number | "never";
  readonly high: number | "never";
  readonly reason?: NeverReason;
}

export interface LinkEntry {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly greatCircle: number | null;
  readonly route: T | null;
  readonly rttFloor: number | null;
  readonly rtt: T | null;
  readonly rttSource: RttSource | null;
  readonly goodput: T | null;
  readonly available: T | null;
  readonly creditsNeeded: number | null;
  readonly utilisation: { readonly mean: number | null; readonly peak: number | null } | null;
}

export interface ReplicationEntry {
  readonly workload: string;
  readonly from: string;
  readonly to: string;
  readonly route: readonly string[];
  readonly mode: ReplicationMode | null;
  readonly technology: string | null;
  readonly feasible: "yes" | "at-risk" | "no";
  readonly reasons: readonly string[];
  readonly rtt: T | null;
  readonly addedWriteLatency: T | null;
  readonly required: T | null;
  readonly rpo: {
    readonly typical: T;
    readonly p95: T;
    readonly worst: T;
    readonly worstAt: string | null;
  } | null;
  readonly backlogPerDay: T | null;
  readonly initialCopy: T | null;
  readonly assumed: readonly string[];
}

export interface FindingEntry {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly range: { readonly start: PositionEntry; readonly end: PositionEntry };
}

/** As in the Language Server Protocol: zero-based, characters in UTF-16 code units. */
export interface PositionEntry {
  readonly line: number;
  readonly character: number;
}

/** What the document says besides the estimates. */
export interface DocumentFrame {
  /** Version of the engine. */
  readonly engine: string;
  /** Fingerprint of the plan's sources. */
  readonly inputs: string;
  readonly findings: readonly FindingEntry[];
}

/** The document of a plan. What cannot be estimated, because a name in it is unknown, is left out. */
export function estimateDocument(estimates: Estimates, { engine, inputs, findings }: DocumentFrame): EstimateDocument {
  const { plan } = estimates;
  const links: LinkEstimate[] = [];
  const replications: ReplicationEstimate[] = [];
  let title: string | undefined;
  for (const { ids } of plan.files.values()) {
    for (const id of ids) {
      const declaration = plan.declarations.get(id);
      const link = estimates.link(declaration);
      if (link) links.push(link);
      replications.push(...estimates.replications(declaration));
      if (declaration && isKind(declaration, "plan")) title ??= declaration.document.value.title;
    }
  }
  const flows = flowsByLink(replications);
  return {
    schema: 1,
    engine,
    plan: title ?? null,
    inputs,
    links: links.map((link) => linkEntry(link, flows.get(link.link.id) ?? [])),
    replications: replications.map(replicationEntry),
    backups: [],
    migrations: [],
    scenarios: [],
    options: [],
    findings,
  };
}

function flowsByLink(
  replications: readonly ReplicationEstimate[],
): ReadonlyMap<number, readonly ReplicationEstimate[]> {
  const flows = new Map<number, ReplicationEstimate[]>();
  for (const replication of replications) {
    for (const id of new Set(replication.route?.hops.map(({ link }) => link.link.id))) {
      const known = flows.get(id);
      if (known) known.push(replication);
      else flows.set(id, [replication]);
    }
  }
  return flows;
}

function linkEntry(estimate: LinkEstimate, flows: readonly ReplicationEstimate[]): LinkEntry {
  const { link, greatCircle, rtt, flow } = estimate;
  const utilisation = linkUtilisation(estimate, flows);
  return {
    name: link.name,
    from: link.from,
    to: link.to,
    greatCircle: greatCircle ?? null,
    route: figure(routeLength(estimate)),
    rttFloor: rtt?.floor ?? null,
    rtt: figure(rtt?.time),
    rttSource: rtt?.source ?? null,
    goodput: figure(
      flow && { low: flow.goodput.low.flow, likely: flow.goodput.likely.flow, high: flow.goodput.high.flow },
    ),
    available: figure(
      flow && {
        low: profileMean(flow.flowCapacity.low),
        likely: profileMean(flow.flowCapacity.likely),
        high: profileMean(flow.flowCapacity.high),
      },
    ),
    creditsNeeded: flow?.creditsNeeded?.likely ?? null,
    utilisation: utilisation ? { mean: utilisation.mean ?? null, peak: utilisation.peak ?? null } : null,
  };
}

const FEASIBLE: Readonly<Record<Verdict, ReplicationEntry["feasible"]>> = {
  met: "yes",
  "at-risk": "at-risk",
  missed: "no",
};

function replicationEntry(estimate: ReplicationEstimate): ReplicationEntry {
  const { bound, route, sync, required, verdict, reasons, lag, backlogPerDay } = estimate;
  const { replication, workload } = bound;
  return {
    workload: workload.workload.name,
    from: bound.from.name,
    to: bound.to.name,
    route: route?.hops.map(({ link }) => link.link.name) ?? [],
    mode: replication.mode ?? null,
    technology: replication.using ?? null,
    feasible: FEASIBLE[verdict],
    reasons,
    rtt: figure(sync?.rtt ?? route?.rtt),
    addedWriteLatency: time(sync?.added),
    required: figure(required),
    rpo: recoveryPoint(estimate),
    backlogPerDay: lag ? figure(backlogPerDay) : null,
    initialCopy: time(initialCopyTime(estimate)),
    assumed: [...new Set(assumedBy(estimate))].sort(),
  };
}

/** A copy that nothing leads to never gets anything. */
function recoveryPoint({ route, rpo }: ReplicationEstimate): ReplicationEntry["rpo"] {
  if (!rpo) {
    if (route) return null;
    const nothing = durations(exactDuration(never("no-route")));
    return { typical: nothing, p95: nothing, worst: nothing, worstAt: null };
  }
  return {
    typical: durations(rpo.typical),
    p95: durations(rpo.p95),
    worst: durations(rpo.worst),
    worstAt: rpo.worstAt === undefined ? null : formatWeekdayTime(rpo.worstAt),
  };
}

/** Constants that its figures rest on: its own, those of the links that it takes, and in a cascade those of the copy before. */
function assumedBy({ assumed, route, source }: ReplicationEstimate): readonly string[] {
  const ofLinks = route?.hops.flatMap(({ link }) => link.assumed) ?? [];
  return [...assumed, ...ofLinks, ...(source ? assumedBy(source) : [])];
}

function figure(value: Uncertain | undefined): T | null {
  return value ? { low: value.low, likely: value.likely, high: value.high } : null;
}

function time(value: UncertainDuration | undefined): T | null {
  return value ? durations(value) : null;
}

function durations({ low, likely, high }: UncertainDuration): T {
  const reason = [low, likely, high].find((bound) => bound.kind === "never");
  return {
    low: duration(low),
    likely: duration(likely),
    high: duration(high),
    ...(reason?.kind === "never" ? { reason: reason.because } : {}),
  };
}

function duration(bound: Duration): number | "never" {
  return bound.kind === "never" ? "never" : bound.time;
}
