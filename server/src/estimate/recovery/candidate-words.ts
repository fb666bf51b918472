import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Duration, UncertainDuration } from "../kernel/duration.ts";
import type { Candidate } from "./candidate.ts";

/** Data and place of a way to recover: `replica at 'dublin'`, `backup 'nightly' at 'vault', run at 'leeds'`. */
export function candidateWords({ source, at, place }: Candidate): string {
  const elsewhere = place.name === at.name ? "" : `, run at '${place.name}'`;
  switch (source.kind) {
    case "own":
      return `its own data at '${at.name}'`;
    case "replica":
      return `${source.point === "newest" ? "replica" : "earlier state"} at '${at.name}'${elsewhere}`;
    case "backup":
      return `backup '${source.backup.bound.backup.name}' at '${at.name}'${elsewhere}`;
  }
}

/** The likely duration in words, or the best one, when that alone has an end. */
export function likelyWords({ low, likely }: UncertainDuration): string {
  if (likely.kind === "after" || low.kind === "never") return durationWords(likely);
  return `${durationWords(low)} at best`;
}

function durationWords(duration: Duration): string {
  return duration.kind === "never" ? "without end" : formatDuration(duration.time);
}
