import type { ConstantName } from "../../model/constants.ts";
import type { Site, Standby } from "../../model/site.ts";
import { type Frequency, type Seconds, seconds } from "../../quantity/quantity.ts";
import { exactly, rising, type Uncertain } from "../../quantity/uncertain.ts";
import type { Candidate } from "./candidate.ts";
import {
  addActivity,
  addJoint,
  type Draft,
  firstDeclared,
  lasting,
  NOTHING_ASSUMED,
  once,
  shared,
} from "./recovery-draft.ts";
import type { Situation } from "./situation.ts";

/** How ready the place is to take the workload over: as declared, else hot where it runs already, otherwise warm. */
export function standbyOf({ place, workload }: Candidate, { scenario }: Situation): Standby {
  const stays = place.name === workload.site?.name;
  const isLost = scenario.losses.some(
    ({ kind, name }) => (kind === "site" && name === place.name) || (kind === "region" && name === place.region),
  );
  // Where it survives it needs nothing, whatever its site is like to others.
  if (stays && !isLost) return "hot";
  return place.standby ?? "warm";
}

/** Servers that a workload needs where there are none: hosts for its machines (one each if their density is not known), else one per copy. */
export function serversFor({ place, workload: { workload } }: Pick<Candidate, "place" | "workload">): number {
  const machines = (workload.vms ?? 0) * workload.count;
  return machines > 0 ? Math.ceil(machines / (place.vmsPerHost ?? 1)) : workload.count;
}

/** Adds what must be done until the place can take the workload's data; the activities after which that is so. */
export function addPlace(
  draft: Draft,
  candidate: Candidate,
  situation: Situation,
  ground: number,
  order: number,
): number {
  const { place } = candidate;
  const standby = standbyOf(candidate, situation);
  if (standby === "cold") return addColdStart(draft, place, situation, ground);
  if (standby !== "none") return ground;
  const { constants } = situation;
  const lead = firstDeclared(constants, "provision-lead", ["site", place.provisionLead]);
  const procured = once(draft, `lead ${ground} ${place.name}`, () =>
    addActivity(
      draft,
      { step: `procure servers for '${place.name}'`, origin: lead.origin, assumed: lead.assumed },
      lasting(lead.takes),
      [ground],
    ),
  );
  const servers = serversFor(candidate);
  const assumed: readonly ConstantName[] = place.provisionRate ? NOTHING_ASSUMED : ["provision-rate"];
  const setUp = place.provisionRate ?? (constants["provision-rate"].value as Uncertain<Frequency>);
  const pipe = shared(draft, "pipes", `provision ${place.name}`, () => setUp);
  const { name } = candidate.workload.workload;
  return addActivity(
    draft,
    {
      step: `set up ${servers} ${servers === 1 ? "server" : "servers"} for '${name}'`,
      workload: name,
      origin: { kind: "computed" },
      assumed,
    },
    { kind: "flow", amount: exactly(servers), through: [{ pipe, load: ONE }] },
    [procured],
    { order, name },
  );
}

const ONE = exactly(1);

function addColdStart(draft: Draft, place: Site, { constants }: Situation, ground: number): number {
  const { takes, origin, assumed } = firstDeclared(constants, "cold-start");
  return once(draft, `cold ${ground} ${place.name}`, () =>
    addActivity(draft, { step: `start up '${place.name}'`, origin, assumed }, lasting(takes), [ground]),
  );
}

/** People reach a place by themselves, unless recovery is done remotely. */
export function addStaff(draft: Draft, place: Site, declared: number, mobilised: number): number {
  const { staffArrival } = place;
  if (!staffArrival) return mobilised;
  return once(draft, `staff ${place.name}`, () => {
    const arrived = addActivity(
      draft,
      { step: `staff reach '${place.name}'`, origin: { kind: "declared", by: "site" }, assumed: NOTHING_ASSUMED },
      lasting(staffArrival),
      [declared],
    );
    return addJoint(draft, [mobilised, arrived]);
  });
}

/**
 * Whether its machines run when its data are usable: on its own data that survived, and at a hot place on the newest
 * state that lies there. What goes back to an earlier state, or is restored, boots anew, also where it ran before.
 */
function machinesRun(candidate: Candidate, situation: Situation): boolean {
  const { source, at, place, workload } = candidate;
  if (standbyOf(candidate, situation) !== "hot") return false;
  if (source.kind !== "replica") return source.kind === "own";
  return source.point === "newest" && at.name === place.name && place.name !== workload.site?.name;
}

/** Adds the boot of the workload's machines, if it has any and they do not run yet; what must be done before it starts. */
export function addBoot(
  draft: Draft,
  candidate: Candidate,
  situation: Situation,
  after: number,
  order: number,
): number {
  const { place, workload } = candidate;
  const { name, vms = 0, count } = workload.workload;
  const machines = vms * count;
  if (machines === 0 || machinesRun(candidate, situation)) return after;
  const { constants } = situation;
  const assumed: ConstantName[] = [];
  if (!place.bootTime) assumed.push("boot-time");
  if (place.bootConcurrency === undefined) assumed.push("boot-concurrency");
  const each = place.bootTime ?? (constants["boot-time"].value as Uncertain<Seconds>);
  const pool = shared(draft, "pools", `boot ${place.name}`, () =>
    rising(
      place.bootConcurrency === undefined ? constants["boot-concurrency"].value : exactly(place.bootConcurrency),
      wholeSlots,
    ),
  );
  return addActivity(
    draft,
    {
      step: `boot ${machines} ${machines === 1 ? "machine" : "machines"} of '${name}'`,
      workload: name,
      origin: { kind: "computed" },
      assumed,
    },
    { kind: "units", count: machines, each: rising(each, seconds), pool },
    [after],
    { order, name },
  );
}

function wholeSlots(slots: number): number {
  return Math.max(1, Math.floor(slots));
}
