import type { Replication, ReplicationMode } from "../model/replication.ts";

/** Which flows go first on a full link when the plan does not say: lower first. Writes wait for the first, schedules for none. */
const PRIORITIES: Readonly<Record<ReplicationMode, number>> = {
  sync: 1,
  quorum: 1,
  async: 2,
  "log-shipping": 2,
  periodic: 3,
};

/** The priority of a replication's flows, declared or by its mode; lower goes first. */
export function flowPriority({ priority, mode = "async" }: Replication): number {
  return priority ?? PRIORITIES[mode];
}

/** Of backups, when the plan does not say. */
export const BACKUP_PRIORITY = 4;

/** Of what is sent once: initial copies and resyncs. */
export const INITIAL_COPY_PRIORITY = 5;
