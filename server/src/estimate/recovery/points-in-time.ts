import type { Constants } from "../../model/constants.ts";
import type { History } from "../../model/replication.ts";
import { type Seconds, seconds } from "../../quantity/quantity.ts";
import { exactly, type Uncertain } from "../../quantity/uncertain.ts";
import type { BackupEstimate } from "../backup-estimate.ts";
import { clockedSpacings } from "../backup-levels.ts";
import type { PointsInTime } from "../kernel/clean-point.ts";
import { after, durationOf, exactDuration, type UncertainDuration } from "../kernel/duration.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import { longestTime } from "./longest-time.ts";

/** The earlier states that a replica keeps, and what keeps them. */
export interface KeptStates extends PointsInTime {
  readonly by: "history" | "product" | "apply-delay";
}

const NO_TIME: Uncertain<Seconds> = exactly(seconds(0));

/**
 * The earlier states that a replica keeps: its `history`, else what the product keeps where that is published, or what
 * it holds back before it applies it, whichever reaches back further. Nothing for one that has its newest state alone.
 */
export function statesOfReplica(
  { bound, cycles, rpo }: ReplicationEstimate,
  constants: Constants,
): KeptStates | undefined {
  const { replication, technology } = bound;
  const offer = technology?.history;
  const product: History | undefined =
    offer?.value && offer.keep !== undefined
      ? { keep: exactly(offer.keep), every: offer.every === undefined ? undefined : exactly(offer.every) }
      : undefined;
  const kept = replication.history ?? product;
  const { applyDelay } = replication;
  const delayed = applyDelay.likely > (kept?.keep.likely ?? 0);
  const history: History | undefined = delayed ? { keep: applyDelay, every: undefined } : kept;
  if (!history) return undefined;
  const cycle = cycles?.every ?? replication.every;
  const refreshed = cycle ?? (rpo ? (rpo.ownLag ?? NO_TIME) : (constants["product-lag"].value as Uncertain<Seconds>));
  // States cannot lie closer than the copy is refreshed.
  const spacing = history.every ? longestTime(history.every, cycle ?? NO_TIME) : refreshed;
  return {
    spacing,
    delay: exactDuration(after(0)),
    oldest: durationOf(spacing),
    keep: history.keep,
    by: delayed ? "apply-delay" : replication.history ? "history" : "product",
  };
}

/** The states that a backup holds. By the clock some may lie further apart than it says: over a weekend without any. */
export function statesOfBackup({ spacing, delay, loss, keep, points }: BackupEstimate): PointsInTime {
  const apart = points ? timesOf(clockedSpacings(points), spacing) : spacing;
  return { spacing: apart, delay, oldest: loss, keep };
}

/** Times that are known to end; as they were where one does not. */
function timesOf({ low, likely, high }: UncertainDuration, otherwise: Uncertain<Seconds>): Uncertain<Seconds> {
  if (low.kind === "never" || likely.kind === "never" || high.kind === "never") return otherwise;
  return { low: low.time, likely: likely.time, high: high.time };
}
