import type { BoundWorkload } from "../../model/bind.ts";
import type { Site } from "../../model/site.ts";
import type { BackupEstimate } from "../backup-estimate.ts";
import type { UncertainDuration } from "../kernel/duration.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import type { Route } from "../route.ts";

/** A way to bring a workload back: from which data, and where it then runs. */
export interface Candidate {
  readonly workload: BoundWorkload;
  readonly source: RecoverySource;
  /** Where the data lie when recovery begins. */
  readonly at: Site;
  /** Where the workload runs afterwards. */
  readonly place: Site;
  /** By which links the data travel to the place; absent when they lie there already. */
  readonly route: Route | undefined;
  /** What is lost, as time before the disruption (or before the corruption). */
  readonly loss: UncertainDuration;
  /** From the disruption until the data can be reached at all: 0, or until the site is back. */
  readonly reachable: UncertainDuration;
}

/** What a copy of a cascade still gets from the one before it after the disaster. */
export interface Drain {
  /** The copy of which all data arrive: the newest state of it is what counts. */
  readonly kept: ReplicationEstimate;
  /** From the disruption until the last of them is there. Nothing new comes in meanwhile. */
  readonly wait: UncertainDuration;
}

export type RecoverySource =
  /** Its own data, which survived. */
  | { readonly kind: "own" }
  /** The newest state of a copy, or one of the points in time that the copy keeps. */
  | {
      readonly kind: "replica";
      readonly replication: ReplicationEstimate;
      readonly point: "newest" | "history";
      /** A member of a quorum group of which no majority is left: people have to decide that it goes on alone. */
      readonly outvoted?: boolean;
      /** In a cascade: once the copy before it, which survives, has sent on what it holds; absent: as it is when disaster strikes. */
      readonly drain?: Drain;
    }
  | { readonly kind: "backup"; readonly backup: BackupEstimate };
