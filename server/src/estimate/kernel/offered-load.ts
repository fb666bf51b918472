import { DAY, WEEK } from "../../quantity/week.ts";
import { type FlowNetwork, loadOf, type SharedFlow } from "./flow-network.ts";
import type { ProfileChanges } from "./profile-changes.ts";
import { combineProfiles, profileMax, profileMean, profileMin } from "./weekly-profile.ts";

/** What all flows together have for a link, in shares of its capacity, as if nothing ever waited; above 1 it queues. */
export interface OfferedLoad {
  /** Mean load over mean capacity; undefined when a link without any capacity should carry something. */
  readonly mean: number | undefined;
  /** The highest share at any instant; undefined when something is sent while the link carries nothing. */
  readonly peak: number | undefined;
}

export interface Offer {
  readonly links: readonly OfferedLoad[];
  /** Whether no link and no cap is ever exceeded, nor is just enough in the mean: then nothing ever waits. */
  readonly fits: boolean;
  /**
   * The instant, seconds from Monday 00:00, at which least waits, if every link is looked at alone; of several the one
   * at whose time of day least waits on other days, too: so that days begin alike.
   */
  readonly quietest: number;
}

/** `changes` are those of the demands, then of the capacities of `network`; what follows them does not matter here. */
export function offeredLoad(network: FlowNetwork, changes: ProfileChanges): Offer {
  const sweep = new Sweep(network, changes);
  const first = sweep.week();
  const settled = sweep.week();
  const fits = first.fits && !first.links.some(isFull) && network.flows.every(fitsCap);
  return { links: first.links, fits, quietest: settled.quietest };
}

/** What is left of a sum of demands below this share of its highest is rounding error. */
const NOTHING_WITHIN = 1e-12;

/** A load that exceeds the capacity by less, relatively, does not: sums carry rounding errors. */
const EQUAL_WITHIN = 1e-10;

/** What comes as near to the capacity, relatively, leaves nothing over in the mean. */
const FULL_WITHIN = 1e-9;

function isFull({ mean }: OfferedLoad): boolean {
  return mean === undefined || mean >= 1 - FULL_WITHIN;
}

function fitsCap({ demand, cap }: SharedFlow): boolean {
  if (cap === undefined || profileMax(demand) < profileMin(cap)) return true;
  const fits = profileMax(combineProfiles(demand, cap, (wanted, most) => wanted - most)) <= 0;
  return fits && profileMean(demand) < profileMean(cap) * (1 - FULL_WITHIN);
}

/** Goes through the week with a queue at every link, each for itself. */
class Sweep {
  private readonly demands: Float64Array;
  private readonly capacities: Float64Array;
  private readonly offered: Float64Array;
  /** The highest sum so far. */
  private readonly most: Float64Array;
  private readonly waiting: Float64Array;
  private readonly means: Float64Array;
  private readonly offeredMeans: Float64Array;
  private readonly peaks: Float64Array;
  private fits = true;

  constructor(
    private readonly network: FlowNetwork,
    private readonly changes: ProfileChanges,
  ) {
    const links = network.capacities.length;
    this.demands = new Float64Array(network.flows.length);
    this.capacities = new Float64Array(links);
    this.offered = new Float64Array(links);
    this.most = new Float64Array(links);
    this.waiting = new Float64Array(links);
    this.means = new Float64Array(links);
    this.offeredMeans = new Float64Array(links);
    this.peaks = new Float64Array(links);
  }

  week(): Offer {
    const { times } = this.changes;
    this.means.fill(0);
    this.offeredMeans.fill(0);
    const instants: Instant[] = [];
    for (let i = 0; i < times.length; ) {
      const time = times[i] as number;
      instants.push({ time, waits: this.waitingShare() });
      for (; i < times.length && times[i] === time; i++) this.change(i);
      this.advance((times[i] ?? WEEK) - time);
    }
    const links = Array.from(this.means, (mean, link) => ({
      mean: share(this.offeredMeans[link] as number, mean),
      peak: finite(this.peaks[link] as number),
    }));
    return { links, fits: this.fits, quietest: quietestOf(instants) };
  }

  private change(i: number): void {
    const target = this.changes.targets[i] as number;
    const value = this.changes.values[i] as number;
    const flow = this.network.flows[target];
    if (!flow) {
      if (target - this.demands.length < this.capacities.length) this.capacities[target - this.demands.length] = value;
      return;
    }
    const more = value - (this.demands[target] as number);
    this.demands[target] = value;
    flow.links.forEach((link, hop) => {
      this.offered[link] = (this.offered[link] as number) + more * loadOf(flow, hop);
    });
  }

  private advance(time: number): void {
    for (let link = 0; link < this.capacities.length; link++) {
      const capacity = this.capacities[link] as number;
      const sum = this.offered[link] as number;
      const most = Math.max(this.most[link] as number, sum);
      const offered = sum > NOTHING_WITHIN * most ? sum : 0;
      this.most[link] = most;
      this.waiting[link] = Math.max(0, (this.waiting[link] as number) + (offered - capacity) * time);
      this.means[link] = (this.means[link] as number) + capacity * (time / WEEK);
      this.offeredMeans[link] = (this.offeredMeans[link] as number) + offered * (time / WEEK);
      const load = offered > 0 ? offered / capacity : 0;
      this.peaks[link] = Math.max(this.peaks[link] as number, load);
      if (load > 1 + EQUAL_WITHIN) this.fits = false;
    }
  }

  private waitingShare(): number {
    let sum = 0;
    for (let link = 0; link < this.waiting.length; link++) {
      const waiting = this.waiting[link] as number;
      if (waiting > 0) sum += waiting / (waiting + (this.capacities[link] as number));
    }
    return sum;
  }
}

interface Instant {
  readonly time: number;
  readonly waits: number;
}

function quietestOf(instants: readonly Instant[]): number {
  const days = new Map<number, { waits: number; count: number }>();
  for (const { time, waits } of instants) {
    const day = days.get(time % DAY) ?? { waits: 0, count: 0 };
    day.waits += waits;
    day.count++;
    days.set(time % DAY, day);
  }
  const least = instants.reduce((least, { waits }) => Math.min(least, waits), Number.POSITIVE_INFINITY);
  let best: { readonly time: number; readonly mean: number; readonly count: number } | undefined;
  for (const { time, waits } of instants) {
    if (waits > least) continue;
    const day = days.get(time % DAY) as { waits: number; count: number };
    const mean = day.waits / day.count;
    if (!best || mean < best.mean || (mean === best.mean && day.count > best.count)) {
      best = { time, mean, count: day.count };
    }
  }
  return best?.time ?? 0;
}

function share(load: number, capacity: number): number | undefined {
  return load === 0 ? 0 : finite(load / capacity);
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
