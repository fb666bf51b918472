import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Duration, UncertainDuration } from "../kernel/duration.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";

/** The links that a copy takes: `over 'wan'`. */
export function routeWords({ route }: ReplicationEstimate): string {
  const links = route?.hops.map(({ link }) => `'${link.link.name}'`) ?? [];
  return links.length === 0 ? "no link" : `over ${links.join(", ")}`;
}

/** The likely duration, and the range when there is one: `≈ 26 ms (18 ms … 34 ms)`; `without end (at best 30 ms)`. */
export function spanOf({ low, likely, high }: UncertainDuration): string {
  const show = (duration: Duration) => (duration.kind === "never" ? "without end" : formatDuration(duration.time));
  const middle = show(likely);
  if (likely.kind === "never") return low.kind === "never" ? middle : `${middle} (at best ${show(low)})`;
  return show(low) === middle && show(high) === middle ? middle : `≈ ${middle} (${show(low)} … ${show(high)})`;
}

/** Which of several by distance: `nearest`, `second nearest`, `4th nearest`. */
export function nearestWords(position: number): string {
  return position === 1 ? "nearest" : `${ORDINALS[position] ?? `${position}th`} nearest`;
}

/** A group would need 42 members to wait for the 21st. */
const ORDINALS: Readonly<Record<number, string>> = { 2: "second", 3: "third" };
