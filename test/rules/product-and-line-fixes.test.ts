import { expect, test } from "vitest";
import { quickFixes } from "../../server/src/features/quick-fixes.ts";
import { analyseText, MAIN, sourceFile } from "../support/analyse-text.ts";

/** What is offered against findings of a rule. */
function offered(text: string, rule: string): readonly string[] {
  const source = sourceFile(text);
  const all = quickFixes(analyseText(text), MAIN, { start: 0, end: text.length }, () => source);
  return all.filter(({ finding }) => finding.rule === rule).map(({ title }) => title.replaceAll("\u00a0", " "));
}

const plan = (rtt: string, using: string) => `site a { location 50.11, 8.68 }
site b { location 48.86, 2.35 }
link wan a <-> b { bandwidth 10 Gbps; rtt ${rtt} }
tier t { rpo 24 h; rto 24 h; corruption-rpo 24 h; corruption-rto 24 h }
workload files { site a; tier t; data 60 GB; change 250 kB/s }
replicate files to b { mode sync; ${using}; history 7 d every 1 h }
`;

// Published: vSAN stretched 5 ms; of hypervisors no other synchronous product surely allows more than 5 ms.
test.each([
  ["7 ms, hypervisor", plan("7 ms", "using vsan-stretched"), 0],
  // Of arrays several allow 10 ms and more (catalogue): Peer Persistence 4.0 10 ms, ActiveCluster 11 ms, Continuous Access 20 ms.
  ["7 ms, array with a limit of 5 ms", plan("7 ms", "using peer-persistence"), 1],
  ["900 ms: no product goes there", plan("900 ms", "using peer-persistence"), 0],
])("another product is offered where one of its kind allows the round trip: %s", (_what, text, least) => {
  const titles = offered(text, "sync-too-far").filter((title) => title.startsWith("Use "));
  if (least === 0) expect(titles).toEqual([]);
  else expect(titles.length).toBeGreaterThanOrEqual(least);
  for (const title of titles) expect(title).toMatch(/ instead of .* \(allows a round trip of \d+ ms/);
});

test("a line that stands by is offered where one line carries all", () => {
  const titles = offered(plan("2 ms", "using srdf-s"), "single-line");
  expect(titles).toEqual(["Add a line of 10 Gbps that stands by for 'wan' (a second line to pay for, on another way)"]);
});
