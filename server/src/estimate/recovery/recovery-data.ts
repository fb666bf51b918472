import type { ConstantName } from "../../model/constants.ts";
import { type Bytes, bytes, type Rate, seconds } from "../../quantity/quantity.ts";
import { exactly, type Uncertain } from "../../quantity/uncertain.ts";
import type { PipeUse, Work } from "../kernel/activity-network.ts";
import { after, never } from "../kernel/duration.ts";
import { profileMean, type UncertainProfile } from "../kernel/weekly-profile.ts";
import { effectiveReduction } from "../kernel/wire-demand.ts";
import type { Hop } from "../network.ts";
import { routeOver } from "../route.ts";
import type { Candidate, RecoverySource } from "./candidate.ts";
import {
  addActivity,
  type Draft,
  firstDeclared,
  lasting,
  NOTHING_ASSUMED,
  type Sourced,
  shared,
} from "./recovery-draft.ts";
import { takesOverItself } from "./recovery-steps.ts";
import type { Situation } from "./situation.ts";

type Replica = Extract<RecoverySource, { kind: "replica" }>;
type BackupSource = Extract<RecoverySource, { kind: "backup" }>;

/**
 * Adds what makes the data usable; the activities after which they are. `steps` are those of the runbook that do it:
 * they replace the usual time of promoting and reverting. Reading a backup takes as long as its bytes do, whatever the
 * runbook says: there both must be done.
 */
export function addData(
  draft: Draft,
  candidate: Candidate,
  situation: Situation,
  after: readonly number[],
  order: number,
  steps: readonly number[],
): readonly number[] {
  const { source, workload } = candidate;
  const { name } = workload.workload;
  const options = { order, name };
  let ready = after;
  const add = (step: string, { takes, origin, assumed }: Sourced) => {
    ready = [addActivity(draft, { step, workload: name, origin, assumed }, lasting(takes), [...ready], options)];
  };
  if (source.kind === "replica") {
    const { replication } = source.replication.bound;
    if (takesOverItself(candidate) && replication.failover === "active") return [...after, ...steps];
    const replay = source.point === "newest" ? replayTime(source, situation) : undefined;
    if (replay) add(`replay the logs of '${name}'`, replay);
    ready = addTransfer(draft, candidate, situation, ready, order);
    if (steps.length > 0) return behind(draft, ready, steps);
    if (source.point === "history")
      add(`go back to a point in time of '${name}'`, firstDeclared(situation.constants, "revert-snapshot"));
    add(`promote the copy of '${name}'`, promoteTime(source, situation));
    return ready;
  }
  if (source.kind === "backup") {
    const { backup } = source.backup.bound;
    const isSnapshot = backup.method === "snapshot";
    if (backup.restoreLead.high > 0) {
      const origin = { kind: "declared", by: "backup" } as const;
      add(`fetch '${backup.name}' for '${name}'`, { takes: backup.restoreLead, origin, assumed: NOTHING_ASSUMED });
    }
    if (isSnapshot) {
      ready = addTransfer(draft, candidate, situation, ready, order);
      if (steps.length > 0) return behind(draft, ready, steps);
      add(`revert '${name}' to '${backup.name}'`, firstDeclared(situation.constants, "revert-snapshot"));
      return ready;
    }
    if (backup.transit && !candidate.route && candidate.at.name !== candidate.place.name) {
      const origin = { kind: "declared", by: "backup" } as const;
      add(`bring '${backup.name}' to '${candidate.place.name}'`, {
        takes: backup.transit,
        origin,
        assumed: NOTHING_ASSUMED,
      });
    }
    const restored = addRestore(draft, candidate, source, situation, ready, order);
    return steps.length > 0 ? [restored, ...behind(draft, after, steps)] : [restored];
  }
  ready = addTransfer(draft, candidate, situation, ready, order);
  return behind(draft, ready, steps);
}

/** The steps, each after what is ready; what is ready where there are none. */
function behind(draft: Draft, ready: readonly number[], steps: readonly number[]): readonly number[] {
  if (steps.length === 0) return ready;
  for (const step of steps) draft.activities[step]?.after.push(...ready);
  return steps;
}

function promoteTime({ replication }: Replica, { constants }: Situation): Sourced {
  const { replication: declared, technology, workload } = replication.bound;
  return firstDeclared(constants, promoteConstant(technology?.class, workload.workload.kind), [
    "replication",
    declared.promote,
  ]);
}

/** By the class of the product, else by the kind of workload. */
function promoteConstant(technology: string | undefined, kind: string | undefined): ConstantName {
  const what = technology ?? (kind === "virtual-machines" ? "hypervisor" : kind);
  if (what === "database") return "promote-database";
  return what === "hypervisor" ? "promote-hypervisor" : "promote-array";
}

/**
 * Logs that the copy has but has not applied: those that it holds back, and in log shipping the last shipment. They
 * span so much time of writing, and are replayed so many times faster. Nothing where a copy applies changes at once.
 */
function replayTime({ replication }: Replica, { constants }: Situation): Sourced | undefined {
  const { applyDelay, mode, every } = replication.bound.replication;
  const shipped = mode === "log-shipping" ? (replication.cycles?.every ?? every) : undefined;
  if (!shipped && applyDelay.high === 0) return undefined;
  const speed = constants["replay-speed"].value;
  const time = (of: keyof Uncertain, opposite: keyof Uncertain) =>
    seconds((applyDelay[of] + (shipped?.[of] ?? 0)) / speed[opposite]);
  const takes = { low: time("low", "high"), likely: time("likely", "likely"), high: time("high", "low") };
  return { takes, origin: { kind: "computed" }, assumed: ["replay-speed"] };
}

/** Data that lie elsewhere are copied to the place first. */
function addTransfer(
  draft: Draft,
  candidate: Candidate,
  situation: Situation,
  after: readonly number[],
  order: number,
): readonly number[] {
  const { route, at, place, workload } = candidate;
  if (!route || route.hops.length === 0) return after;
  const { name, data, count } = workload.workload;
  const words = {
    step: `copy '${name}' from '${at.name}' to '${place.name}'`,
    workload: name,
    origin: { kind: "computed" } as const,
    assumed: NOTHING_ASSUMED,
  };
  const amount = data && scaled(data, count);
  const work = amount ? overLinks(draft, candidate, situation, amount, []) : UNKNOWN;
  return [addActivity(draft, words, work, [...after], { order, name })];
}

/** Where size or speed are not known: any time. */
const UNKNOWN: Work = { kind: "time", takes: { low: after(0), likely: after(0), high: never("not-known") } };

function scaled(size: Uncertain<Bytes>, by: number): Uncertain<Bytes> {
  return { low: bytes(size.low * by), likely: bytes(size.likely * by), high: bytes(size.high * by) };
}

/**
 * Reads a backup back: at the rate of the backup, shared by all that is restored from it; of the site, shared by all
 * that is restored there; of the links. Of the first two one that is not declared does not hold up the other.
 */
function addRestore(
  draft: Draft,
  candidate: Candidate,
  { backup: estimate }: BackupSource,
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
  return addActivity(
    draft,
    {
      step: `restore '${name}' from '${backup.name}'`,
      workload: name,
      origin: { kind: "computed" },
      assumed: backup.restoreRate || place.restoreRate ? NOTHING_ASSUMED : RESTORE_RATE,
    },
    amount ? overLinks(draft, candidate, situation, amount, through) : UNKNOWN,
    [...after],
    { order, name },
  );
}

const ONE = exactly(1);
const RESTORE_RATE: readonly ConstantName[] = ["restore-rate"];

function faster(a: Uncertain, b: Uncertain): Uncertain {
  return { low: Math.max(a.low, b.low), likely: Math.max(a.likely, b.likely), high: Math.max(a.high, b.high) };
}

/** The amount through these pipes and over the links of the candidate's route. What an optimiser saves, a link need not carry. */
function overLinks(
  draft: Draft,
  { route }: Candidate,
  situation: Situation,
  amount: Uncertain<Bytes>,
  through: PipeUse[],
): Work {
  let most: Uncertain | undefined;
  for (const hop of route?.hops ?? []) {
    const capacity = capacityOf(hop, situation);
    if (!capacity) return UNKNOWN;
    const { factor } = effectiveReduction(hop.link.link.optimiser, undefined);
    const load = { low: 1 / factor.high, likely: 1 / factor.likely, high: 1 / factor.low };
    // One link is two pipes, one in each direction, however many routes use it.
    const key = `${hop.forward ? "to" : "from"} ${hop.link.link.id}`;
    through.push({ pipe: shared(draft, "pipes", key, () => capacity.all), load });
    const { one } = capacity;
    const alone = { low: one.low / load.high, likely: one.likely / load.likely, high: one.high / load.low };
    most = most ? slower(most, alone) : alone;
  }
  return { kind: "flow", amount, through, most };
}

function slower(a: Uncertain, b: Uncertain): Uncertain {
  return { low: Math.min(a.low, b.low), likely: Math.min(a.likely, b.likely), high: Math.min(a.high, b.high) };
}

/** What a link carries for restores: for all together, and for one. Nothing while its bandwidth is not known. */
function capacityOf(
  hop: Hop,
  { spare }: Situation,
): { readonly all: Uncertain<Rate>; readonly one: Uncertain<Rate> } | undefined {
  const { flow } = hop.link;
  if (!flow) return undefined;
  const one = meanOf(flow.flowCapacity);
  const left = spare?.(routeOver([hop]));
  // Where others leave less than one flow could use, that is all there is.
  return left && left.likely < one.likely ? { all: left, one: left } : { all: meanOf(flow.capacity), one };
}

function meanOf({ low, likely, high }: UncertainProfile<Rate>): Uncertain<Rate> {
  return { low: profileMean(low), likely: profileMean(likely), high: profileMean(high) };
}
