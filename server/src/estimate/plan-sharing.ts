import { IdMap } from "../base/id-map.ts";
import type { SharingOf } from "./estimates.ts";
import type { LinkFlow } from "./link-flow.ts";
import { sameSharing } from "./same-sharing.ts";
import { type Sharing, sharingOf } from "./sharing.ts";

/** What flows get of links that others take too, by the id of the block and the name of what it moves. */
export type SharingOfBlocks = IdMap<ReadonlyMap<string, Sharing>>;

export const NOTHING_SHARED: SharingOfBlocks = IdMap.empty();

/** All that travels over the links of a plan. */
export interface PlanFlows {
  /** The flows of a block, by its id; the same objects as long as nothing about them changes. */
  readonly flowsOf: (block: number) => readonly LinkFlow[];
  /** The blocks that take a link, by its id; it may be more of them. */
  readonly usersOf: (link: number) => Iterable<number>;
}

export interface UpdatedSharing {
  readonly sharing: SharingOfBlocks;
  /** The blocks of which a flow gets another share than before. */
  readonly changed: ReadonlySet<number>;
}

/**
 * What is shared after a change. `touched` are the links whose capacity or flows changed, and the blocks that changed or
 * are gone; other ids do not matter. Only what shares links with them, at first or at second hand, is solved anew. What
 * stays the same stays the same object.
 */
export function updatedSharing(before: SharingOfBlocks, touched: Iterable<number>, plan: PlanFlows): UpdatedSharing {
  const ids = [...touched];
  const flows = flowsAround(ids, plan);
  const solved = sharingOf(flows);
  // Of what travels most gets what it got: only the blocks of the rest are looked at, and those that changed.
  const differing = new Set(ids);
  for (const flow of flows) {
    if (!sameSharing(before.get(flow.block)?.get(flow.of), solved.get(flow))) differing.add(flow.block);
  }
  const changes: [number, ReadonlyMap<string, Sharing> | undefined][] = [];
  for (const id of differing) {
    const old = before.get(id);
    const shares = new Map<string, Sharing>();
    for (const flow of plan.flowsOf(id)) {
      const had = old?.get(flow.of);
      // A flow that was not reached is where it was, with what it had.
      const has = flows.has(flow) ? solved.get(flow) : had;
      if (has) shares.set(flow.of, had && sameSharing(had, has) ? had : has);
    }
    if (!sameShares(old, shares)) changes.push([id, shares.size > 0 ? shares : undefined]);
  }
  return { sharing: before.with(changes), changed: new Set(changes.map(([id]) => id)) };
}

/** The shares as `estimatesOf` asks for them. */
export function sharingIn(sharing: SharingOfBlocks): SharingOf {
  return (block, of) => sharing.get(block)?.get(of);
}

/** All flows that share links with each other, starting with those on the given links in either direction. */
function flowsAround(links: readonly number[], plan: PlanFlows): ReadonlySet<LinkFlow> {
  const ways = links.flatMap((link) => [
    { link, forward: true },
    { link, forward: false },
  ]);
  return flowsOnWays(ways, plan);
}

/** A direction of a link, by its id. */
interface Way {
  readonly link: number;
  readonly forward: boolean;
}

/** All flows on some ways, and those that share links with them at first or at second hand. */
export function flowsOnWays(ways: readonly Way[], { flowsOf, usersOf }: PlanFlows): ReadonlySet<LinkFlow> {
  const flows = new Set<LinkFlow>();
  const reached = new Set<number>();
  const waiting: Way[] = [];
  const reach = (link: number, forward: boolean) => {
    const key = 2 * link + Number(forward);
    if (reached.has(key)) return;
    reached.add(key);
    waiting.push({ link, forward });
  };
  for (const { link, forward } of ways) reach(link, forward);
  for (let way = waiting.pop(); way; way = waiting.pop()) {
    const { link, forward } = way;
    for (const id of usersOf(link)) {
      for (const flow of flowsOf(id)) {
        if (flows.has(flow) || !flow.hops.some((hop) => hop.link.link.id === link && hop.forward === forward)) continue;
        flows.add(flow);
        for (const hop of flow.hops) reach(hop.link.link.id, hop.forward);
      }
    }
  }
  return flows;
}

function sameShares(a: ReadonlyMap<string, Sharing> | undefined, b: ReadonlyMap<string, Sharing> | undefined): boolean {
  if ((a?.size ?? 0) !== (b?.size ?? 0)) return false;
  for (const [of, share] of a ?? []) if (b?.get(of) !== share) return false;
  return true;
}
