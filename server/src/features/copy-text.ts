import type { BackupEstimate } from "../estimate/backup-estimate.ts";
import type { UncertainDuration } from "../estimate/kernel/duration.ts";
import { endlessLoss } from "../estimate/recovery/loss-words.ts";
import type { ReplicationEstimate } from "../estimate/replication-estimate.ts";
import type { SyncEstimate } from "../estimate/sync-estimate.ts";
import { showLikely } from "../findings/show.ts";
import { lossText } from "./outcome-text.ts";

/** `async, RPO ≈ 5 s at worst`, `sync, + ≈ 27 ms per write`. */
export function copyText({ bound, sync, rpo, route }: ReplicationEstimate): string {
  const mode = bound.replication.mode ?? "";
  if (!route) return `${mode}, no route`;
  const parts = [
    mode,
    ...(sync ? [syncText(sync)] : []),
    ...(rpo && !sync ? [`RPO ${lossText(rpo.worst)} at worst`] : []),
  ];
  return parts.join(", ");
}

/** What a synchronous copy adds to a write in the busiest minute, where it ends at all: `+ ≈ 27 ms per write, stalls at peak`. */
export function syncText(sync: SyncEstimate): string {
  const stalls = sync.added.likely.kind === "never" ? ", stalls at peak" : "";
  return `+ ${showLikely(addedToWrites(sync))} per write${stalls}`;
}

/** In the busiest minute; where writes then wait without end, on an idle line. */
export function addedToWrites({ added, addedWhenIdle }: SyncEstimate): UncertainDuration {
  return added.likely.kind === "never" ? addedWhenIdle : added;
}

const FITS: Readonly<Record<BackupEstimate["fits"], string>> = {
  met: "",
  "at-risk": ", may not fit",
  missed: ", does not fit",
};

/** `loses 1 d at worst, takes 2 h, restore 6 h`. */
export function backupText({ bound, loss, duration, restore, fits }: BackupEstimate): string {
  const takes = bound.backup.method === "snapshot" ? "" : `, takes ${showLikely(duration)}${FITS[fits]}`;
  return `loses ${loss.likely.kind === "never" ? endlessLoss(loss.likely.because) : showLikely(loss)} at worst${takes}, restore ${showLikely(restore)}`;
}
