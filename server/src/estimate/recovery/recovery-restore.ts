import type { ConstantName } from "../../model/constants.ts";
import type { Rate, Seconds } from "../../quantity/quantity.ts";
import { exactly, type Uncertain } from "../../quantity/uncertain.ts";
import type { BackupEstimate } from "../backup-estimate.ts";
import type { PipeUse, Work } from "../kernel/activity-network.ts";
import type { Candidate } from "./candidate.ts";
import { addTransfer } from "./data-transfer.ts";
import { overLinks, UNKNOWN } from "./over-links.ts";
import {
  addActivity,
  type Draft,
  firstDeclared,
  lasting,
  NOTHING_ASSUMED,
  type StepOrigin,
  shared,
} from "./recovery-draft.ts";
import type { Situation } from "./situation.ts";

/**
 * Adds all that brings a backup's data back: what its logs are applied to, itself, and the replay of the logs. The media of
 * both are fetched at once; logs are read when what they are applied to is there.
 */
export function addRestore(
  draft: Draft,
  candidate: Candidate,
  backup: BackupEstimate,
  situation: Situation,
  after: readonly number[],
  order: number,
): number {
  const { base, replay } = backup;
  const based = base ? [addBase(draft, candidate, base, situation, after, order)] : [];
  const fetched = addCourier(draft, candidate, backup, addFetch(draft, candidate, backup, after, order), order);
  const read = addReading(draft, candidate, backup, situation, base ? [...based, ...fetched] : fetched, order);
  if (!replay) return read;
  const { name } = candidate.workload.workload;
  const words = { step: `replay the logs of '${name}'`, workload: name, origin: COMPUTED, assumed: REPLAY_SPEED };
  return addActivity(draft, words, lasting(replay), [read], { order, name });
}

function addBase(
  draft: Draft,
  candidate: Candidate,
  base: BackupEstimate,
  situation: Situation,
  after: readonly number[],
  order: number,
): number {
  if (base.bound.backup.method !== "snapshot") return addRestore(draft, candidate, base, situation, after, order);
  const fetched = addFetch(draft, candidate, base, after, order);
  return addRevert(draft, candidate, base, situation, addTransfer(draft, candidate, situation, fetched, order), order);
}

/** Adds the time before reading can begin, if there is one; what must be done before. */
export function addFetch(
  draft: Draft,
  { workload }: Candidate,
  { bound: { backup } }: BackupEstimate,
  after: readonly number[],
  order: number,
): readonly number[] {
  if (backup.restoreLead.high === 0) return after;
  const { name } = workload.workload;
  return [addHandling(draft, `fetch '${backup.name}' for '${name}'`, backup.restoreLead, { name, order }, after)];
}

/** Where no link leads to the place, what a courier has brought one brings there. */
function addCourier(
  draft: Draft,
  { workload, route, at, place }: Candidate,
  { bound: { backup } }: BackupEstimate,
  after: readonly number[],
  order: number,
): readonly number[] {
  if (!backup.transit || route || at.name === place.name) return after;
  const { name } = workload.workload;
  return [addHandling(draft, `bring '${backup.name}' to '${place.name}'`, backup.transit, { name, order }, after)];
}

/** Adds what people do with the media of a backup for a workload, in the time that the backup says. */
function addHandling(
  draft: Draft,
  step: string,
  takes: Uncertain<Seconds>,
  options: { readonly name: string; readonly order: number },
  after: readonly number[],
): number {
  const words = { step, workload: options.name, origin: BY_BACKUP, assumed: NOTHING_ASSUMED };
  return addActivity(draft, words, lasting(takes), [...after], options);
}

/** Adds going back to a snapshot, which moves no data. */
export function addRevert(
  draft: Draft,
  { workload }: Candidate,
  { bound: { backup } }: BackupEstimate,
  { constants }: Situation,
  after: readonly number[],
  order: number,
): number {
  const { name } = workload.workload;
  const { takes, origin, assumed } = firstDeclared(constants, "revert-snapshot");
  const words = { step: `revert '${name}' to '${backup.name}'`, workload: name, origin, assumed };
  return addActivity(draft, words, lasting(takes), [...after], { order, name });
}

/**
 * Reads a backup back: at the rate of the backup, shared by all that is restored from it; of the site, shared by all
 * that is restored there; of the links. Of the first two one that is not declared does not hold up the other.
 */
function addReading(
  draft: Draft,
  candidate: Candidate,
  estimate: BackupEstimate,
  situation: Situation,
  after: readonly number[],
  order: number,
): number {
  const { place, workload } = candidate;
  const { backup } = estimate.bound;
  const { name } = workload.workload;
  const usual = situation.constants["restore-rate"].value as Uncertain<Rate>;
  const reads = backup.restoreRate ?? place.restoreRate ?? usual;
  const through: PipeUse[] = [{ pipe: shared(draft, "pipes", backup, () => reads), load: ONE }];
  const writes = shared(draft, "pipes", place, () => place.restoreRate ?? usual);
  if (!place.restoreRate) draft.pipes[writes] = faster(draft.pipes[writes] as Uncertain, reads);
  through.push({ pipe: writes, load: ONE });
  const amount = estimate.restoreBytes(name);
  const work: Work = amount ? overLinks(draft, candidate, situation, amount, through) : UNKNOWN;
  const words = {
    step: `${estimate.base ? "read the logs of" : "restore"} '${name}' from '${backup.name}'`,
    workload: name,
    origin: COMPUTED,
    assumed: backup.restoreRate || place.restoreRate ? NOTHING_ASSUMED : RESTORE_RATE,
  };
  return addActivity(draft, words, work, [...after], { order, name });
}

const ONE = exactly(1);
const RESTORE_RATE: readonly ConstantName[] = ["restore-rate"];
const REPLAY_SPEED: readonly ConstantName[] = ["replay-speed"];
const COMPUTED: StepOrigin = { kind: "computed" };
const BY_BACKUP: StepOrigin = { kind: "declared", by: "backup" };

function faster(a: Uncertain, b: Uncertain): Uncertain {
  return { low: Math.max(a.low, b.low), likely: Math.max(a.likely, b.likely), high: Math.max(a.high, b.high) };
}
