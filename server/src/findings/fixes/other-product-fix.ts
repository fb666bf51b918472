import { allTechnologies } from "../../catalogue/technologies.ts";
import type { Technology } from "../../catalogue/technology.ts";
import { withinLimit } from "../../estimate/kernel/within-limit.ts";
import { judgedLimit } from "../../estimate/published-limit.ts";
import type { ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import { productName } from "../product-name.ts";
import type { FixCandidate, FixContext } from "../rule.ts";
import { replaceValue } from "../statement-edit.ts";

/** More would be a catalogue, and each is tried on a copy of the plan before it is offered. */
const MOST_OFFERED = 3;

/**
 * Products of the same kind and mode whose published limit allows the round trip of the route: of the same maker first,
 * then those that go furthest. None that publishes no limit, for nothing then says that it may be used there.
 */
export function otherProducts(
  { bound, route }: ReplicationEstimate,
  { declaration }: FixContext,
): readonly FixCandidate[] {
  const { technology, replication } = bound;
  const { mode } = replication;
  const rtt = route?.rtt;
  if (!technology || !mode || !rtt) return [];
  const fitting = allTechnologies().filter(({ id, modes, maxRtt, class: kind }) => {
    const limit = judgedLimit(maxRtt);
    const same = id !== technology.id && kind === technology.class && modes.includes(mode);
    return same && limit !== undefined && withinLimit(rtt, limit) === "met";
  });
  const reach = ({ maxRtt }: Technology) => maxRtt?.value.likely ?? 0;
  const apart = ({ vendor }: Technology) => Number(vendor !== technology.vendor);
  return fitting
    .sort((a, b) => apart(a) - apart(b) || reach(b) - reach(a) || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_OFFERED)
    .map((other) => ({
      edits: replaceValue(declaration, "/using", other.id),
      title: () =>
        `Use ${productName(other)} instead of ${productName(technology)} (allows a round trip of ${other.maxRtt?.text}; a change of product)`,
    }));
}
