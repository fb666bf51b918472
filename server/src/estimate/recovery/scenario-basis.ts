import { sameItems } from "../../base/same-items.ts";
import type { Rate } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import type { BackupEstimate } from "../backup-estimate.ts";
import { compareDurations, type UncertainDuration } from "../kernel/duration.ts";
import { wayKey } from "../link-flow.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import type { Route } from "../route.ts";
import type { Candidate } from "./candidate.ts";
import type { Choice } from "./choose-candidate.ts";
import type { Lost } from "./damaged-network.ts";
import type { Ways } from "./scenario-candidates.ts";
import type { Judged } from "./scenario-objectives.ts";
import type { Situation } from "./situation.ts";
import type { WorkloadOutcome } from "./workload-outcome.ts";
import type { Hit } from "./workloads-hit.ts";

/**
 * What a scenario was estimated from, so that the next estimate of it need only look at what differs. All of it holds as
 * long as the scenario, the constants, the plan's settings, the runbook, and all sites and links are the same.
 */
export interface ScenarioBasis {
  readonly ground: Pick<Situation, "settings" | "runbook" | "constants">;
  readonly lost: Lost;
  /** Workloads that were hit, by name, in the order in which they were. */
  readonly hit: ReadonlyMap<string, { readonly plan: Planned; readonly outcome: WorkloadOutcome }>;
  readonly spares: Spares;
}

/** A workload that is hit, and how it is to come back. */
export interface Planned {
  readonly hit: Hit;
  readonly ways: Ways;
  readonly goals: Judged;
  readonly choice: Choice;
  /** Its copies and backups, on which the ways rest. */
  readonly replicas: readonly ReplicationEstimate[];
  readonly backups: readonly BackupEstimate[];
  /** How long each way takes alone, as far as that was asked for. */
  readonly times: readonly (readonly [Candidate, UncertainDuration])[];
  /** Ids of the declarations that were looked at. */
  readonly reads: readonly number[];
}

/** What routes left for restores, by the direction of the link, as far as that was asked for. */
export type Spares = ReadonlyMap<string, Spare>;

interface Spare {
  readonly route: Route;
  readonly rate: Uncertain<Rate> | undefined;
}

/** Notes in `asked` what is asked for. Once `settled`, only what was noted is known: all that lies behind it may go. */
export function noted(
  spare: Situation["spare"],
  asked: Map<string, Spare>,
): { readonly spare: Situation["spare"]; readonly settled: () => void } {
  let live = spare;
  if (!live) return { spare: undefined, settled: () => {} };
  return {
    spare: (route) => {
      const [hop] = route.hops;
      if (!hop) return undefined;
      if (!live) return asked.get(wayKey(hop))?.rate;
      const rate = live(route);
      asked.set(wayKey(hop), { route, rate });
      return rate;
    },
    settled: () => {
      live = undefined;
    },
  };
}

/** Whether routes leave as much as they did. */
export function stillSpare(spares: Spares, spare: Situation["spare"]): boolean {
  for (const { route, rate } of spares.values()) if (!sameRate(rate, spare?.(route))) return false;
  return true;
}

function sameRate(a: Uncertain | undefined, b: Uncertain | undefined): boolean {
  return a === b || (a?.low === b?.low && a?.likely === b?.likely && a?.high === b?.high);
}

/** Whether the same ways lead back for a workload as before. */
export function isPlannedAlike(
  { hit, replicas, backups }: Planned,
  now: Pick<Planned, "hit" | "replicas" | "backups">,
): boolean {
  return (
    hit.workload === now.hit.workload &&
    hit.instant === now.hit.instant &&
    hit.by === now.hit.by &&
    sameItems(replicas, now.replicas) &&
    sameItems(backups, now.backups)
  );
}

/** Whether a recovery takes the same course with both: `recover` looks at nothing else of a candidate, least of all at what is lost. */
export function recoversAlike(a: Candidate, b: Candidate): boolean {
  if (a === b) return true;
  return (
    a.workload === b.workload &&
    a.place === b.place &&
    a.at === b.at &&
    sameHops(a.route, b.route) &&
    sameDuration(a.reachable, b.reachable) &&
    sameSource(a.source, b.source)
  );
}

/** All that a source says counts; of a replication how it is set up, and how long its cycles are. */
function sameSource(a: Candidate["source"], b: Candidate["source"]): boolean {
  if (a.kind !== "replica" || b.kind !== "replica") return sameFields(a, b);
  const { replication: one, ...rest } = a;
  const { replication: other, ...others } = b;
  return one.bound === other.bound && one.cycles?.every === other.cycles?.every && sameFields(rest, others);
}

function sameFields(a: object, b: object): boolean {
  const keys = Object.keys(a) as (keyof typeof a)[];
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

function sameHops(a: Route | undefined, b: Route | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  return (
    a.hops.length === b.hops.length &&
    a.hops.every(({ link, forward }, index) => link === b.hops[index]?.link && forward === b.hops[index]?.forward)
  );
}

function sameDuration(a: UncertainDuration, b: UncertainDuration): boolean {
  return BOUNDS.every((bound) => a[bound].kind === b[bound].kind && compareDurations(a[bound], b[bound]) === 0);
}

const BOUNDS = ["low", "likely", "high"] as const;
