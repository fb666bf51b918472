import type { Rate } from "../quantity/quantity.ts";
import { flowComponents, partOf } from "./kernel/flow-components.ts";
import type { FlowLag } from "./kernel/fluid-queue.ts";
import { type UncertainFlow, uncertainFlows } from "./kernel/uncertain-flows.ts";
import type { UncertainLag } from "./kernel/uncertain-lag.ts";
import { exactProfile, profileMin, type UncertainProfile, type WeeklyProfile } from "./kernel/weekly-profile.ts";
import type { LinkEstimate } from "./link-estimate.ts";
import type { Hop } from "./network.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";
import { compareFlows, type ReplicationFlow, replicationFlow } from "./replication-flow.ts";

/** The lag of a copy that others on its links delay. */
export interface SharedLag {
  readonly lag: UncertainLag;
  /** How many other flows there are on those of its links, in its direction, that it shares. */
  readonly others: number;
  /** The names of these links, in the order of the route. */
  readonly links: readonly string[];
}

/**
 * The lags of asynchronous copies that others delay, by what shares the links with them: by strict priority, among
 * equals max-min fairly, each direction of a link apart. `estimates` are all replications on the links of each of them;
 * their order does not matter. Those that nothing delays are left out.
 */
export function sharedLags(estimates: Iterable<ReplicationEstimate>): ReadonlyMap<ReplicationEstimate, SharedLag> {
  const flows = [...estimates].flatMap((estimate) => replicationFlow(estimate) ?? []);
  const result = new Map<ReplicationEstimate, SharedLag>();
  if (allPeaksFit(flows)) return result;
  flows.sort(compareFlows);
  const ways: Hop[] = [];
  const position = new Map<string, number>();
  const networkFlows = flows.map((flow): UncertainFlow & { readonly of: ReplicationFlow } => {
    const links = flow.hops.map((hop) => {
      const key = wayKey(hop);
      const index = position.get(key) ?? ways.push(hop) - 1;
      position.set(key, index);
      return index;
    });
    const { demand, loads, priority, cap } = flow;
    return { of: flow, demand, links, loads, priority, ...(cap ? { cap } : {}) };
  });
  // A flow exists only where the capacity of every hop is known.
  const capacities = ways.map(({ link }) => asOne(link.flow?.capacity as UncertainProfile<Rate>));
  const network = { capacities, flows: networkFlows };
  for (const component of flowComponents(network)) {
    const part = partOf(network, component);
    if (part.flows.length < 2 || part.flows.every(({ of }) => !of.estimate.lagAlone)) continue;
    const { lags } = uncertainFlows(part);
    part.flows.forEach(({ of: { estimate, hops }, links }, index) => {
      const lag = lags[index];
      const { lagAlone } = estimate;
      if (!lag || !lagAlone || isNearly(lag, lagAlone)) return;
      const others = part.flows.filter((other, at) => at !== index && other.links.some((link) => links.includes(link)));
      const shared = hops.filter((_, hop) => others.some((other) => other.links.includes(links[hop] as number)));
      result.set(estimate, { lag, others: others.length, links: shared.map(({ link }) => link.link.name) });
    });
  }
  return result;
}

/**
 * Whether every link could carry all peaks of its flows at the same instant, in the worst case: then nothing ever waits
 * for anything, and there is nothing to solve. So it is for most plans.
 */
function allPeaksFit(flows: readonly ReplicationFlow[]): boolean {
  const sums = { there: new Map<LinkEstimate, number>(), back: new Map<LinkEstimate, number>() };
  for (const { hops, loads, peak, unheld } of flows) {
    if (!unheld) return false;
    hops.forEach(({ link, forward }, hop) => {
      const sum = forward ? sums.there : sums.back;
      sum.set(link, (sum.get(link) ?? 0) + peak * (loads[hop]?.high ?? 1));
    });
  }
  for (const sum of [sums.there, sums.back]) {
    for (const [{ flow }, load] of sum) if (!flow || load >= NEARLY_FULL * profileMin(flow.capacity.low)) return false;
  }
  return true;
}

/** What comes nearer to the capacity of a link, as a share of it, is looked at closely: sums carry rounding errors. */
const NEARLY_FULL = 1 - 1e-9;

/** One object for a capacity without uncertainty, which spares solving it thrice. */
function asOne(capacity: UncertainProfile<Rate>): UncertainProfile<Rate> {
  const { low, likely, high } = capacity;
  return sameProfile(low, likely) && sameProfile(likely, high) ? exactProfile(likely) : capacity;
}

function sameProfile(a: WeeklyProfile, b: WeeklyProfile): boolean {
  const same = (x: readonly number[], y: readonly number[]) => x.every((value, index) => value === y[index]);
  return a.starts.length === b.starts.length && same(a.starts, b.starts) && same(a.values, b.values);
}

/** The direction of a link as a key. */
function wayKey({ link, forward }: Hop): string {
  return `${link.link.id}${forward ? ">" : "<"}`;
}

/** Lags that differ by less are the same: the solutions round differently. Seconds, and a share of the longer. */
const SAME_WITHIN = { time: 1e-3, share: 1e-6 };

function isNearly(a: UncertainLag, b: UncertainLag): boolean {
  return CASES.every((bound) => isNearlyCase(a.cases[bound], b.cases[bound]));
}

function isNearlyCase(a: FlowLag, b: FlowLag): boolean {
  if (a.kind === "unbounded" || b.kind === "unbounded") {
    return (
      a.kind === "unbounded" &&
      b.kind === "unbounded" &&
      Math.abs(a.growthPerDay - b.growthPerDay) <= SAME_WITHIN.share * Math.max(a.growthPerDay, b.growthPerDay)
    );
  }
  return FIGURES.every(
    (what) => Math.abs(a[what] - b[what]) <= Math.max(SAME_WITHIN.time, SAME_WITHIN.share * Math.max(a[what], b[what])),
  );
}

const CASES = ["low", "likely", "high"] as const;
const FIGURES = ["typical", "p95", "worst"] as const;

/** Whether two shared lags say exactly the same. */
export function sameSharedLag(a: SharedLag | undefined, b: SharedLag | undefined): boolean {
  if (!a || !b) return a === b;
  return (
    a.others === b.others &&
    a.links.length === b.links.length &&
    a.links.every((link, index) => link === b.links[index]) &&
    CASES.every((bound) => sameCase(a.lag.cases[bound], b.lag.cases[bound]))
  );
}

function sameCase(a: FlowLag, b: FlowLag): boolean {
  if (a.kind === "steady" && b.kind === "steady") {
    return FIGURES.every((what) => a[what] === b[what]) && a.worstAt === b.worstAt && a.maxBacklog === b.maxBacklog;
  }
  return (
    a.kind === "unbounded" && b.kind === "unbounded" && a.because === b.because && a.growthPerDay === b.growthPerDay
  );
}
