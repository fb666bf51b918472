import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Duration, UncertainDuration } from "../kernel/duration.ts";
import { type Verdict, worstVerdict } from "../kernel/within-limit.ts";
import type { Candidate } from "./candidate.ts";
import { candidateWords, takesWords } from "./candidate-words.ts";
import { likelyLoss } from "./loss-words.ts";
import { feasibilityOf, infeasible, judge } from "./scenario-objectives.ts";
import type { Objectives, RejectedCandidate } from "./workload-outcome.ts";

export interface Choice {
  readonly chosen: Candidate | undefined;
  readonly rejected: readonly RejectedCandidate[];
}

/**
 * The best way to recover: objectives met first, by copies that work as planned; then the least loss, then the least
 * time. Of those that lose the same and meet everything, the place that is preferred goes before the least time.
 * `timeOf` is asked only where it decides. The order of the candidates does not matter.
 */
export function chooseCandidate(
  candidates: readonly Candidate[],
  judged: Objectives,
  preferred: readonly string[],
  timeOf: (candidate: Candidate) => UncertainDuration,
): Choice {
  const [only] = candidates;
  if (!only || candidates.length === 1) return { chosen: only, rejected: [] };
  const ranked = candidates.map((candidate) => new Ranked(candidate, judged, preferred, timeOf));
  ranked.sort((a, b) => compareKeys(a.loss, b.loss));
  let best: Ranked | undefined;
  const rejected: [Ranked, string][] = [];
  for (const next of ranked) {
    if (best && best.rank === 0 && compareKeys(best.loss, next.loss) < 0) {
      rejected.push([next, losesMore(next, best)]);
    } else if (!best) {
      best = next;
    } else {
      const why = compare(best, next);
      if (why.order <= 0) rejected.push([next, why.words(next, best)]);
      else {
        rejected.push([best, why.words(best, next)]);
        best = next;
      }
    }
  }
  return {
    chosen: best?.candidate,
    rejected: rejected.map(([{ candidate }, why]) => ({ candidate, what: candidateWords(candidate), why })),
  };
}

const RANKS: Readonly<Record<Verdict, number>> = { met: 0, "at-risk": 1, missed: 2 };

type Key = readonly [likely: number, high: number, low: number];

/** A candidate with what it is judged by, found when it is asked for. */
class Ranked {
  readonly loss: Key;
  private found: number | undefined;

  constructor(
    readonly candidate: Candidate,
    readonly judged: Objectives,
    private readonly preferred: readonly string[],
    private readonly timeOf: (candidate: Candidate) => UncertainDuration,
  ) {
    this.loss = keyOf(candidate.loss);
  }

  get time(): UncertainDuration {
    return this.timeOf(this.candidate);
  }

  /** 0 when all that is judged is met, 2 when something is missed even at best. */
  get rank(): number {
    this.found ??= this.rankNow();
    return this.found;
  }

  /** Place in the order of preference; where none is named for it, first. */
  get preference(): number {
    return Math.max(0, this.preferred.indexOf(this.candidate.place.name));
  }

  private rankNow(): number {
    const { candidate, judged } = this;
    const byLoss = judge(candidate.workload, judged, candidate.loss, undefined).verdict;
    const known = worstVerdict([byLoss === "none" ? "met" : byLoss, feasibilityOf(candidate)]);
    const timed = judged.rto !== undefined || judged.mtd !== undefined;
    if (known === "missed" || !timed) return RANKS[known];
    const { verdict } = judge(candidate.workload, judged, candidate.loss, this.time);
    return RANKS[worstVerdict([known, verdict === "none" ? "met" : verdict])];
  }
}

interface Comparison {
  /** Negative when the first is better. */
  readonly order: number;
  /** Why the worse one is not taken. */
  readonly words: (worse: Ranked, better: Ranked) => string;
}

function compare(a: Ranked, b: Ranked): Comparison {
  const ranks = a.rank - b.rank;
  if (ranks !== 0) return { order: ranks, words: missesWords };
  const losses = compareKeys(a.loss, b.loss);
  if (losses !== 0) return { order: losses, words: losesMore };
  const preference = a.preference - b.preference;
  const preferred: Comparison = {
    order: preference,
    words: (_, { candidate }) => `'${candidate.place.name}' is preferred, and meets the objectives as well`,
  };
  if (a.rank === 0 && preference !== 0) return preferred;
  const times = compareKeys(keyOf(a.time), keyOf(b.time));
  if (times !== 0) return { order: times, words: takesLonger };
  if (preference !== 0) return { ...preferred, words: (_, { candidate }) => `'${candidate.place.name}' is preferred` };
  const words = () => "is as good";
  const home = Number(isHome(b.candidate)) - Number(isHome(a.candidate));
  return { order: home || (candidateWords(a.candidate) < candidateWords(b.candidate) ? -1 : 1), words };
}

function isHome({ workload, place }: Candidate): boolean {
  return workload.site?.name === place.name;
}

function losesMore({ candidate }: Ranked, better: Ranked): string {
  return `loses ${likelyLoss(candidate.loss)} instead of ${likelyLoss(better.candidate.loss)}`;
}

function takesLonger({ time }: Ranked, better: Ranked): string {
  const { likely } = better.time;
  return likely.kind === "never" ? takesWords(time) : `${takesWords(time)} instead of ${formatDuration(likely.time)}`;
}

/** What the worse one does not reach, or may not. */
function missesWords(worse: Ranked): string {
  const { candidate, judged } = worse;
  const copy = infeasible(candidate.source);
  if (copy) return `${copy.verdict === "missed" ? "cannot" : "may not"} work as planned (${copy.reasons.join(", ")})`;
  const rpo = judge(candidate.workload, { ...judged, rto: undefined, mtd: undefined }, candidate.loss, undefined);
  if (judged.rpo !== undefined && rpo.missed.length > 0) {
    return `${missVerb(rpo.verdict)} the RPO of ${formatDuration(judged.rpo)}: loses ${likelyLoss(candidate.loss)}`;
  }
  const { verdict } = judge(candidate.workload, judged, candidate.loss, worse.time);
  const limit = judged.rto ?? judged.mtd;
  const what = judged.rto === undefined ? "MTD" : "RTO";
  const of = limit === undefined ? "" : ` of ${formatDuration(limit)}`;
  return `${missVerb(verdict)} the ${what}${of}: ${takesWords(worse.time)}`;
}

function missVerb(verdict: Verdict | "none"): string {
  return verdict === "missed" ? "misses" : "may miss";
}

/** In whole milliseconds: less is rounding. */
function keyOf({ likely, high, low }: UncertainDuration): Key {
  return [milliseconds(likely), milliseconds(high), milliseconds(low)];
}

function milliseconds(duration: Duration): number {
  return duration.kind === "never" ? Number.MAX_VALUE : Math.round(duration.time * 1000);
}

function compareKeys(a: Key, b: Key): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
