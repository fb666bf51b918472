import type { Activity } from "../kernel/activity-network.ts";
import type { DraftActivity } from "./recovery-draft.ts";

/**
 * The activities with all that precedes each. Where what is said or wished makes a circle, it gives way inside the
 * circle: wishes first, then what the runbook tells. Workloads that need each other so start together.
 */
export function settlePrecedence(drafted: readonly DraftActivity[]): readonly Activity[] {
  if (drafted.every(({ told, wished }) => told.length === 0 && wished.length === 0)) return drafted;
  const firm = drafted.map(({ after }) => after);
  const told = added(
    firm,
    drafted.map((activity) => activity.told),
  );
  const all = added(
    told,
    drafted.map(({ wished }) => wished),
  );
  return drafted.map((activity, index) => ({ ...activity, after: all[index] as readonly number[] }));
}

type Edges = readonly (readonly number[])[];

/** The firm edges with those of the weak ones that close no circle with them. */
function added(firm: Edges, weak: Edges): Edges {
  if (weak.every((edges) => edges.length === 0)) return firm;
  const joined = firm.map((edges, index) => [...edges, ...(weak[index] as readonly number[])]);
  const circle = circlesOf(joined);
  return firm.map((edges, index) => [
    ...edges,
    ...(weak[index] as readonly number[]).filter((before) => circle[before] !== circle[index]),
  ]);
}

/** For each activity the number of its strongly connected component (Tarjan's algorithm, without recursion). */
function circlesOf(edges: Edges): Int32Array {
  const component = new Int32Array(edges.length).fill(-1);
  const entered = new Int32Array(edges.length).fill(-1);
  const low = new Int32Array(edges.length);
  const next = new Int32Array(edges.length);
  const open: number[] = [];
  const visits: number[] = [];
  let count = 0;
  let components = 0;
  const enter = (index: number) => {
    entered[index] = low[index] = count++;
    open.push(index);
    visits.push(index);
  };
  for (let root = 0; root < edges.length; root++) {
    if (entered[root] === -1) enter(root);
    for (let at = visits.at(-1); at !== undefined; at = visits.at(-1)) {
      const target = edges[at]?.[next[at] as number];
      next[at] = (next[at] as number) + 1;
      if (target !== undefined) {
        if (entered[target] === -1) enter(target);
        else if (component[target] === -1) low[at] = Math.min(low[at] as number, entered[target] as number);
        continue;
      }
      visits.pop();
      const above = visits.at(-1);
      if (above !== undefined) low[above] = Math.min(low[above] as number, low[at] as number);
      if (low[at] !== entered[at]) continue;
      for (const member of open.splice(open.lastIndexOf(at))) component[member] = components;
      components++;
    }
  }
  return component;
}
