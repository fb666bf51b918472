import type { Verdict } from "../kernel/within-limit.ts";
import type { Candidate } from "../recovery/candidate.ts";
import type { Degradation, Objectives, ScenarioEstimate, WorkloadOutcome } from "../recovery/workload-outcome.ts";
import { duration, durations, figure, type T, time } from "./figure.ts";

export interface ScenarioEntry {
  readonly name: string;
  readonly builtIn: boolean;
  readonly workloads: readonly OutcomeEntry[];
  readonly degraded: readonly DegradedEntry[];
}

export interface OutcomeEntry {
  readonly workload: string;
  readonly copy: string | null;
  readonly at: string | null;
  readonly rpo: T;
  readonly rto: T;
  readonly undetected: number | null;
  readonly objective: { readonly rpo: number | null; readonly rto: number | null; readonly mtd: number | null };
  readonly expect: { readonly rpo: number | null; readonly rto: number | null };
  readonly verdict: Verdict | "none";
  readonly dependsOn: string | null;
  readonly criticalPath: readonly StepEntry[];
}

export interface StepEntry {
  readonly step: string;
  readonly start: number | "never";
  readonly end: number | "never";
}

export interface DegradedEntry {
  readonly workload: string;
  readonly from: string;
  readonly to: string;
  readonly route: readonly string[];
  readonly rpo: T | null;
  readonly backlogPerDay: T | null;
  readonly journalLasts: T | null;
}

/** What becomes of the workloads that a scenario hits, and of copies whose way or end it takes. */
export function scenarioEntry({ scenario, outcomes, degraded }: ScenarioEstimate): ScenarioEntry {
  return {
    name: scenario.name,
    builtIn: scenario.id === undefined,
    workloads: outcomes.map(outcomeEntry),
    degraded: degraded.map(degradedEntry),
  };
}

function outcomeEntry(outcome: WorkloadOutcome): OutcomeEntry {
  const { workload, chosen, rpo, rto, undetected, objective, expect, verdict, dependsOn, recovery } = outcome;
  return {
    workload: workload.workload.name,
    copy: chosen ? copyName(chosen) : null,
    at: chosen?.place.name ?? null,
    rpo: durations(rpo),
    rto: durations(rto),
    undetected: undetected?.likely ?? null,
    objective: { ...limits(objective), mtd: objective.mtd ?? null },
    expect: limits(expect),
    verdict,
    dependsOn: dependsOn ?? null,
    criticalPath: (recovery?.criticalPath ?? []).map(({ step, start, end }) => ({
      step,
      start: duration(start.likely),
      end: duration(end.likely),
    })),
  };
}

function limits({ rpo, rto }: Pick<Objectives, "rpo" | "rto">): { rpo: number | null; rto: number | null } {
  return { rpo: rpo ?? null, rto: rto ?? null };
}

/** The site of a replica, the name of a backup, the workload's own name where its own data survive. */
function copyName({ source, at, workload }: Candidate): string {
  switch (source.kind) {
    case "own":
      return workload.workload.name;
    case "replica":
      return at.name;
    case "backup":
      return source.backup.bound.backup.name;
  }
}

function degradedEntry({ replication, route, rpo, backlogPerDay, journalLasts }: Degradation): DegradedEntry {
  const { workload, from, to } = replication.bound;
  return {
    workload: workload.workload.name,
    from: from.name,
    to: to.name,
    route: route?.hops.map(({ link }) => link.link.name) ?? [],
    rpo: time(rpo),
    backlogPerDay: figure(backlogPerDay),
    journalLasts: time(journalLasts),
  };
}
