import { formatDuration } from "../../quantity/format-quantity.ts";
import type { UncertainDuration } from "../kernel/duration.ts";
import type { Candidate, RecoverySource } from "./candidate.ts";

/** Data and place of a way to recover: `replica at 'dublin'`, `backup 'nightly' at 'vault', run at 'leeds'`. */
export function candidateWords({ source, at, place }: Candidate): string {
  const elsewhere = place.name === at.name ? "" : `, run at '${place.name}'`;
  switch (source.kind) {
    case "own":
      return `its own data at '${at.name}'`;
    case "replica":
      return `${source.point === "newest" ? "replica" : "earlier state"} at '${at.name}'${drainedWords(source)}${elsewhere}`;
    case "backup":
      return `backup '${source.backup.bound.backup.name}' at '${at.name}'${elsewhere}`;
  }
}

function drainedWords({ drain }: Extract<RecoverySource, { kind: "replica" }>): string {
  return drain ? ` with all that '${drain.kept.bound.to.name}' holds` : "";
}

/** How long it likely takes, after a subject: `takes 5 h`, `never ends`, `may never end (at best 5 h)`. */
export function takesWords({ low, likely }: UncertainDuration): string {
  if (likely.kind === "after") return `takes ${formatDuration(likely.time)}`;
  return low.kind === "never" ? "never ends" : `may never end (at best ${formatDuration(low.time)})`;
}
