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
  const now = new Map<number, Map<string, Sharing>>();
  for (const flow of flows) {
    const old = before.get(flow.block)?.get(flow.of);
    const sharing = solved.get(flow);
    const ofBlock = now.get(flow.block) ?? new Map<string, Sharing>();
    now.set(flow.block, ofBlock);
    if (sharing) ofBlock.set(flow.of, old && sameSharing(old, sharing) ? old : sharing);
  }
  const changes: [number, ReadonlyMap<string, Sharing> | undefined][] = [];
  for (const id of new Set([...ids, ...now.keys()])) {
    const old = before.get(id);
    const shares = now.get(id);
    if (!sameShares(old, shares)) changes.push([id, shares && shares.size > 0 ? shares : undefined]);
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
  const reached = new Set<string>();
  const waiting: Way[] = [];
  const reach = (way: Way) => {
    const key = `${way.link}${way.forward ? ">" : "<"}`;
    if (reached.has(key)) return;
    reached.add(key);
    waiting.push(way);
  };
  for (const way of ways) reach(way);
  for (let way = waiting.pop(); way; way = waiting.pop()) {
    const { link, forward } = way;
    for (const id of usersOf(link)) {
      for (const flow of flowsOf(id)) {
        if (flows.has(flow) || !flow.hops.some((hop) => hop.link.link.id === link && hop.forward === forward)) continue;
        flows.add(flow);
        for (const hop of flow.hops) reach({ link: hop.link.link.id, forward: hop.forward });
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
