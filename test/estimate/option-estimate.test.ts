import { describe, expect, test } from "vitest";
import { estimateDesign, estimateOptions, type OptionEstimate } from "../../server/src/estimate/option-estimate.ts";
import type { PlanOutcome } from "../../server/src/estimate/plan-outcomes.ts";
import { planEstimates } from "../support/plan-estimates.ts";

/** 10 Mbps of leased line carry 1.2 MB/s, enough for 1 MB/s of changes; 4 Mbps carry 0.48 MB/s, which is not. */
const BASE = `plan "p" { currency GBP; detect 1 min; declare 1 min; mobilise 1 min }
site york { location 53.96, -1.08; cost 100 GBP/year }
site leeds { location 53.80, -1.55; standby hot }
link line york <-> leeds { bandwidth 10 Mbps; medium leased-line }
tier silver { rpo 5 min; rto 4 h; corruption-rpo 100 year; corruption-rto 100 year }
workload files { site york; tier silver; data 1 TB; change 1 MB/s }
replicate files to leeds { mode async; history 1 w every 1 h; promote 5 min }
`;

const OPTIONS = {
  slow: "option slow { link line { bandwidth 4 Mbps } }",
  none: "option none { without replicate files }",
  strict: "option strict { tier silver { rto 1 min } }",
  wider: "option wider { setup 1_000 GBP; link line { bandwidth 100 Mbps } }",
};

function optionsOf(...texts: readonly string[]): readonly OptionEstimate[] {
  return estimateOptions(planEstimates([BASE, ...texts].join("\n")));
}

function option(text: string): OptionEstimate {
  const [only, second] = optionsOf(text);
  if (!only || second) throw new Error("Not one option.");
  return only;
}

function missedOf({ missed }: OptionEstimate): readonly string[] {
  return missed.map(({ scenario, workload, objective }) => `${scenario} ${workload} ${objective}`);
}

/** Figures that can be compared with those of another plan. */
function told(outcomes: readonly PlanOutcome[]): unknown {
  return outcomes.map(({ scenario, workload, rpo, rto, verdict, met, missed }) => {
    return { scenario, workload: workload.name, rpo, rto, verdict, met, missed };
  });
}

test("a plan that meets all that is asked of it misses nothing", () => {
  const design = estimateDesign(planEstimates(BASE));
  expect(design.missed).toEqual([]);
  // RPO and RTO, when the site is lost and when the files are corrupted.
  expect(design.met).toBe(4);
  expect(design.cost.total?.overHorizon.likely).toBe(300);
});

describe("an option", () => {
  test.each<readonly [keyof typeof OPTIONS, number, readonly string[], string]>([
    ["wider", 4, [], "a wider line meets the same"],
    ["slow", 3, ["loss-of-york files rpo"], "the backlog never ends"],
    ["strict", 3, ["loss-of-york files rto"], "three minutes of people and five of promotion are more than one"],
  ])("%s meets %d objectives, and misses %j (%s)", (name, met, missed) => {
    const found = option(OPTIONS[name]);
    expect([found.name, found.met]).toEqual([name, met]);
    expect(missedOf(found).filter((one) => one.startsWith("loss-of-york"))).toEqual(missed);
  });

  test("without the only copy misses everything", () => {
    const found = option(OPTIONS.none);
    expect(found.met).toBe(0);
    expect(missedOf(found)).toEqual([
      "loss-of-york files rpo",
      "loss-of-york files rto",
      "corruption-of-files files rpo",
      "corruption-of-files files rto",
    ]);
  });

  test("costs what the plan does and it adds", () => {
    const { cost, difference } = option(OPTIONS.wider);
    // 1 000 once and 3 × 100.
    expect([cost.total?.setup.likely, cost.total?.overHorizon.likely]).toEqual([1000, 1300]);
    expect(difference?.payback.likely).toBe("never");
  });

  test("is the plan with its changes written out", () => {
    const written = BASE.replace("10 Mbps", "4 Mbps");
    expect(told(option(OPTIONS.slow).outcomes)).toEqual(told(estimateDesign(planEstimates(written)).outcomes));
  });

  test("does not see other options, in whatever order they stand", () => {
    const texts = Object.values(OPTIONS);
    const all = optionsOf(...texts);
    const reversed = optionsOf(...[...texts].reverse());
    expect(all.map(({ name }) => name)).toEqual(Object.keys(OPTIONS));
    for (const [index, text] of texts.entries()) {
      expect(told(all[index]?.outcomes ?? [])).toEqual(told(option(text).outcomes));
      expect(told(reversed.at(-1 - index)?.outcomes ?? [])).toEqual(told(option(text).outcomes));
    }
  });

  test("leaves the estimates of the plan alone", () => {
    const estimated = planEstimates([BASE, ...Object.values(OPTIONS)].join("\n"));
    const before = told(estimateDesign(estimated).outcomes);
    estimateOptions(estimated);
    expect(told(estimateDesign(estimated).outcomes)).toEqual(before);
  });
});
