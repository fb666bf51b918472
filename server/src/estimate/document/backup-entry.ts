import type { BackupEstimate } from "../backup-estimate.ts";
import { type T, time } from "./figure.ts";

export interface BackupEntry {
  readonly name: string;
  readonly of: string;
  readonly to: string;
  readonly loss: T | null;
  readonly duration: T | null;
  readonly restore: T | null;
  readonly fits: boolean | null;
}

/** What is estimated of a backup of one of its members. That it may not fit counts as that it does not. */
export function backupEntry({ bound, of, loss, duration, restore, fits }: BackupEstimate): BackupEntry {
  return {
    name: bound.backup.name,
    of,
    to: bound.to.name,
    loss: time(loss),
    duration: time(duration),
    restore: time(restore),
    fits: fits && fits === "met",
  };
}
