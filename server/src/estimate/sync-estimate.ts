import type { ConstantName, Constants } from "../model/constants.ts";
import { type Bytes, type Frequency, type Rate, type Ratio, rate, type Seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import type { Demand } from "./demand.ts";
import type { UncertainDuration } from "./kernel/duration.ts";
import { type SyncFact, syncFacts } from "./kernel/sync-feasibility.ts";
import { type SyncLoad, syncLoad } from "./kernel/sync-load.ts";
import { addedWriteLatency, writesPerSecond } from "./kernel/sync-write.ts";
import {
  constantProfile,
  exactProfile,
  profileMax,
  profileMin,
  type UncertainProfile,
} from "./kernel/weekly-profile.ts";
import { atBurst } from "./kernel/wire-demand.ts";
import { durationWithinLimit } from "./kernel/within-limit.ts";
import { judgedLimit } from "./published-limit.ts";
import { type QuorumGroup, quorumGroup } from "./quorum-group.ts";
import type { ReplicationInputs } from "./replication-estimate.ts";
import type { Route } from "./route.ts";

/** What a synchronous copy adds to every write, and whether the limits allow it. */
export interface SyncEstimate {
  readonly rtt: Uncertain<Seconds>;
  /** The least of it that physics allows. */
  readonly floor: Seconds;
  /** Whom a write waits for; present for quorum alone. */
  readonly quorum: QuorumGroup | undefined;
  readonly roundTrips: Uncertain;
  readonly roundTripsFrom: "declared" | "product" | "scsi" | "single";
  readonly writeSize: Uncertain<Bytes>;
  readonly added: UncertainDuration;
  /** The same as long as the line is idle: what distance, product and the line's speed alone add. */
  readonly addedWhenIdle: UncertainDuration;
  /** The same on a line so fast that a write passes it in no time. */
  readonly addedByDistance: UncertainDuration;
  /** Of one writer that waits for each write. */
  readonly writesPerSecond: Uncertain<Frequency>;
  readonly load: SyncLoad;
  /** What it has to send with bursts, on the wire, and the most of it. */
  readonly peak: UncertainProfile<Rate>;
  readonly required: Uncertain<Rate>;
  readonly facts: readonly SyncFact[];
  /** What writes do when the partner is lost. */
  readonly onLinkLoss: "continue" | "stop";
}

/** Nothing when the round trip of the route is not known. Without the change or the capacity the line is not judged. */
export function estimateSync(
  { bound, quorum, constants, shared }: ReplicationInputs,
  route: Route,
  demand: Demand,
  assumed: Set<ConstantName>,
): SyncEstimate | undefined {
  const { replication, technology, workload } = bound;
  if (!route.rtt) return undefined;
  const assume = <T extends Uncertain>(given: T | undefined, name: ConstantName): T => {
    if (given === undefined) assumed.add(name);
    return given ?? (constants[name].value as T);
  };
  const group = replication.mode === "quorum" ? quorumGroup(quorum, technology?.waitsForAll?.value) : undefined;
  const { rtt, floor } = group ?? { rtt: route.rtt, floor: route.floor };
  const { roundTrips, roundTripsFrom } = roundTripsOf(bound, route);
  if (!workload.workload.burst) assumed.add("burst");
  const writeSize: Uncertain<Bytes> = assume(workload.workload.writeSize, "write-size");
  const remoteService = assume<Uncertain<Seconds>>(undefined, "remote-service");
  const localWrite = assume<Uncertain<Seconds>>(undefined, "local-write");
  const busyThreshold = assume<Uncertain<Ratio>>(undefined, "busy-threshold");
  const peak = syncPeak(bound, demand, constants);
  const load = syncLoad(
    peak,
    demand.service ?? BOUNDLESS,
    busyThreshold.low,
    shared?.kind === "room" ? shared.lines : [],
  );
  const judged = demand.known && demand.service !== undefined;
  const overhead = technology?.writeOverhead?.value;
  const write = { rtt, roundTrips, size: writeSize, remoteService, ...(overhead ? { overhead } : {}) };
  const added = addedWriteLatency({ ...write, goodput: load.left });
  const latencyLimit = workload.tier?.writeLatency;
  const rttLimit = judgedLimit(technology?.maxRtt);
  const distanceLimit = judgedLimit(technology?.maxDistance);
  return {
    rtt,
    floor,
    quorum: group,
    roundTrips,
    roundTripsFrom,
    writeSize,
    added,
    addedWhenIdle: addedWriteLatency({ ...write, goodput: idleGoodput(demand) }),
    addedByDistance: addedWriteLatency({ ...write, goodput: exactly(rate(Number.MAX_VALUE)) }),
    writesPerSecond: writesPerSecond(added, localWrite),
    load,
    peak,
    required: { low: profileMax(peak.low), likely: profileMax(peak.likely), high: profileMax(peak.high) },
    facts: syncFacts({
      rtt,
      rttFloor: floor,
      ...(rttLimit ? { rttLimit } : {}),
      distance: route.length ?? exactly(route.greatCircle),
      greatCircle: route.greatCircle,
      ...(distanceLimit ? { distanceLimit } : {}),
      roundTrips,
      addedLatency: added,
      ...(latencyLimit === undefined ? {} : { latencyLimit: { most: latencyLimit } }),
      load,
    }).filter(({ kind }) => kind !== "capacity" || judged),
    onLinkLoss: replication.onLinkLoss ?? technology?.onLinkLoss?.value ?? "continue",
  };
}

/** What a synchronous copy has to send with bursts, on the wire. */
export function syncPeak(
  { workload: { workload } }: ReplicationInputs["bound"],
  demand: Demand,
  constants: Constants,
): UncertainProfile<Rate> {
  return atBurst(demand.wire, workload.burst ?? (constants.burst.value as Uncertain<Ratio>));
}

/** What the line carries at its busiest, with nothing on it. */
function idleGoodput({ service = BOUNDLESS }: Demand): Uncertain<Rate> {
  return { low: profileMin(service.low), likely: profileMin(service.likely), high: profileMin(service.high) };
}

/** Stands for the capacity of a line whose bandwidth is not known: it holds nothing back. */
const BOUNDLESS = exactProfile(constantProfile(rate(Number.MAX_VALUE)));

function roundTripsOf(
  { replication, technology }: ReplicationInputs["bound"],
  { hops }: Route,
): Pick<SyncEstimate, "roundTrips" | "roundTripsFrom"> {
  if (replication.roundTrips !== undefined) {
    return { roundTrips: exactly(replication.roundTrips), roundTripsFrom: "declared" };
  }
  if (technology?.roundTrips) return { roundTrips: technology.roundTrips.value, roundTripsFrom: "product" };
  const scsi = hops.filter(
    ({ link: { link } }) =>
      link.medium === "fibre-channel" ||
      link.transport === "fc" ||
      link.transport === "fcip" ||
      link.transport === "iscsi",
  );
  if (scsi.length === 0) return { roundTrips: exactly(1), roundTripsFrom: "single" };
  const accelerated = scsi.every(({ link: { link } }) => link.writeAcceleration);
  return { roundTrips: exactly(accelerated ? 1 : 2), roundTripsFrom: "scsi" };
}

/**
 * Whether a limit is broken only because the line is busy or thin: on a fast one with the same round trip it would be
 * kept, so distance is not to blame.
 */
export function isOfLine(fact: SyncFact, { addedByDistance }: SyncEstimate): boolean {
  if (fact.kind === "capacity") return true;
  return (
    fact.kind === "write-latency" &&
    fact.verdict !== "met" &&
    durationWithinLimit(addedByDistance, { most: fact.limit }) === "met"
  );
}
