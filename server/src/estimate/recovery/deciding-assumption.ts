import { formatDuration, formatUncertain } from "../../quantity/format-quantity.ts";
import { isExact, type Uncertain } from "../../quantity/uncertain.ts";
import type { Duration, UncertainDuration } from "../kernel/duration.ts";
import type { Candidate } from "./candidate.ts";
import type { Recovery, ScheduledStep } from "./recover.ts";
import { infeasible } from "./scenario-objectives.ts";
import type { MissedObjective } from "./workload-outcome.ts";

/** What decides whether objectives are met that are at risk. */
export interface AtRisk {
  readonly candidate: Candidate;
  readonly recovery: Recovery;
  readonly missed: readonly MissedObjective[];
  readonly undetected: Uncertain | undefined;
}

/** The assumption on which it depends whether what may be missed is met, in words: of several the one that moves it most. */
export function decidingAssumption({ candidate, recovery, missed, undetected }: AtRisk): string | undefined {
  const { source } = candidate;
  const doubtful = missed.includes("copy") ? infeasible(source) : undefined;
  if (doubtful) {
    return `whether the copy at '${doubtful.bound.to.name}' can work as planned (${doubtful.reasons.join(", ")})`;
  }
  const parts = missed.includes("rpo") ? lossParts(candidate, undetected) : [];
  if (parts.length === 0 && (missed.includes("rto") || missed.includes("mtd"))) parts.push(...timeParts(recovery));
  return parts.reduce<Part | undefined>((most, part) => (most && most.spread >= part.spread ? most : part), undefined)
    ?.words;
}

interface Part {
  readonly words: string;
  readonly spread: number;
}

/** What the range of the loss consists of. */
function lossParts(candidate: Candidate, undetected: Uncertain | undefined): Part[] {
  const { source, loss } = candidate;
  const parts: Part[] = [];
  const add = (words: string, spread: number) => {
    if (spread > 0) parts.push({ words, spread });
  };
  if (undetected && !isExact(undetected)) {
    const range = formatUncertain(undetected, formatDuration);
    add(`how long the corruption stays unnoticed: ${range}`, undetected.high - undetected.low);
    return parts;
  }
  if (source.kind === "backup") {
    const { name } = source.backup.bound.backup;
    const words = undetected ? "whether a clean state is still kept by" : "how old the newest state is in";
    add(`${words} backup '${name}'`, spreadOf(loss));
    return parts;
  }
  if (source.kind === "own") return parts;
  const { rpo, lag, bound, cycles } = source.drain?.kept ?? source.replication;
  if (undetected) add(`whether a clean state is still kept at '${bound.to.name}'`, spreadOf(loss));
  else {
    if (rpo?.ownLag) {
      const range = formatUncertain(rpo.ownLag, formatDuration);
      add(`the product's own lag: ${range}`, rpo.ownLag.high - rpo.ownLag.low);
    }
    if (lag) add("how long changes wait for the line, with the ranges of the change and the line", spreadOf(lag.worst));
    if (cycles) add("how long a cycle takes, with the ranges of its interval, the change and the line", spreadOf(loss));
    if (rpo?.oneWay) {
      const range = formatUncertain(rpo.oneWay, formatDuration);
      add(`the way of the data over the line: ${range}`, rpo.oneWay.high - rpo.oneWay.low);
    }
    add(`the age of the copy at '${bound.to.name}'`, parts.length === 0 ? spreadOf(loss) : 0);
  }
  return parts;
}

/** Steps of the critical path, by how much longer they may take. */
function timeParts({ criticalPath }: Recovery): readonly Part[] {
  return criticalPath.flatMap((step) => {
    const spread = stretch(step, "high") - stretch(step, "low");
    const [low, high] = [stretch(step, "low"), stretch(step, "high")];
    if (!(spread > 0)) return [];
    const range = Number.isFinite(high)
      ? `${formatDuration(Math.max(0, low))} … ${formatDuration(high)}`
      : "perhaps without end";
    return [{ words: `how long this takes: ${step.step} (${range})`, spread }];
  });
}

/** How long a step takes in one case; it may also start later in the worst one. */
function stretch({ start, end }: ScheduledStep, bound: keyof Uncertain): number {
  return secondsOf(end[bound]) - (start[bound].kind === "never" ? 0 : secondsOf(start[bound]));
}

function spreadOf({ low, high }: UncertainDuration): number {
  return low.kind === "never" ? 0 : secondsOf(high) - low.time;
}

/** For comparing alone: what never ends is longer than all else. */
function secondsOf(duration: Duration): number {
  return duration.kind === "never" ? Number.MAX_VALUE : duration.time;
}
