import { formatDuration } from "../../quantity/format-quantity.ts";
import { flowPriority } from "../flow-priority.ts";
import type { Duration, UncertainDuration } from "../kernel/duration.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";

/** The links that a copy takes: `over 'wan'`. */
export function routeWords({ route }: Pick<ReplicationEstimate, "route">): string {
  const links = route?.hops.map(({ link }) => `'${link.link.name}'`) ?? [];
  return links.length === 0 ? "no link" : `over ${links.join(", ")}`;
}

/** Whether others get in its way on its links, and who goes first. */
export function sharingWords({ bound, shared }: Pick<ReplicationEstimate, "bound" | "shared">): string {
  if (!shared) return "Nothing else on its route delays it.";
  const links = shared.links.map((link) => `'${link}'`).join(", ");
  const others = shared.others === 1 ? "another copy" : `${shared.others} other copies`;
  return `Shares ${links} with ${others}; its priority is ${flowPriority(bound.replication)}, lower goes first.`;
}

/** The likely duration, and the range when there is one: `≈ 26 ms (18 ms … 34 ms)`; `without end (at best 30 ms)`. `endless` is the word for what never comes. */
export function spanOf({ low, likely, high }: UncertainDuration, endless = "without end"): string {
  const show = (duration: Duration) => (duration.kind === "never" ? endless : formatDuration(duration.time));
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
