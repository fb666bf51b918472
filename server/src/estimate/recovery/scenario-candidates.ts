import { siteOf } from "../../model/bind.ts";
import { lookUp } from "../../model/plan.ts";
import type { Site } from "../../model/site.ts";
import { type Seconds, seconds } from "../../quantity/quantity.ts";
import { exactly, type Uncertain } from "../../quantity/uncertain.ts";
import type { BackupEstimate } from "../backup-estimate.ts";
import { cleanPointLoss } from "../kernel/clean-point.ts";
import { durationOf, type NeverReason, type UncertainDuration } from "../kernel/duration.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import type { Candidate, RecoverySource } from "./candidate.ts";
import { cleanBackupLoss } from "./clean-backup-loss.ts";
import { agedBy, backupAge, instantsOf, NO_LOSS } from "./copy-age.ts";
import { longestTime } from "./longest-time.ts";
import { drainedCopy, type HitCopies, isInMajority, newestLoss } from "./newest-state.ts";
import { canRun, mayRunNamed, noPlaceWords, roleWords } from "./place-can-run.ts";
import { type KeptStates, statesOfReplica } from "./points-in-time.ts";
import type { ScenarioInputs } from "./scenario-inputs.ts";
import type { Strike, Travelling } from "./strike.ts";
import type { Hit } from "./workloads-hit.ts";

/** All ways to bring a workload back that a scenario leaves, in the order of the plan and of preference. */
export interface Ways {
  readonly candidates: readonly Candidate[];
  /** What cannot be used, and why, in words. */
  readonly unusable: readonly Unusable[];
  /** Why nothing can, when there are no candidates. */
  readonly because: NeverReason;
}

export interface Unusable {
  readonly what: string;
  readonly why: string;
}

const NO_TIME: Uncertain<Seconds> = exactly(seconds(0));
const ATTACKED = "the attacker reaches it: it is neither offline nor immutable";

export function waysBack(
  inputs: ScenarioInputs,
  strike: Strike,
  hit: Hit,
  undetected: Uncertain<Seconds>,
  reads: Set<number>,
): Ways {
  return new Search(inputs, strike, hit, undetected, reads).ways();
}

/** One workload in one scenario. */
class Search implements HitCopies {
  private readonly candidates: Candidate[] = [];
  private readonly unusable: Unusable[] = [];
  readonly replicas: readonly ReplicationEstimate[];
  private readonly backups: readonly BackupEstimate[];
  private readonly preferred: readonly Site[];
  private readonly corrupted: boolean;
  /** Data from which it could be recovered, if only there were a way, or a place. */
  private stranded: NeverReason | undefined;

  constructor(
    readonly inputs: ScenarioInputs,
    readonly strike: Strike,
    readonly hit: Hit,
    private readonly undetected: Uncertain<Seconds>,
    readonly reads: Set<number>,
  ) {
    const { estimates } = inputs;
    const { workload } = hit.workload;
    this.replicas = estimates.copiesOf(workload.name);
    this.backups = estimates.backupsOf(workload.name);
    this.corrupted = hit.by === "corruption";
    const { recoverAt } = strike.scenario;
    const names = recoverAt.length > 0 ? recoverAt : workload.recoverAt;
    this.preferred = names.flatMap((name) => siteOf(lookUp(estimates.plan, name)) ?? []);
  }

  ways(): Ways {
    const { strike, corrupted } = this;
    const { scenario } = strike;
    if (!corrupted && !scenario.attacker) {
      this.own();
      this.newestOfReplicas();
    }
    if (corrupted && !scenario.attacker) this.statesOfReplicas();
    if (scenario.attacker) for (const { bound } of this.replicas) this.rule(`replica at '${bound.to.name}'`, ATTACKED);
    for (const backup of this.backups) this.backup(backup);
    const dirty = corrupted && (this.replicas.length > 0 || this.backups.length > 0);
    return {
      candidates: this.candidates,
      unusable: this.unusable,
      because: this.stranded ?? (dirty ? "corrupted-everywhere" : "no-copy"),
    };
  }

  /** Its own data, where they survive: at once, or when the site or the workload is back. */
  private own(): void {
    const { strike, hit } = this;
    const site = hit.workload.site && this.current(hit.workload.site);
    if (!site) return;
    const lost = hit.by === "workload" ? strike.events[hit.instant]?.loss.lasts : NO_TIME;
    const back = strike.siteBack(site.name, hit.instant);
    if (!lost || !back) return;
    const reachable = longestTime(lost, back);
    this.add({ source: { kind: "own" }, at: site, place: site, route: undefined, loss: NO_LOSS, reachable });
  }

  private newestOfReplicas(): void {
    for (const replication of this.replicas) {
      const { bound, route } = replication;
      this.reads.add(bound.replication.id);
      const what = `replica at '${bound.to.name}'`;
      if (!route) {
        this.rule(what, `no links lead there from '${bound.from.name}'`);
        continue;
      }
      const outvoted = !isInMajority(replication, this);
      const source = { kind: "replica", replication, point: "newest", outvoted } as const;
      this.from(what, source, bound.to, newestLoss(replication, this));
      this.drained(source);
    }
  }

  /** A copy of a copy after it got what the one before it holds, where that survives. */
  private drained(source: Extract<RecoverySource, { kind: "replica" }>): void {
    const drain = drainedCopy(source.replication, this);
    if (!drain) return;
    const { loss, kept, wait } = drain;
    for (let copy = source.replication.source; copy; copy = copy.source) {
      this.reads.add(copy.bound.replication.id).add(this.current(copy.bound.to).id);
    }
    const { to } = source.replication.bound;
    this.from(`replica at '${to.name}'`, { ...source, drain: { kept, wait } }, to, loss);
  }

  private statesOfReplicas(): void {
    const { inputs, undetected } = this;
    for (const replication of this.replicas) {
      const { bound, route } = replication;
      this.reads.add(bound.replication.id);
      const what = `replica at '${bound.to.name}'`;
      const states: KeptStates | undefined = statesOfReplica(replication, inputs.constants);
      if (!states) {
        this.rule(what, "the corruption has reached it, and it keeps no earlier states");
        continue;
      }
      if (!route) {
        this.rule(what, `no links lead there from '${bound.from.name}'`);
        continue;
      }
      const loss = cleanPointLoss(states, undetected);
      const source: RecoverySource = { kind: "replica", replication, point: "history" };
      this.fromClean(`earlier state at '${bound.to.name}'`, source, bound.to, loss);
    }
  }

  private backup(backup: BackupEstimate): void {
    const { strike, hit, undetected } = this;
    const { backup: declared, to } = backup.bound;
    const what = `backup '${declared.name}'`;
    this.reads.add(declared.id);
    for (let level = backup.source; level; level = level.source) this.reads.add(level.bound.backup.id);
    const { base } = backup;
    if (base) this.reads.add(base.bound.backup.id);
    const without = base && this.goneWith(base);
    const gone =
      this.goneWith(backup) ?? (without && `its logs are applied to '${base.bound.backup.name}': ${without}`);
    if (gone) {
      this.rule(what, gone);
      return;
    }
    const source: RecoverySource = { kind: "backup", backup };
    if (this.corrupted) {
      this.fromClean(what, source, to, cleanBackupLoss(backup, undetected, instantsOf(strike.scenario.at)));
      return;
    }
    const missed = strike.missedBefore(travellingBackup(backup), hit.instant);
    this.from(what, source, to, agedBy(backupAge(backup, instantsOf(strike.scenario.at)), missed.time));
  }

  /** Why a backup does not survive what strikes; nothing when it does. */
  private goneWith({ bound: { backup }, from }: BackupEstimate): string | undefined {
    const { strike, hit } = this;
    if (strike.scenario.attacker && !backup.offline && !backup.immutable) return ATTACKED;
    if (backup.method !== "snapshot") return undefined;
    if (hit.by === "workload") return "a snapshot shares the storage of what is lost";
    return strike.siteBack(from, hit.instant) ? undefined : `a snapshot is lost with '${from}'`;
  }

  /** Of states of which a clean one may still be kept. */
  private fromClean(what: string, source: RecoverySource, at: Site, loss: UncertainDuration): void {
    if (loss.low.kind === "never") {
      const because = loss.low.because === "corrupted-everywhere";
      this.rule(what, because ? "no state from before the corruption is kept long enough" : "it never holds a state");
      return;
    }
    this.from(what, source, at, loss);
  }

  /** Candidates of data at a site, one for each place where the workload can run with them. */
  private from(what: string, source: RecoverySource, site: Site, loss: UncertainDuration): void {
    const { strike, hit } = this;
    const at = this.current(site);
    this.reads.add(at.id);
    const back = strike.siteBack(at.name, hit.instant);
    if (!back) {
      this.rule(what, `'${at.name}' is lost`);
      return;
    }
    const places = this.placesFor(source, at);
    const barred = this.preferred.filter((place) => !mayRunNamed(place)).map(roleWords);
    if (places.length === 0) {
      this.rule(what, barred.length > 0 ? barred.join("; ") : noPlaceWords(at));
      this.stranded ??= "no-place";
    }
    for (const place of places) {
      const placeBack = strike.siteBack(place.name, hit.instant);
      if (!placeBack) continue;
      this.reads.add(place.id);
      const there = longestTime(back, placeBack);
      if (place.name === at.name) {
        this.add({ source, at, place, route: undefined, loss, reachable: there });
        continue;
      }
      const way = strike.wayBetween(at.name, place.name, hit.instant);
      const courier = source.kind === "backup" && isBrought(source.backup);
      for (const { link } of way?.route.hops ?? []) this.reads.add(link.link.id);
      if (way) this.add({ source, at, place, route: way.route, loss, reachable: longestTime(there, way.after) });
      // The courier's journey is a step of the recovery.
      else if (courier) this.add({ source, at, place, route: undefined, loss, reachable: there });
      else {
        this.rule(`${what}, run at '${place.name}'`, `no links lead there from '${at.name}'`);
        this.stranded = "no-route";
      }
    }
  }

  /**
   * Its own site as long as that is not lost, then the sites where it is to be recovered or, when none are named, the
   * one where the data lie. Where it cannot run there, other sites that hold its data and can.
   */
  private placesFor(source: RecoverySource, at: Site): readonly Site[] {
    const { strike, hit } = this;
    const { site } = hit.workload;
    const places = new Map<string, Site>();
    const add = (place: Site) => {
      if (strike.siteBack(place.name, hit.instant)) places.set(place.name, this.current(place));
    };
    if (site && hit.by !== "site") add(site);
    if (this.preferred.length > 0) {
      for (const place of this.preferred) if (mayRunNamed(place)) add(place);
    } else if (canRun(at)) {
      add(at);
    } else {
      const others = [...this.replicas.map(({ bound }) => bound.to), ...this.backups.map(({ bound }) => bound.to)];
      for (const place of others) if (canRun(place)) add(place);
    }
    const isActive = source.kind === "replica" && source.replication.bound.replication.failover === "active";
    if (isActive) add(at);
    return [...places.values()];
  }

  /** The site as the plan has it now: what was estimated earlier may hold an equal one of before an edit. */
  private current(site: Site): Site {
    return siteOf(lookUp(this.inputs.estimates.plan, site.name)) ?? site;
  }

  private add(way: Omit<Candidate, "workload" | "reachable"> & { readonly reachable: Uncertain<Seconds> }): void {
    this.candidates.push({ ...way, workload: this.hit.workload, reachable: durationOf(way.reachable) });
  }

  private rule(what: string, why: string): void {
    // Of a copy that is looked at in two states, it is said once.
    const isSaid = this.unusable.some((other) => other.what === what && other.why === why);
    if (!isSaid) this.unusable.push({ what, why });
  }
}

/** Whether a courier can bring it, and what its logs are applied to. */
function isBrought({ bound, base }: BackupEstimate): boolean {
  return bound.backup.transit !== undefined && (!base || isBrought(base));
}

function travellingBackup({ bound, from, route, source }: BackupEstimate): Travelling {
  return {
    from,
    to: bound.to.name,
    route,
    named: bound.over !== undefined,
    source: source && travellingBackup(source),
  };
}
