import { describe, expect, it } from "vitest";
import { after, never, type UncertainDuration } from "../../server/src/estimate/kernel/duration.ts";
import { takesWords } from "../../server/src/estimate/recovery/candidate-words.ts";
import { likelyLoss, lossSpan } from "../../server/src/estimate/recovery/loss-words.ts";
import type { MissedOutcome } from "../../server/src/findings/missed-outcome.ts";
import { backWords, losesWords } from "../../server/src/findings/objective-words.ts";
import { seconds } from "../../server/src/quantity/quantity.ts";

type Verdict = MissedOutcome["verdict"];

const H = 3600;
const range = (low: UncertainDuration["low"], likely = low, high = likely): UncertainDuration => ({
  low,
  likely,
  high,
});
const GONE = never("corrupted-everywhere");
const BEHIND = never("unbounded-lag");
const hour = (count: number) => after(count * H);
const missed = (reached: UncertainDuration, verdict: Verdict) => ({ reached, objective: seconds(H), verdict });

describe("a loss in words", () => {
  it.each<readonly [UncertainDuration, Verdict, string, string, string]>([
    [range(hour(4)), "missed", "loses up to 4 h", "4 h", "4 h"],
    [
      range(hour(0.5), hour(2), hour(4)),
      "at-risk",
      "may lose too much: ≈ 2 h (30 min … 4 h)",
      "≈ 2 h (30 min … 4 h)",
      "2 h",
    ],
    [
      range(hour(0.5), hour(0.5), GONE),
      "at-risk",
      "may lose too much: ≈ 30 min (30 min … all data)",
      "≈ 30 min (30 min … all data)",
      "30 min",
    ],
    [
      range(hour(0.5), GONE),
      "at-risk",
      "may lose all data (at best 30 min)",
      "all data (at best 30 min)",
      "all data (at best 30 min)",
    ],
    [
      range(hour(2), GONE),
      "missed",
      "loses 2 h at best, and likely all data",
      "all data (at best 2 h)",
      "all data (at best 2 h)",
    ],
    [range(BEHIND), "missed", "loses more and more", "without end", "more and more"],
    [
      range(hour(0.5), BEHIND),
      "at-risk",
      "may lose more and more (at best 30 min)",
      "without end (at best 30 min)",
      "more and more (at best 30 min)",
    ],
  ])("%o, %s: %s", (reached, verdict, sentence, figure, likely) => {
    expect(losesWords(missed(reached, verdict))).toBe(sentence);
    expect(lossSpan(reached)).toBe(figure);
    expect(likelyLoss(reached)).toBe(likely);
  });
});

describe("a time of recovery in words", () => {
  const ENDLESS = never("no-capacity");
  it.each<readonly [UncertainDuration, Verdict, string, string]>([
    [range(hour(9)), "missed", "is back 9 h", "takes 9 h"],
    [range(hour(1), hour(3), hour(9)), "at-risk", "may be back too late: ≈ 3 h (1 h … 9 h)", "takes 3 h"],
    [range(hour(1), hour(3), ENDLESS), "at-risk", "may be back too late: ≈ 3 h (1 h … never)", "takes 3 h"],
    [range(hour(1), ENDLESS), "at-risk", "may never be back: at best 1 h", "may never end (at best 1 h)"],
    [range(hour(9), ENDLESS), "missed", "is likely never back: at best 9 h", "may never end (at best 9 h)"],
    [range(ENDLESS), "missed", "is never back", "never ends"],
  ])("%o, %s: %s", (reached, verdict, sentence, taking) => {
    expect(backWords(missed(reached, verdict))).toBe(sentence);
    expect(takesWords(reached)).toBe(taking);
  });
});
