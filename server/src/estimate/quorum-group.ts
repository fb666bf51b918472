import type { Seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import { othersForMajority, quorumRtt } from "./kernel/quorum.ts";
import type { Route } from "./route.ts";

/** A member of a workload's quorum group besides the writer. */
export interface QuorumMember {
  readonly site: string;
  readonly route: Route;
}

/** Whom a write of a quorum group waits for. */
export interface QuorumGroup {
  /** Round trip that a write waits for. */
  readonly rtt: Uncertain<Seconds>;
  /** The least of it that physics allows. */
  readonly floor: Seconds;
  /** All members besides the writer's own site, the likely nearest first. */
  readonly others: readonly { readonly site: string; readonly rtt: Uncertain<Seconds> }[];
  /** How many of them, the nearest, a write waits for: with the writer they are a majority, or all members. */
  readonly waitsFor: number;
  /** The site that likely decides how long: the last one waited for. */
  readonly deciding: string;
}

/** Nothing without a member whose round trip is known. `all` says that a write waits for every member and not for a majority. */
export function quorumGroup(members: readonly QuorumMember[], all = false): QuorumGroup | undefined {
  const known = members.flatMap(({ site, route: { rtt } }) => (rtt ? [{ site, rtt }] : []));
  // Of equally near members the first by name decides, so that the order of blocks does not matter.
  const others = known.sort((a, b) => a.rtt.likely - b.rtt.likely || (a.site < b.site ? -1 : 1));
  const waitsFor = all ? others.length : othersForMajority(others.length);
  const deciding = others[waitsFor - 1]?.site;
  if (deciding === undefined) return undefined;
  return {
    rtt: quorumRtt(
      others.map(({ rtt }) => rtt),
      waitsFor,
    ),
    floor: quorumRtt(
      members.map(({ route }) => exactly(route.floor)),
      waitsFor,
    ).likely,
    others,
    waitsFor,
    deciding,
  };
}
