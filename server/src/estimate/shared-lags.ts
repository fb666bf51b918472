import { LayeredMap } from "../base/layered-map.ts";
import type { LagOf } from "./estimates.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";
import { type SharedLag, sameSharedLag, sharedLags } from "./shared-load.ts";

/** Lags of copies that others delay, by the id of the `replicate` block and the name of the workload. */
export type LagsOfBlocks = LayeredMap<number, ReadonlyMap<string, SharedLag>>;

export const NO_SHARED_LAGS: LagsOfBlocks = LayeredMap.empty();

/** What is replicated in a plan, and where. */
export interface Replicated {
  /** By the id of the block. */
  readonly replications: LayeredMap<number, readonly ReplicationEstimate[]>;
  /** The blocks that take a link, by its id. */
  readonly users: LayeredMap<number, ReadonlySet<number>>;
}

export interface UpdatedLags {
  readonly lags: LagsOfBlocks;
  /** The blocks of which a lag is another than before. */
  readonly changed: ReadonlySet<number>;
}

/**
 * The lags after a change. `touched` are the links whose capacity or flows changed, and the blocks that changed or are
 * gone; other ids do not matter. Only what shares links with them, at first or at second hand, is solved anew. A lag
 * that stays the same stays the same object.
 */
export function updatedLags(before: LagsOfBlocks, touched: Iterable<number>, replicated: Replicated): UpdatedLags {
  const ids = [...touched];
  const flows = flowsAround(ids, replicated);
  const solved = sharedLags(flows);
  const now = new Map<number, Map<string, SharedLag>>();
  for (const flow of flows) {
    const { replication, workload } = flow.bound;
    const old = before.get(replication.id)?.get(workload.workload.name);
    const lag = solved.get(flow);
    const ofBlock = now.get(replication.id) ?? new Map<string, SharedLag>();
    now.set(replication.id, ofBlock);
    if (lag) ofBlock.set(workload.workload.name, old && sameSharedLag(old, lag) ? old : lag);
  }
  const changes: [number, ReadonlyMap<string, SharedLag> | undefined][] = [];
  for (const id of new Set([...ids, ...now.keys()])) {
    const old = before.get(id);
    const lags = now.get(id);
    if (!sameLags(old, lags)) changes.push([id, lags && lags.size > 0 ? lags : undefined]);
  }
  return { lags: before.with(changes), changed: new Set(changes.map(([id]) => id)) };
}

/** The lags as `estimatesOf` asks for them. */
export function lagsIn(lags: LagsOfBlocks): LagOf {
  return ({ replication, workload }) => lags.get(replication.id)?.get(workload.workload.name);
}

/** All flows that share links with each other, starting with those on the given links in either direction. */
function flowsAround(links: readonly number[], { replications, users }: Replicated): ReadonlySet<ReplicationEstimate> {
  const flows = new Set<ReplicationEstimate>();
  const ways = new Set<string>();
  const waiting: { readonly link: number; readonly forward: boolean }[] = [];
  const reach = (link: number, forward: boolean) => {
    const key = `${link}${forward ? ">" : "<"}`;
    if (ways.has(key)) return;
    ways.add(key);
    waiting.push({ link, forward });
  };
  for (const link of links) {
    if (!users.has(link)) continue;
    reach(link, true);
    reach(link, false);
  }
  for (let way = waiting.pop(); way; way = waiting.pop()) {
    const { link, forward } = way;
    for (const id of users.get(link) ?? []) {
      for (const estimate of replications.get(id) ?? []) {
        const hops = estimate.route?.hops ?? [];
        if (flows.has(estimate) || !hops.some((hop) => hop.link.link.id === link && hop.forward === forward)) continue;
        flows.add(estimate);
        for (const hop of hops) reach(hop.link.link.id, hop.forward);
      }
    }
  }
  return flows;
}

function sameLags(
  a: ReadonlyMap<string, SharedLag> | undefined,
  b: ReadonlyMap<string, SharedLag> | undefined,
): boolean {
  if ((a?.size ?? 0) !== (b?.size ?? 0)) return false;
  for (const [workload, lag] of a ?? []) if (b?.get(workload) !== lag) return false;
  return true;
}
