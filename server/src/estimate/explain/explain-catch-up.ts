import type { Estimates } from "../estimates.ts";
import type { OutageEffect } from "../outage.ts";
import type { ScenarioEstimate } from "../recovery/workload-outcome.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import { spanOf } from "./explain-words.ts";

/** Most copies that are told how they catch up: a hover must not be late. Own choice. */
const MOST_TOGETHER = 50;

/** What a scenario that ends leaves to those copies that stopped while their workloads ran on: they catch up together. */
export function catchUpsAfter(
  { scenario: { losses }, degraded }: ScenarioEstimate,
  estimates: Estimates,
): ReadonlyMap<ReplicationEstimate, OutageEffect> {
  const times = losses.flatMap(({ lasts }) => lasts ?? []);
  const stopped = degraded.flatMap(({ route, stopsWorkload, replication }) =>
    route || stopsWorkload ? [] : [replication],
  );
  const [first, ...others] = times;
  if (!first || times.length < losses.length || stopped.length > MOST_TOGETHER) return new Map();
  // Several losses: all copies wait for the longest.
  const outage = others.reduce((most, next) => (next.likely > most.likely ? next : most), first);
  return estimates.outage(stopped, outage);
}

/** `afterwards caught up after ≈ 3 h`; of a journal that overflows, what that leaves. */
export function afterWords(effect: OutageEffect | undefined): readonly string[] {
  if (!effect) return [];
  const { catchUp, journal, whileResyncing } = effect;
  if (!whileResyncing) return [`afterwards caught up in ${spanOf(catchUp)}`];
  const overflows = journal === "missed" ? "its journal overflows" : "its journal may overflow";
  const left =
    whileResyncing.likely.kind === "never"
      ? "until then nothing is left of it"
      : `until then its last point in time is ${spanOf(whileResyncing)} old`;
  return [`${overflows}, and it is resynchronised in ${spanOf(catchUp)}; ${left}`];
}
