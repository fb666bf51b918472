import type { IntervalLimit, TechnologyMode } from "../catalogue/technology.ts";
import type { BoundReplication } from "../model/bind.ts";
import type { ReplicationMode } from "../model/replication.ts";
import type { Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { Verdict } from "./kernel/within-limit.ts";

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
    };

/** What of a replication's mode and interval the product does not offer; the interval only counts in a mode that it does. */
export function productUses({ technology, replication }: BoundReplication): readonly ProductUse[] {
  if (!technology) return [];
  const { mode, every } = replication;
  const { modes, interval } = technology;
  if (mode !== undefined && modes.length > 0 && !modes.includes(mode)) {
    return [{ kind: "mode", verdict: "missed", mode, modes }];
  }
  if (!every || !interval || (mode !== "periodic" && mode !== "log-shipping")) return [];
  const verdict = intervalVerdict(every, interval);
  return verdict === "met" ? [] : [{ kind: "interval", verdict, every, interval }];
}

function intervalVerdict({ low, high }: Uncertain, { shortest, longest }: IntervalLimit): Verdict {
  const [least, most] = [shortest ?? 0, longest ?? Number.POSITIVE_INFINITY];
  if (low >= least && high <= most) return "met";
  return high < least || low > most ? "missed" : "at-risk";
}
