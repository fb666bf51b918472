import type { Backup, BackupMethod } from "../model/backup.ts";
import type { BoundReplication, BoundWorkload } from "../model/bind.ts";
import { copiesOfWorkload } from "../model/copies.ts";
import type { Plan } from "../model/plan.ts";
import type { WorkloadKind } from "../model/workload.ts";
import { type DifferingPoints, lead } from "./differing-needs.ts";
import { backupsOf } from "./protection.ts";

/** Ways of backing up that keep whole machines. */
export const IMAGE_METHODS: ReadonlySet<BackupMethod> = new Set(["image", "proxy"]);

/** Images that are at least so far apart are meant for programs, not for data, seconds. Own choice: half a day. */
const SELDOM = 43_200;

const WITH_PROGRAMS: ReadonlySet<WorkloadKind> = new Set(["application", "virtual-machines"]);

/**
 * Whether two workloads are split into images of the machines and a replicated database, and the images are what comes
 * back older: the usual way for applications that keep their data in a database.
 */
export function isImageBesideData(
  plan: Plan,
  note: DifferingPoints,
  { workload }: BoundWorkload,
  { workload: needed }: BoundWorkload,
): boolean {
  if (!WITH_PROGRAMS.has(workload.kind ?? "application") || needed.kind !== "database" || lead(note) <= 0) return false;
  const images = imageInterval(copiesOfWorkload(plan, workload.name), backupsOf(plan, workload.name));
  return images >= SELDOM && copiesOfWorkload(plan, needed.name).some((copy) => copyInterval(copy) < images);
}

/** The shortest interval at which a workload is copied, seconds; 0 if not only by images, or not at all. */
function imageInterval(copies: readonly BoundReplication[], backups: readonly Backup[]): number {
  if (copies.some(({ replication }) => replication.mode !== "periodic")) return 0;
  const moving = backups.filter(({ method }) => method !== "snapshot");
  if (moving.some(({ method }) => !IMAGE_METHODS.has(method))) return 0;
  const intervals = [...copies.map(copyInterval), ...moving.map(({ every }) => every?.likely ?? 0)];
  return intervals.length === 0 ? 0 : Math.min(...intervals);
}

/** Seconds from one copy to the next; 0 for one that never stops. */
function copyInterval({ replication }: BoundReplication): number {
  return replication.every?.likely ?? 0;
}
