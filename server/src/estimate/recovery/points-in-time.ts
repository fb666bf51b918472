import type { Constants } from "../../model/constants.ts";
import type { History } from "../../model/replication.ts";
import { type Seconds, seconds } from "../../quantity/quantity.ts";
import { exactly, type Uncertain } from "../../quantity/uncertain.ts";
import type { BackupEstimate } from "../backup-estimate.ts";
import type { PointsInTime } from "../kernel/clean-point.ts";
import { after, durationOf, exactDuration } from "../kernel/duration.ts";
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

/** The states that a backup holds. */
export function statesOfBackup({ spacing, delay, loss, keep }: BackupEstimate): PointsInTime {
  return { spacing, delay, oldest: loss, keep };
}
