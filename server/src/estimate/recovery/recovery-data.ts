import type { ConstantName } from "../../model/constants.ts";
import { type Seconds, seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import type { Candidate, RecoverySource } from "./candidate.ts";
import { addTransfer } from "./data-transfer.ts";
import { statesOfReplica } from "./points-in-time.ts";
import { addActivity, type Draft, firstDeclared, lasting, type Sourced } from "./recovery-draft.ts";
import { addFetch, addRestore, addRevert } from "./recovery-restore.ts";
import { takesOverItself } from "./recovery-steps.ts";
import type { Situation } from "./situation.ts";

type Replica = Extract<RecoverySource, { kind: "replica" }>;

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
    const replay = replayTime(source, situation);
    if (replay) add(`replay the logs of '${name}'`, replay);
    ready = addTransfer(draft, candidate, situation, ready, order);
    if (steps.length > 0) return behind(draft, ready, steps);
    if (source.point === "history" && !replay)
      add(`go back to a point in time of '${name}'`, firstDeclared(situation.constants, "revert-snapshot"));
    add(`promote the copy of '${name}'`, promoteTime(source, situation));
    return ready;
  }
  if (source.kind === "backup") {
    if (source.backup.bound.backup.method !== "snapshot") {
      const restored = addRestore(draft, candidate, source.backup, situation, after, order);
      return steps.length > 0 ? [restored, ...behind(draft, after, steps)] : [restored];
    }
    ready = addFetch(draft, candidate, source.backup, ready, order);
    ready = addTransfer(draft, candidate, situation, ready, order);
    if (steps.length > 0) return behind(draft, ready, steps);
    return [addRevert(draft, candidate, source.backup, situation, ready, order)];
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
  const published = declared.promote === undefined ? technology?.promote : undefined;
  if (technology && published) {
    return { takes: published.value, origin: { kind: "published", product: technology.product }, assumed: [] };
  }
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
 * span so much time of writing, and are replayed so many times faster. Nothing where a copy applies changes at once, nor
 * where it goes back to a state that it keeps; what is held back is a way to an earlier state, by a part of the logs.
 */
function replayTime({ replication, point }: Replica, { constants }: Situation): Sourced | undefined {
  const { applyDelay, mode, every } = replication.bound.replication;
  const isEarlier = point === "history";
  if (isEarlier && statesOfReplica(replication, constants)?.by !== "apply-delay") return undefined;
  const shipped = mode === "log-shipping" && !isEarlier ? (replication.cycles?.every ?? every) : undefined;
  if (!shipped && applyDelay.high === 0) return undefined;
  const speed = constants["replay-speed"].value;
  const time = (of: keyof Uncertain, opposite: keyof Uncertain): Seconds =>
    seconds((applyDelay[of] + (shipped?.[of] ?? 0)) / speed[opposite]);
  const low = isEarlier ? seconds(0) : time("low", "high");
  const takes = { low, likely: time("likely", "likely"), high: time("high", "low") };
  return { takes, origin: { kind: "computed" }, assumed: ["replay-speed"] };
}
