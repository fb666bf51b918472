import type { IntervalLimit, Limit, TechnologyMode } from "../catalogue/technology.ts";
import type { BoundReplication } from "../model/bind.ts";
import type { ReplicationMode } from "../model/replication.ts";
import { type Rate, rate, type Seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import { profileMax } from "./kernel/weekly-profile.ts";
import { type Verdict, withinLimit } from "./kernel/within-limit.ts";
import { rates } from "./link-estimate.ts";
import { judgedLimit } from "./published-limit.ts";

/** A way in which a product is used that its maker does not offer. */
export type ProductUse =
  | {
      readonly kind: "mode";
      readonly verdict: "missed";
      readonly mode: ReplicationMode;
      /** What it offers, at least one. */
      readonly modes: readonly TechnologyMode[];
    }
  | {
      readonly kind: "interval";
      /** At risk when a part of the range of `every` is allowed. */
      readonly verdict: Exclude<Verdict, "met">;
      readonly every: Uncertain<Seconds>;
      readonly interval: IntervalLimit;
    }
  | {
      readonly kind: "change";
      readonly verdict: Exclude<Verdict, "met">;
      /** What is written in the busiest window; of one machine where the limit is for each. */
      readonly change: Uncertain<Rate>;
      readonly limit: Limit<Rate>;
    };

/** What of a replication's mode, interval and changes the product does not offer; interval and changes only count in a mode that it does. */
export function productUses(bound: BoundReplication): readonly ProductUse[] {
  const { technology, replication } = bound;
  if (!technology) return [];
  const { mode, every } = replication;
  const { modes, interval } = technology;
  if (mode !== undefined && modes.length > 0 && !modes.includes(mode)) {
    return [{ kind: "mode", verdict: "missed", mode, modes }];
  }
  const tooFast = technology.maxChange ? changeUses(bound, technology.maxChange) : [];
  if (!every || !interval || (mode !== "periodic" && mode !== "log-shipping")) return tooFast;
  const verdict = intervalVerdict(every, interval);
  return verdict === "met" ? tooFast : [{ kind: "interval", verdict, every, interval }, ...tooFast];
}

/** A workload that does not say how many machines it is may be several: then too fast for one is a risk. */
function changeUses({ workload: { workload } }: BoundReplication, limit: Limit<Rate>): readonly ProductUse[] {
  const judged = judgedLimit(limit);
  if (!judged || workload.change.length === 0) return [];
  const share = limit.per === "vm" ? 1 / Math.max(1, workload.vms ?? 1) : workload.count;
  const written = rates(workload.change, exactly(rate(0)));
  const busiest = (bound: keyof Uncertain) => rate(profileMax(written[bound]) * share);
  const change = { low: busiest("low"), likely: busiest("likely"), high: busiest("high") };
  const verdict = withinLimit(change, judged);
  if (verdict === "met") return [];
  const unknown = limit.per === "vm" && workload.vms === undefined;
  return [{ kind: "change", verdict: unknown ? "at-risk" : verdict, change, limit }];
}

function intervalVerdict({ low, high }: Uncertain, { shortest, longest, only }: IntervalLimit): Verdict {
  if (only) {
    const offered = only.filter((one) => low <= one && one <= high);
    return offered.length === 0 ? "missed" : low === high ? "met" : "at-risk";
  }
  const [least, most] = [shortest ?? 0, longest ?? Number.POSITIVE_INFINITY];
  if (low >= least && high <= most) return "met";
  return high < least || low > most ? "missed" : "at-risk";
}
