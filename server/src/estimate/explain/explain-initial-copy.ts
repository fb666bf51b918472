import { formatDuration, formatNumber, formatSize } from "../../quantity/format-quantity.ts";
import type { Estimates } from "../estimates.ts";
import { INITIAL_COPY_PRIORITY } from "../flow-priority.ts";
import type { InitialCopy } from "../initial-copies.ts";
import { sentAtFirst } from "../initial-copy.ts";
import { wayKey } from "../link-flow.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import { DECLARED, type Derivation, type DerivationInput, ESTIMATED, input } from "./derivation.ts";
import { overWeek, range } from "./explain-link.ts";
import { routeWords, spanOf } from "./explain-words.ts";

/** How long the first copy takes, and beside which others. Nothing while too little is known. */
export function explainInitialCopy(
  estimate: ReplicationEstimate,
  { initialCopy, spare }: Estimates,
): Derivation | undefined {
  const { bound, route } = estimate;
  const first = initialCopy(estimate);
  const size = sentAtFirst(estimate);
  if (!first || !route || !size) return undefined;
  const { replication, workload } = bound;
  const { shipping, reduction } = replication;
  const left = spare(route, INITIAL_COPY_PRIORITY, reduction, undefined, replication.window);
  const others = first.group.length - 1;
  const inputs: DerivationInput[] = [
    ...(shipping ? [input("journey of the disks", range(shipping, formatDuration), DECLARED)] : []),
    input("to be sent", range(size, formatSize), sizeOrigin(estimate)),
    ...(left
      ? [input("what else travels leaves", overWeek(left), `${routeWords(estimate)}, its own changes taken off`)]
      : []),
    ...(others > 0
      ? [
          input("alone, before all others", spanOf(first.alone), ESTIMATED),
          input("beside it", besideWords(estimate, first), "started together: no order is stated"),
        ]
      : []),
  ];
  const sent =
    others > 0
      ? "to be sent / an even share of what else travels leaves, until one after the other of those beside it is done"
      : "to be sent / what else travels leaves";
  return {
    title: `First copy of '${workload.workload.name}' at '${bound.to.name}'`,
    value: spanOf(first.time),
    formula: shipping ? `journey + ${sent}` : sent,
    inputs,
    notes: [
      others > 0
        ? "At best it goes alone, first, at the best moment of the week; likely and at worst all of them are started together."
        : "From the best to the worst moment of the week to start; no other first copy takes its links.",
    ],
    ...(route.narrowest ? { bottleneck: `the line '${route.narrowest.link.name}'` } : {}),
    sources: [],
  };
}

function sizeOrigin({ bound: { replication, workload } }: ReplicationEstimate): string {
  if (replication.shipping) return "changed during the journey, at most all data";
  const { count } = workload.workload;
  const parts = [
    "data",
    ...(count > 1 ? [`× ${formatNumber(count)}`] : []),
    ...(replication.reduction ? [`/ ${range(replication.reduction, (value) => `${formatNumber(value)}x`)}`] : []),
  ];
  return `${DECLARED}: ${parts.join(" ")}`;
}

/** `the first copies of 3 others on 'wan', and of 2 on links that these take`. */
function besideWords(estimate: ReplicationEstimate, { group }: InitialCopy): string {
  const own = new Map(estimate.route?.hops.map((hop) => [wayKey(hop), hop.link.link.name]));
  const shared = new Set<string>();
  // Itself takes its own links too.
  let beside = -1;
  for (const copy of group) {
    const ways = copy.route?.hops.map(wayKey).filter((way) => own.has(way)) ?? [];
    if (ways.length > 0) beside++;
    if (copy !== estimate) for (const way of ways) shared.add(own.get(way) as string);
  }
  const links = [...shared].map((link) => `'${link}'`).join(", ");
  const further = group.length - 1 - beside;
  const first = `the first ${beside === 1 ? "copy of another" : `copies of ${beside} others`} on ${links}`;
  return further > 0 ? `${first}, and ${further === 1 ? "one" : further} more on links that these take` : first;
}
