import { describe, expect, test } from "vitest";
import { finish } from "../../server/src/base/steps.ts";
import { explainedAt } from "../../server/src/features/explained-at.ts";
import { hoverAt } from "../../server/src/features/hover.ts";
import { analyseText, MAIN } from "../support/analyse-text.ts";

/** A leased line carries 96 % of its bandwidth: 10 Mbps are 1.2 MB/s, a tenth less no longer the change of 1.15 MB/s. */
const PLAN = `plan "P" { detect 5 min }
site york { location 53.96, -1.08; standby warm }
site leeds { location 53.80, -1.55; standby warm }
link line york <-> leeds { bandwidth 10 Mbps; medium leased-line; rtt 4 ms }
tier silver { rpo 5 min; rto 4 h }
tier empty { rpo 5 min }
workload files { site york; tier silver; data 1 TB; change 1.15 MB/s; memory 8 GB; dirty-rate 100 kB/s }
replicate files to leeds { mode async; history 1 d every 1 h }
backup nightly of files to leeds { every 1 d; takes 2 h }
migrate files from york to leeds { method live }
scenario fire "Fire" { lose site york }
runbook for loss-of-line { step call "Call" { takes 5 min } } // by phone
`;

/** What is explained where a text first occurs in the plan, and whether the hover there leads to it. */
function explained(text: string) {
  const analysis = analyseText(PLAN);
  const offset = PLAN.indexOf(text) + 1;
  const explanation = finish(explainedAt(analysis, MAIN, offset));
  return {
    title: explanation?.title,
    lines: (explanation?.markdown ?? "").replaceAll("\u00a0", " ").split("\n"),
    linked: hoverAt(analysis, MAIN, offset)?.explained ?? false,
  };
}

describe("what has figures is explained, with what moves them", () => {
  test.each([
    // at, title, a row of what moves it, why
    ["link line", "link line", "rtt of 'line' | 3.6 ms | 4.4 ms | 3.6 ms … 4.4 ms", "4 ms ± 10 %"],
    [
      "workload files",
      "workload files",
      "bandwidth of 'line' | 9 Mbps | 11 Mbps | without end … 5 s",
      "1.08 < 1.15 MB/s",
    ],
    ["replicate", "replicate files to leeds", "assumed product-lag | 1 s | 60 s | 1 s … 60 s", "the end of its range"],
    [
      "backup",
      "backup nightly",
      "every of 'nightly' | 21 h 36 min | 26 h 24 min | 23 h 36 min … 28 h 24 min",
      "and 2 h",
    ],
    [
      "scenario",
      "scenario fire",
      "assumed declare | 54 min | 1 h 6 min | 1 h 34 min … 1 h 46 min",
      "5 + 60 + 30 + 5 min",
    ],
    [
      "tier silver",
      "tier silver",
      "assumed declare | 54 min | 1 h 6 min | 1 h 39 min … 1 h 51 min",
      "and 5 min to revert",
    ],
  ])("at '%s': %s, %s (%s)", (at, title, row) => {
    const told = explained(at);
    expect(told.title).toBe(title);
    expect(told.linked).toBe(true);
    expect(told.lines[0]).toBe(`# ${title}`);
    expect(told.lines).toContain(`| ${row} |`);
  });

  test.each([
    // at, title, why
    ["files to leeds", "workload files", "a name stands for what it names"],
    ["line york", "link line", "also where it is declared"],
    ["silver; data", "tier silver", "a tier that a workload names"],
    ["loss-of-line", "scenario loss-of-line", "a scenario that every plan has"],
  ])("at '%s': %s (%s)", (at, title) => {
    const told = explained(at);
    expect([told.title, told.linked]).toEqual([title, true]);
  });
});

describe("from the keyboard, the block around is explained", () => {
  test.each([
    ["async", "replicate files to leeds", "a value"],
    ["bandwidth", "link line", "an attribute"],
    ["leeds { mode", "replicate files to leeds", "a name without figures"],
    ["live }", "migrate files from york to leeds", "a block without a name"],
  ])("at '%s': %s (%s)", (at, title) => {
    const told = explained(at);
    expect([told.title, told.linked]).toEqual([title, false]);
  });
});

test.each([
  ["plan", "a plan has no figures of its own"],
  ["site", "nor has a site"],
  ["tier empty", "a tier that nothing is in"],
  ["runbook", "a runbook"],
  ["by phone", "a comment"],
])("nothing is explained at '%s' (%s)", (at) => {
  const told = explained(at);
  expect([told.title, told.linked]).toEqual([undefined, false]);
});
