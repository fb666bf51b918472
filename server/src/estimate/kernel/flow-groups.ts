import { type FlowNetwork, loadOf, type SharedFlow } from "./flow-network.ts";
import type { WeeklyProfile } from "./weekly-profile.ts";

/**
 * Flows that are alike for the links: same route, same loads, same priority, same cap and claim. At any instant fair shares give
 * the same most, the group's level, to each of them, so that sharing is solved between groups and not between flows.
 */
export interface FlowGroup {
  /** Position of its priority among those that occur, 0 for the first to be served. */
  readonly rank: number;
  readonly links: readonly number[];
  readonly loads: readonly number[];
  readonly cap: WeeklyProfile | undefined;
  readonly claim: WeeklyProfile | undefined;
  readonly members: readonly number[];
}

export function groupFlows({ flows }: FlowNetwork): readonly FlowGroup[] {
  const priorities = [...new Set(flows.map(({ priority }) => priority))].sort((a, b) => a - b);
  const ranks = new Map(priorities.map((priority, rank) => [priority, rank]));
  const capKeys = new Map<WeeklyProfile, string>();
  const groups = new Map<string, { flow: SharedFlow; members: number[] }>();
  flows.forEach((flow, index) => {
    const limits = `${capKey(flow.cap, capKeys)};${capKey(flow.claim, capKeys)}`;
    const key = `${flow.priority};${flow.links};${flow.loads ?? ""};${limits}`;
    const group = groups.get(key);
    if (group) group.members.push(index);
    else groups.set(key, { flow, members: [index] });
  });
  return [...groups.values()].map(({ flow, members }) => ({
    rank: ranks.get(flow.priority) as number,
    links: flow.links,
    loads: flow.links.map((_, hop) => loadOf(flow, hop)),
    cap: flow.cap,
    claim: flow.claim ?? flow.cap,
    members,
  }));
}

function capKey(cap: WeeklyProfile | undefined, known: Map<WeeklyProfile, string>): string {
  if (!cap) return "";
  let key = known.get(cap);
  if (key === undefined) {
    key = `${cap.starts}:${cap.values}`;
    known.set(cap, key);
  }
  return key;
}
