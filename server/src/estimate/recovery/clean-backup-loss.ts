import type { Seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import type { BackupEstimate } from "../backup-estimate.ts";
import { clockedCleanLoss } from "../backup-levels.ts";
import { cleanPointLoss } from "../kernel/clean-point.ts";
import type { UncertainDuration } from "../kernel/duration.ts";
import { statesOfBackup } from "./points-in-time.ts";

/**
 * What is lost with a backup after a corruption: by the clock where both the backup's times and some instants of the week
 * are given at which the corruption may have come, else at worst. Logs lead to a clean state only from a state of what
 * they are applied to that is clean itself.
 */
export function cleanBackupLoss(
  backup: BackupEstimate,
  undetected: Uncertain<Seconds>,
  instants: readonly Seconds[] | undefined,
): UncertainDuration {
  const { points, base, bound } = backup;
  const own =
    instants && points
      ? clockedCleanLoss(points, instants, { undetected, keep: bound.backup.keep })
      : cleanPointLoss(statesOfBackup(backup), undetected);
  if (!base) return own;
  const from = cleanBackupLoss(base, undetected, instants);
  const of = (bound: keyof Uncertain) => (from[bound].kind === "never" ? from[bound] : own[bound]);
  return { low: of("low"), likely: of("likely"), high: of("high") };
}
