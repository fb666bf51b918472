import type { Redirect } from "../../model/workload.ts";
import { type Seconds, seconds } from "../../quantity/quantity.ts";
import { exactly, type Uncertain } from "../../quantity/uncertain.ts";
import { compareDurations, type Duration, exactDuration, never, type UncertainDuration } from "../kernel/duration.ts";
import type { Candidate } from "./candidate.ts";
import { addData } from "./recovery-data.ts";
import {
  addActivity,
  addJoint,
  type Draft,
  firstDeclared,
  lasting,
  NO_WORK,
  NOTHING_ASSUMED,
  once,
  type Sourced,
} from "./recovery-draft.ts";
import type { Ground } from "./recovery-ground.ts";
import { addBoot, addPlace } from "./recovery-place.ts";
import type { RecoverySteps } from "./recovery-steps.ts";
import type { Situation } from "./situation.ts";

/** What the drafts of all workloads share. */
export interface RecoveryContext {
  readonly situation: Situation;
  readonly steps: RecoverySteps;
  readonly ground: Ground;
  readonly order: ReadonlyMap<string, number>;
}

/** A workload in the network: the activities at whose end it is up, and at whose end users work. */
export interface DraftedWorkload {
  readonly candidate: Candidate;
  readonly up: number;
  readonly done: number;
}

/** Adds all that brings one workload back. */
export function addWorkload(draft: Draft, candidate: Candidate, context: RecoveryContext): DraftedWorkload {
  const { situation, steps, ground, order: orders } = context;
  const { workload, source } = candidate;
  const { name, start, needs, verify } = workload.workload;
  const order = orders.get(name) ?? 0;
  const options = { order, name };
  const serves =
    source.kind === "replica" &&
    source.point === "newest" &&
    source.replication.bound.replication.failover === "active";

  const begins = [ground.of(candidate), ...steps.before(candidate, "all")];
  // One joint for all that begin alike, so that a place is got ready once.
  const begin = once(draft, `begin ${begins.join()}`, () => addJoint(draft, begins));
  const place = serves ? begin : addPlace(draft, candidate, situation, begin, order);
  const reached = addReach(draft, candidate, [place, ...steps.before(candidate, "own")]);
  const data = addData(draft, candidate, situation, reached, order, steps.replacing("recover", candidate));
  const usable = addJoint(draft, [...data, ...steps.besides("recover", candidate)]);
  const booted = serves ? usable : addBoot(draft, candidate, situation, usable, order);
  const starts = serves ? NO_TIME : start;
  let up = booted;
  if (starts.high > 0) {
    const words = { step: `start '${name}'`, workload: name, origin: BY_WORKLOAD, assumed: NOTHING_ASSUMED };
    up = addActivity(draft, words, lasting(starts), [booted], options);
  } else if (needs.length > 0) up = addActivity(draft, undefined, NO_WORK, [booted], options);

  const checks = steps.replacing("verify", candidate);
  let verified: readonly number[] = [...checks, ...steps.besides("verify", candidate)];
  for (const check of checks) draft.activities[check]?.after.push(up);
  if (checks.length === 0 && verify.high > 0 && !serves) {
    const words = { step: `verify '${name}'`, workload: name, origin: BY_WORKLOAD, assumed: NOTHING_ASSUMED };
    verified = [...verified, addActivity(draft, words, lasting(verify), [up], options)];
  }

  const redirects = steps.replacing("redirect", candidate);
  const redirected: number[] = [...redirects, ...steps.besides("redirect", candidate)];
  for (const step of redirects) {
    draft.activities[step]?.after.push(up);
    draft.activities[step]?.wished.push(...verified);
  }
  const usual = redirects.length === 0 ? redirectTime(candidate, situation) : undefined;
  if (usual) {
    const { takes, origin, assumed } = usual;
    const words = { step: `redirect users to '${name}'`, workload: name, origin, assumed };
    redirected.push(addActivity(draft, words, lasting(takes), [up, ...verified], options));
  }
  return { candidate, up, done: addJoint(draft, [up, ...verified, ...redirected]) };
}

const NO_TIME: Uncertain<Seconds> = exactly(seconds(0));
const BY_WORKLOAD = { kind: "declared", by: "workload" } as const;
const COMPUTED = { kind: "computed" } as const;

/** The data cannot be used before they can be reached, and are all there. Both begin with the disaster: nobody has to do anything. */
function addReach(draft: Draft, candidate: Candidate, ready: readonly number[]): readonly number[] {
  const { reachable, at, workload, source } = candidate;
  const { name } = workload.workload;
  const waits = [...ready];
  const wait = (step: string, time: UncertainDuration) => {
    if (compareDurations(time.high, AT_ONCE) === 0) return;
    const words = { step, workload: name, origin: COMPUTED, assumed: NOTHING_ASSUMED };
    waits.push(addActivity(draft, words, lasting(time), []));
  };
  wait(`wait until '${at.name}' can be reached`, reachable);
  const drain = source.kind === "replica" ? source.drain : undefined;
  if (drain) wait(`wait until '${at.name}' has all of '${name}' that '${drain.kept.bound.to.name}' holds`, drain.wait);
  return waits;
}

const AT_ONCE: Duration = { kind: "after", time: seconds(0) };

/** How long users take to follow a workload that moved. */
function redirectTime({ place, workload }: Candidate, { constants }: Situation): Sourced | undefined {
  const { redirect } = workload.workload;
  if (!redirect || place.name === workload.site?.name) return undefined;
  const constant = REDIRECTS[redirect.method];
  if (constant) return firstDeclared(constants, constant, ["workload", redirect.takes]);
  return redirect.takes && { takes: redirect.takes, origin: BY_WORKLOAD, assumed: NOTHING_ASSUMED };
}

/** Methods whose time is known; the others take none unless it is declared. */
const REDIRECTS: Partial<Record<Redirect["method"], "redirect-dns" | "redirect-bgp">> = {
  dns: "redirect-dns",
  bgp: "redirect-bgp",
};

/** Lets each workload start after those that it needs, and never where one of them is lost. */
export function addNeeds(draft: Draft, drafted: readonly DraftedWorkload[], { lost }: Situation): void {
  if (drafted.length === 1 && !lost) return;
  const byName = new Map(drafted.map((one) => [one.candidate.workload.workload.name, one]));
  for (const { candidate, up } of drafted) {
    for (const need of candidate.workload.workload.needs) {
      const needed = byName.get(need);
      const because = needed ? undefined : lost?.get(need);
      const activity = draft.activities[up];
      if (needed && needed.up !== up) activity?.wished.push(needed.up);
      if (because) activity?.after.push(addLost(draft, need, because));
    }
  }
}

function addLost(draft: Draft, name: string, because: Parameters<typeof never>[0]): number {
  return once(draft, `lost ${name}`, () =>
    addActivity(
      draft,
      { step: `recover '${name}'`, workload: name, origin: COMPUTED, assumed: NOTHING_ASSUMED },
      lasting(exactDuration(never(because))),
      [],
    ),
  );
}
