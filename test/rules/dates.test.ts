import { expect, test } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { MAIN, sourceFile } from "../support/analyse-text.ts";

const SITE = "site york { location 53.96, -1.08 }\nscenario fire { lose site york }\nscenario flood { lose site york }";

// Days by hand: 2026 is no leap year. A year is counted as 366 days and a day of grace.
const rows: readonly (readonly [string, string | undefined, readonly string[], string])[] = [
  // plan, today, found, why
  ['plan "A" { reviewed 2025-11-21 }', "2026-11-22", [], "366 days"],
  ['plan "A" { reviewed 2025-11-19 }', "2026-11-22", ["review-overdue"], "368 days"],
  ['plan "A" { reviewed 2025-11-19 }', undefined, [], "no day to judge by"],
  ['plan "A" { reviewed 2026-05-11; review-every 6 month }', "2026-11-22", ["review-overdue"], "195 days against 183"],
  ['plan "A" { reviewed 2026-05-11; review-every 6 month }', "2026-11-10", [], "183 days"],
  ['plan "A" { reviewed 2026-11-23 }', "2026-11-22", ["review-overdue"], "tomorrow"],
  ['plan "A"', "2026-11-22", [], "nothing promised"],
  ['plan "A" { test-every 12 month }', "2026-11-22", ["drill-overdue"], "neither scenario was drilled"],
  ['plan "A" { test-every 12 month }', undefined, [], "no day to judge by"],
  [
    'plan "A" { test-every 12 month }\ndrill 2026-01-10 { scenario fire }\ndrill 2026-02-10 { scenario flood }',
    "2026-11-22",
    [],
    "both drilled",
  ],
  [
    'plan "A"\ndrill 2026-01-10 { scenario fire }\ndrill 2025-02-10 { scenario flood }',
    "2026-11-22",
    [],
    "the flood was drilled 650 days ago, but nothing is promised for each scenario",
  ],
  [
    'plan "A" { test-every 12 month }\ndrill 2026-01-10 { scenario fire }\ndrill 2025-02-10 { scenario flood }',
    "2026-11-22",
    ["drill-overdue"],
    "the flood was drilled 650 days ago",
  ],
  ['plan "A"\ndrill 2025-02-10 { scenario flood }', "2026-11-22", ["drill-overdue"], "no drill for 650 days"],
  [
    'plan "A" { test-every 12 month }\ndrill 2026-01-10 { scenario fire }\ndrill 2026-12-10 { scenario flood }',
    "2026-11-22",
    ["drill-overdue"],
    "a drill that is planned proves nothing",
  ],
  [
    'plan "A" { reviewed 2026-03-01 }\nregion north { changed 2026-04-01 }',
    "2026-11-22",
    ["changed-since-review"],
    "changed after the review",
  ],
  ['plan "A" { reviewed 2026-03-01 }\nregion north { changed 2026-03-01 }', "2026-11-22", [], "reviewed that day"],
  ['plan "A" { reviewed 2026-03-01 }\nregion north { changed 2026-12-01 }', "2026-11-22", [], "will change"],
  [
    'plan "A" { reviewed 2026-05-01 }\nregion north { changed 2026-04-01 }\ndrill 2026-03-10 { scenario fire }\ndrill 2026-03-10 { scenario flood }',
    "2026-11-22",
    ["changed-since-review"],
    "drilled before",
  ],
];

test.each(rows)("%s on %s: %j (%s)", (text, today, expected) => {
  const source = sourceFile(`${text}\n${SITE}`);
  const { findings } = analyse(MAIN, () => source, undefined, today === undefined ? {} : { today });
  const found = [...findings.values()].flat().filter(({ severity }) => severity === "error" || severity === "warning");
  expect(found.map(({ rule }) => rule)).toEqual(expected);
});
