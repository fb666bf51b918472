import type { BoundWorkload } from "../../model/bind.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { Bytes, Seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import type { UncertainDuration } from "../kernel/duration.ts";
import type { Verdict } from "../kernel/within-limit.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import type { Route } from "../route.ts";
import type { Candidate } from "./candidate.ts";
import type { Recovery } from "./recover.ts";
import type { CapacityCheck } from "./recovery-capacity.ts";
import type { HitReason } from "./workloads-hit.ts";

/** What a scenario does to a plan, and what comes of it. */
export interface ScenarioEstimate {
  readonly scenario: Scenario;
  /** One for each workload that it interrupts, by name. */
  readonly outcomes: readonly WorkloadOutcome[];
  /** Copies of workloads that run on, which go on by another way or stop. */
  readonly degraded: readonly Degradation[];
  /** Whether the places of recovery have room for what recovers there. */
  readonly capacity: readonly CapacityCheck[];
  /** What is worth knowing about workloads that need each other. */
  readonly notes: readonly ScenarioNote[];
  /** Ids of all declarations that were looked at: while none of them changes, nor what is estimated of it, neither does this. */
  readonly reads: readonly number[];
  /** The outcome for a workload, by its name; nothing where it is not hit. */
  outcomeOf(workload: string): WorkloadOutcome | undefined;
}

export interface WorkloadOutcome {
  readonly workload: BoundWorkload;
  readonly by: HitReason;
  /** Absent when nothing can bring it back. */
  readonly chosen: Candidate | undefined;
  readonly recovery: Recovery | undefined;
  /** What is lost: time before the disruption, or before the corruption. */
  readonly rpo: UncertainDuration;
  /** From the disruption until it serves again, all workloads that are hit recovering together. */
  readonly rto: UncertainDuration;
  /** How long the corruption stays unnoticed, besides the loss; absent where nothing is corrupted. */
  readonly undetected: Uncertain<Seconds> | undefined;
  /** What its tier promises in such a case, whether or not that counts here. */
  readonly objective: Objectives;
  /** What the scenario expects instead. */
  readonly expect: Pick<Objectives, "rpo" | "rto">;
  /** What counts of both. */
  readonly judged: Objectives;
  readonly verdict: Verdict | "none";
  /** What is not met in all cases. `copy`: what it is recovered from cannot work as planned. */
  readonly missed: readonly MissedObjective[];
  /** The assumption that decides, in words, when it is at risk. */
  readonly dependsOn: string | undefined;
  /** The other ways, and why they were not taken. */
  readonly rejected: readonly RejectedCandidate[];
}

export interface Objectives {
  readonly rpo: Seconds | undefined;
  readonly rto: Seconds | undefined;
  readonly mtd: Seconds | undefined;
}

export type MissedObjective = "rpo" | "rto" | "mtd" | "copy";

export interface RejectedCandidate {
  /** Absent for what cannot be used at all. */
  readonly candidate: Candidate | undefined;
  /** Data and place in words: `replica at 'dublin'`. */
  readonly what: string;
  readonly why: string;
}

/** A copy that cannot go its usual way while something is lost. */
export interface Degradation {
  /** As it is otherwise. */
  readonly replication: ReplicationEstimate;
  /** The way that it takes meanwhile; absent when none is left, or one of its ends is lost: then it stops. */
  readonly route: Route | undefined;
  /** Whether that way could not carry all that travels on it if all peaks came at once: where it can, nothing ever waits. */
  readonly isCrowded: boolean;
  /** Age of the copy at worst while that lasts; never when it stops. */
  readonly rpo: UncertainDuration;
  /** What the backlog gains in the mean of a day. */
  readonly backlogPerDay: Uncertain<Bytes>;
  /** Until the journal overflows; absent when it does not fill, or none is declared. */
  readonly journalLasts: UncertainDuration | undefined;
  /** Whether its workload stops with it. */
  readonly stopsWorkload: boolean;
}

export type ScenarioNote =
  /** Two workloads of which one needs the other come back as of different instants. */
  | {
      readonly kind: "recovery-points-differ";
      readonly workload: string;
      readonly needs: string;
      readonly rpo: UncertainDuration;
      readonly rpoOfNeeded: UncertainDuration;
    }
  /** After the recovery they are further from each other than chatty applications stand; without a round trip no links lead there. */
  | {
      readonly kind: "separated";
      readonly workload: string;
      readonly needs: string;
      readonly at: string;
      readonly neededAt: string;
      readonly rtt: Uncertain<Seconds> | undefined;
    };
