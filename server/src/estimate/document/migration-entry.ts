import type { MigrationMethod } from "../../model/migration.ts";
import type { MigrationEstimate } from "../migration-estimate.ts";
import { FEASIBLE, type Feasible, figure, type T, time } from "./figure.ts";

export interface MigrationEntry {
  readonly workload: string;
  readonly from: string;
  readonly to: string;
  readonly method: MigrationMethod | null;
  readonly technology: string | null;
  readonly feasible: Feasible;
  readonly reasons: readonly string[];
  readonly rtt: T | null;
  readonly duration: T | null;
  readonly pause: T | null;
}

/** What is estimated of a migration. */
export function migrationEntry(estimate: MigrationEstimate): MigrationEntry {
  const { bound, verdict, reasons, rtt, duration, pause } = estimate;
  const { migration, workload, from, to } = bound;
  return {
    workload: workload.workload.name,
    from: from.name,
    to: to.name,
    method: migration.method ?? null,
    technology: migration.using ?? null,
    feasible: FEASIBLE[verdict],
    reasons,
    rtt: figure(rtt),
    duration: time(duration),
    pause: time(pause),
  };
}
