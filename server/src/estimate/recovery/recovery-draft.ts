import type { ConstantName, Constants } from "../../model/constants.ts";
import { type Seconds, seconds } from "../../quantity/quantity.ts";
import { exactly, type Uncertain } from "../../quantity/uncertain.ts";
import type { Work } from "../kernel/activity-network.ts";
import { durationOf, type UncertainDuration } from "../kernel/duration.ts";

/** Where a step's time comes from. */
export type StepOrigin =
  | { readonly kind: "runbook"; readonly step: string }
  | { readonly kind: "declared"; readonly by: "scenario" | "plan" | "site" | "workload" | "replication" | "backup" }
  | { readonly kind: "published"; readonly product: string }
  | { readonly kind: "constant"; readonly name: ConstantName }
  | { readonly kind: "computed" };

/** A step as people know it. */
export interface StepWords {
  readonly step: string;
  /** Absent for what is done for all. */
  readonly workload?: string | undefined;
  readonly origin: StepOrigin;
  /** Constants of the model that stood in. */
  readonly assumed: readonly ConstantName[];
}

/** An activity that is being put together. */
export interface DraftActivity {
  /** Absent for joints, which take no time and only gather what must be done before others. */
  readonly words: StepWords | undefined;
  readonly name: string;
  readonly order: number;
  readonly work: Work;
  readonly owner: string | undefined;
  /** Must be done before, whatever happens. */
  readonly after: number[];
  /** Said to be done before by the runbook: gives way where it contradicts `after`. */
  readonly told: number[];
  /** Should be done before: gives way where it contradicts the others. */
  readonly wished: number[];
}

/** The network of a recovery while it is put together. */
export interface Draft {
  readonly activities: DraftActivity[];
  readonly pipes: Uncertain[];
  readonly pools: Uncertain[];
  /** Indices of pipes and pools, by what they belong to. */
  readonly known: Map<unknown, number>;
}

export function newDraft(): Draft {
  return { activities: [], pipes: [], pools: [], known: new Map() };
}

export interface DraftOptions {
  readonly order?: number;
  readonly name?: string;
  readonly owner?: string | undefined;
}

const USUAL: DraftOptions = {};

/** Adds an activity; its index. */
export function addActivity(
  draft: Draft,
  words: StepWords | undefined,
  work: Work,
  after: number[],
  { order = 0, name = "", owner }: DraftOptions = USUAL,
): number {
  return draft.activities.push({ words, name, order, work, owner, after, told: [], wished: [] }) - 1;
}

/** Adds what takes no time and starts when all of these are done; the one of them if it is only one. */
export function addJoint(draft: Draft, after: readonly number[]): number {
  return after.length === 1 ? (after[0] as number) : addActivity(draft, undefined, NO_WORK, [...after]);
}

/** The index of a pipe or pool, which is added if it is not there yet. `key` is what it belongs to. */
export function shared(draft: Draft, of: "pipes" | "pools", key: unknown, capacity: () => Uncertain): number {
  const before = draft.known.get(key);
  if (before !== undefined) return before;
  const index = draft[of].push(capacity()) - 1;
  draft.known.set(key, index);
  return index;
}

/** What is added once for all that need it, by what it is. */
export function once(draft: Draft, key: string, add: () => number): number {
  const before = draft.known.get(key);
  if (before !== undefined) return before;
  const index = add();
  draft.known.set(key, index);
  return index;
}

export function lasting(takes: Uncertain<Seconds> | UncertainDuration): Work {
  return {
    kind: "time",
    takes: typeof takes.low === "number" ? durationOf(takes as Uncertain<Seconds>) : (takes as UncertainDuration),
  };
}

export const NO_WORK: Work = lasting(exactly(seconds(0)));

export const NOTHING_ASSUMED: readonly ConstantName[] = [];

/** A time with where it comes from. */
export interface Sourced {
  readonly takes: Uncertain<Seconds>;
  readonly origin: StepOrigin;
  readonly assumed: readonly ConstantName[];
}

/** The time declared first, else the constant's. */
export function firstDeclared(
  constants: Constants,
  name: ConstantName,
  ...declared: readonly (readonly [(StepOrigin & { kind: "declared" })["by"], Uncertain<Seconds> | undefined])[]
): Sourced {
  for (const [by, takes] of declared)
    if (takes) return { takes, origin: { kind: "declared", by }, assumed: NOTHING_ASSUMED };
  const constant = constants[name];
  return { takes: constant.value as Uncertain<Seconds>, origin: { kind: "constant", name }, assumed: [name] };
}
