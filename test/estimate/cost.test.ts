import { describe, expect, test } from "vitest";
import { costDifference, planCost } from "../../server/src/estimate/cost.ts";
import { optionChanges } from "../../server/src/model/apply-option.ts";
import { variedPlan } from "../../server/src/model/vary-plan.ts";
import { optionNamed, planOfText } from "../support/plan-of-text.ts";

/** Likely amounts of a plan: currency, once, a year, over the horizon. */
function costOf(text: string) {
  const { currency, total } = planCost(planOfText(text));
  return { currency, setup: total?.setup.likely, yearly: total?.yearly.likely, overall: total?.overHorizon.likely };
}

/** The difference that an option makes. */
function difference(text: string, name = "o") {
  const plan = planOfText(text);
  const option = optionNamed(plan, name);
  const { plan: varied } = variedPlan(plan, optionChanges(plan, option).changes);
  return costDifference(planCost(plan), planCost(varied, option));
}

/** Seconds; a year has 365.25 days. */
const YEAR = 31_557_600;

describe("the cost of a plan", () => {
  test.each<readonly [string, string | undefined, number, number, number, string]>([
    // plan, currency, setup, yearly, overall, why
    ['plan "p"', undefined, 0, 0, 0, "nothing has a price"],
    ["site a { setup 1_000 GBP; cost 200 GBP/year }", "GBP", 1000, 200, 1600, "1000 + 3 × 200, three years by default"],
    [
      'plan "p" { horizon 5 year }\nsite a { setup 1_000 GBP; cost 200 GBP/year }',
      "GBP",
      1000,
      200,
      2000,
      "1000 + 5 × 200",
    ],
    ['plan "p" { horizon 18 month }\nsite a { cost 200 GBP/year }', "GBP", 0, 200, 300, "1.5 × 200"],
    [
      "site a { setup 10 EUR }\nlink l a <-> b { cost 5 EUR/year }\ntier t { setup 3 EUR }",
      "EUR",
      13,
      5,
      28,
      "13 + 3 × 5",
    ],
    ["workload w { count 10; setup 2 USD; cost 7 USD/year }", "USD", 20, 70, 230, "ten copies: 20 + 3 × 70"],
    ['runbook { setup 5 GBP; step s "S" { takes 1 min; cost 2 GBP/year } }', "GBP", 5, 2, 11, "with its steps"],
    [
      "site a { setup 5 GBP }\noption o { setup 100 GBP; site a { setup 50 GBP } }",
      "GBP",
      5,
      0,
      5,
      "options are not taken",
    ],
    ['plan "p" { currency EUR; setup 7 EUR }', "EUR", 7, 0, 7, "the plan itself has a price"],
  ])("%s: %s, %d once, %d a year, %d in all (%s)", (text, currency, setup, yearly, overall) => {
    expect(costOf(text)).toEqual({ currency, setup, yearly, overall });
  });

  test("of several currencies has no total", () => {
    const cost = planCost(planOfText("site a { setup 5 GBP }\nsite b { cost 7 EUR/year }\nsite c { cost 8 USD/year }"));
    expect(cost.total).toBeUndefined();
    expect([cost.currency, cost.otherCurrencies]).toEqual(["GBP", ["EUR", "USD"]]);
  });

  test("in another currency than the plan's has no total either", () => {
    const cost = planCost(planOfText('plan "p" { currency CHF }\nsite a { setup 5 GBP }'));
    expect([cost.total, cost.currency, cost.otherCurrencies]).toEqual([undefined, "CHF", ["GBP"]]);
  });

  test("has the range of its amounts", () => {
    const { total } = planCost(planOfText("site a { setup 100..200 GBP; cost 10 GBP/year ± 10 % }"));
    expect(total?.overHorizon.low).toBeCloseTo(100 + 3 * 9, 9);
    expect(total?.overHorizon.likely).toBeCloseTo(150 + 3 * 10, 9);
    expect(total?.overHorizon.high).toBeCloseTo(200 + 3 * 11, 9);
  });
});

/**
 * TechTarget, Virtualizing disaster recovery infrastructure (P. Dorion, 2009): power of servers at 10 cents per kWh over
 * three years. A year has 8 766 h, so 750 W take 6 574.5 kWh for 657.45 USD, and 250 W a third of that, 219.15 USD.
 */
describe("power of servers", () => {
  test("750 W over three years cost USD 1972", () => {
    // 3 × 657.45
    expect(costOf("site room { cost 657.45 USD/year }").overall).toBeCloseTo(1972.35, 6);
  });

  test("ten servers of 250 W consolidated to one of 750 W save USD 4602, 70 %", () => {
    // 10 × 219.15 = 2191.50 a year become 657.45: 1534.05 saved a year, 4602.15 in three.
    const text = `workload servers { count 10; cost 219.15 USD/year }
option o { workload servers { count 1; cost 657.45 USD/year } }`;
    const saved = difference(text);
    expect(saved?.overHorizon.likely).toBeCloseTo(-4602.15, 6);
    expect((saved?.overHorizon.likely ?? 0) / (costOf(text).overall ?? 1)).toBeCloseTo(-0.7, 9);
    expect(saved?.payback.likely).toBe(0);
  });
});

describe("payback", () => {
  const BASE = "site a { cost 500 GBP/year }\nsite b { setup 40..60 GBP; cost 10 GBP/year }\n";
  test.each<readonly [string, number, number, number | "never", string]>([
    // option, setup, yearly, payback in years, why
    ["setup 1_000 GBP; site a { cost 100 GBP/year }", 1000, -400, 2.5, "1000 / 400"],
    ["setup 1_000 GBP; site a { cost 700 GBP/year }", 1000, 200, "never", "dearer once and every year"],
    ["setup 1_000 GBP", 1000, 0, "never", "it saves nothing"],
    ["site a { cost 100 GBP/year }", 0, -400, 0, "cheaper at once"],
    ["cost 30 GBP/year", 0, 30, "never", "dearer every year"],
    ["", 0, 0, 0, "the same"],
    ["without site a; setup 250 GBP", 250, -500, 0.5, "250 / 500"],
  ])("%s: %d once, %d a year, %s years (%s)", (option, setup, yearly, years) => {
    const found = difference(`${BASE}option o { ${option} }`);
    expect([found?.setup, found?.yearly].map((amount) => amount?.likely)).toEqual([setup, yearly]);
    // What both designs have alike makes no difference, though it is uncertain.
    expect(found?.setup.low).toBe(found?.setup.high);
    expect(found?.payback.likely).toEqual(years === "never" ? "never" : years * YEAR);
  });

  test("has the range of what differs", () => {
    // 1000 / (500 − 100) = 2.5 years, 1000 / (500 − 300) = 5 years.
    const found = difference(`${BASE}option o { setup 1_000 GBP; site a { cost 100..300 GBP/year } }`);
    expect([found?.payback.low, found?.payback.high]).toEqual([2.5 * YEAR, 5 * YEAR]);
  });

  test("may be never in the worst case alone", () => {
    const found = difference(`${BASE}option o { setup 1_000 GBP; site a { cost 100..600 GBP/year } }`);
    expect([found?.payback.low, found?.payback.high]).toEqual([2.5 * YEAR, "never"]);
  });

  test("is not known between two currencies", () => {
    expect(difference(`${BASE}option o { setup 1_000 EUR }`)).toBeUndefined();
    expect(
      costDifference(planCost(planOfText("site a { setup 1 EUR }")), planCost(planOfText("site a { setup 1 GBP }"))),
    ).toBe(undefined);
  });
});
