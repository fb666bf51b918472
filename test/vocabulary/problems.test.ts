import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { unmark } from "../support/marked-text.ts";
import { problemsWithoutMissing, readText } from "../support/read-text.ts";
import { CASES, HEADERS } from "./attribute-cases.ts";

/** Problem by problem: what the author wrote with the place marked, the code, and the words. */
const SITE = "site a { location 1, 2; ";
const LINK = "link wan a <-> b { bandwidth 1 Gbps; ";
const MESSAGES: readonly (readonly [text: string, code: string, message: string])[] = [
  ["<|sitee|> a { }", "unknown-block", "Unknown block 'sitee': did you mean 'site'?"],
  ["<|bandwidth|> 3 Mbps", "misplaced-attribute", "'bandwidth' is an attribute: it stands inside a 'link' block"],
  ['<|step|> a "x"', "misplaced-attribute", "A 'step' stands inside a 'runbook'"],
  [
    "link wan a <-> b { <|bandwith|> 155 Mbps; bandwidth 1 Gbps }",
    "unknown-attribute",
    "Unknown attribute 'bandwith' in link 'wan': did you mean 'bandwidth'?",
  ],
  [`${SITE}<|rtt|> 3 ms }`, "misplaced-attribute", "'rtt' belongs in a 'link' block, not in site 'a'"],
  [`${SITE}<|tier|> gold }`, "misplaced-attribute", "'tier' belongs in a 'workload' block, not in site 'a'"],
  [`${SITE}<|xyzzy|> }`, "unknown-attribute", "Unknown attribute 'xyzzy' in site 'a'"],
  [`${LINK}rtt 3 ms; <|rtt|> 4 ms }`, "repeated-attribute", "'rtt' is given twice; the first one counts"],
  ["<|link wan a <-> b|> { }", "missing-attribute", "Link 'wan' needs 'bandwidth', for example bandwidth 155 Mbps"],
  ["<|site|> { location 1, 2 }", "missing-attribute", "This site block needs a name, for example frankfurt"],
  [
    "<|link wan|> { bandwidth 1 Gbps }",
    "missing-attribute",
    "Link 'wan' needs the name of a site, for example frankfurt",
  ],
  [`${LINK}<|rtt|> }`, "missing-value", "Missing value after 'rtt': a duration, as in 'rtt 24..28 ms'"],
  [
    "replicate a <|to|> { mode async }",
    "missing-value",
    "Missing value after 'to': the name of a site, for example dublin",
  ],
  [`${SITE}boot-time <|4|> }`, "missing-unit", "Missing unit after 'boot-time 4': one of s, min, h"],
  [`${LINK}rtt <|5 m|> }`, "wrong-dimension", "'5 m' is a distance; a duration is meant: 'min'?"],
  [
    `${LINK}rtt <|5 GB|> }`,
    "wrong-dimension",
    "'5 GB' is an amount of data; a duration is meant: for example 24..28 ms",
  ],
  [
    `${SITE}restore-rate 3 <|MBps|> }`,
    "ambiguous-unit",
    "'MBps' may mean MB/s or Mbps: they differ by a factor of eight",
  ],
  [`${SITE}boot-time 3 <|minn|> }`, "unknown-unit", "Unknown unit 'minn': did you mean 'min'?"],
  [`${SITE}cost <|5 GBP|> }`, "wrong-dimension", "'cost' is an amount per year: write 'GBP/year'"],
  [`${LINK}available <|120 %|> }`, "out-of-range", "'available' must be more than 0 and at most 100 %, not 120 %"],
  [`${LINK}medium <|mplss|> }`, "unknown-value", "Unknown medium 'mplss': did you mean 'mpls'?"],
  [`${LINK}layer2 <|maybe|> }`, "unknown-value", "'layer2' is yes or no, not 'maybe'"],
  [`${LINK}<|standby-for|> wan }`, "contradictory-attributes", "A link cannot stand by for itself"],
  [
    "replicate a to b { mode sync; <|every|> 5 min }",
    "contradictory-attributes",
    "'every' does not go with 'mode sync': only periodic copies and log shipping have an interval",
  ],
  [
    "<|replicate a to b|> { mode periodic }",
    "missing-attribute",
    "This replicate block needs 'every' or 'using': the interval decides how much can be lost",
  ],
  [
    "tier t { rpo 1 h; rto 4 h; <|mtd|> 1 h }",
    "contradictory-attributes",
    "'mtd 1 h' is less than 'rto 4 h': the business must survive at least as long as recovery may take",
  ],
  [`${SITE}hosts <|12 x|> }`, "unexpected-value", "'hosts' is a whole number without a unit, not '12 x'"],
  ["site a <|Data centre one|> { location 1, 2 }", "unexpected-value", 'A text stands in quotes: "Frankfurt DC1"'],
  [`${LINK}conduit river <|bridge|> }`, "unexpected-value", "Missing ',' before 'bridge'"],
  [`${LINK}rtt 5 ms <|fast|> }`, "unexpected-value", "'fast' is one value too many here"],
  [`${LINK}rtt 5 ms <|{|> } }`, "unexpected-value", "'rtt' takes no block: remove the braces"],
  ["migrate a from b to c <|d|> { method cold }", "unexpected-value", "Missing 'over' before 'd'"],
  [
    "drill <|2026-02-30|> { scenario s }",
    "unexpected-value",
    "'2026-02-30' is not a date; write for example 2026-05-16",
  ],
];

describe("a problem", () => {
  test.each(MESSAGES)("in %s", (marked, code, message) => {
    const { text, ranges } = unmark(marked);
    const told = readText(text).problems.map((problem) => [problem.code, problem.message, problem.span]);
    expect(told).toEqual([[code, message, ranges[0]]]);
  });
});

/** Text before and after the first repair of the first problem. */
const REPAIRS: readonly (readonly [before: string, after: string])[] = [
  ["sitee a { location 1, 2 }", "site a { location 1, 2 }"],
  ["link wan a <-> b { bandwith 1 Gbps }", "link wan a <-> b { bandwidth 1 Gbps }"],
  ["link wan a <-> b { rtt 5 m; bandwidth 1 Gbps }", "link wan a <-> b { rtt 5 min; bandwidth 1 Gbps }"],
  ["link wan a <-> b { }", "link wan a <-> b { bandwidth 155 Mbps  }"],
  ["link wan a <-> b", "link wan a <-> b { bandwidth 155 Mbps }"],
  ["link wan a <-> b {\n  rtt 3 ms\n}", "link wan a <-> b {\n  rtt 3 ms\n  bandwidth 155 Mbps\n}"],
  ["link wan a <-> b {\n}", "link wan a <-> b {\n  bandwidth 155 Mbps\n}"],
  ["link wan { bandwidth 1 Gbps }", "link wan frankfurt <-> dublin { bandwidth 1 Gbps }"],
  ["site a {\n  location 1, 2\n  hosts 3\n  hosts 4\n}", "site a {\n  location 1, 2\n  hosts 3\n}"],
  ["site a { location 1, 2; hosts 3; hosts 4; standby hot }", "site a { location 1, 2; hosts 3; standby hot }"],
  ['site "a" { location 1, 2 }', "site a { location 1, 2 }"],
  ["site a Data centre one { location 1, 2 }", 'site a "Data centre one" { location 1, 2 }'],
  ["link wan a <-> b { bandwidth 30..20 Mbps }", "link wan a <-> b { bandwidth 20..30 Mbps }"],
  ["link wan a <-> b { bandwidth 3 MBps }", "link wan a <-> b { bandwidth 3 MB/s }"],
  ["link wan a <-> b { bandwidth 155 }", "link wan a <-> b { bandwidth 155 Mbps }"],
  ["scenario s { lose site a; expect gold rpo 5 min }", "scenario s { lose site a; expect gold rpo <= 5 min }"],
  ["site a { location 1, 2; cost 5 GBP }", "site a { location 1, 2; cost 5 GBP/year }"],
  ["runbook { step a { takes 5 min; kind alrt } }", "runbook { step a { takes 5 min; kind alert } }"],
  ["runbook { step a }", "runbook { step a { takes 10 min } }"],
];

describe("the first repair", () => {
  test.each(REPAIRS)("of %j gives %j", (before, after) => {
    const repair = readText(before).problems[0]?.repairs[0];
    expect(applyEdits(before, repair?.edits ?? [])).toBe(after);
  });

  const all = Object.entries(CASES).flatMap(([kind, cases]) => cases.map(([, , bad]) => `${HEADERS[kind]} { ${bad} }`));
  const repairs = all.flatMap((marked) => {
    const { text } = unmark(marked);
    return problemsWithoutMissing(readText(text)).flatMap((problem) =>
      problem.repairs.map((repair) => ({ text, problem, repair })),
    );
  });
  test.each(repairs)("$repair.title in $text makes progress", ({ text, problem, repair }) => {
    const repaired = applyEdits(text, repair.edits);
    const file = parseFile(repaired, parseOptions());
    expect(file.blocks.flatMap((block) => block.errors)).toEqual([]);
    const before = readText(text).problems.map(({ code, message }) => `${code}: ${message}`);
    const after = readText(repaired).problems.map(({ code, message }) => `${code}: ${message}`);
    expect(after).not.toContain(`${problem.code}: ${problem.message}`);
    expect(after.length).toBeLessThan(before.length);
  });
});

describe("a half-typed attribute", () => {
  const whole = "link wan a <-> b { rtt 3 ms; bandwidth 155 Mbps; medium mpls }";
  const from = whole.indexOf("bandwidth");
  const prefixes = Array.from({ length: "bandwidth 155 Mbps".length }, (_, length) => length);
  test.each(prefixes)("of %i letters leaves the rest of its block alone", (length) => {
    const text = whole.slice(0, from + length) + whole.slice(from + "bandwidth 155 Mbps".length);
    expect(readText(text).value).toMatchObject({ name: "wan", from: "a", to: "b", rtt: "3 ms", medium: "mpls" });
  });
});

test("an ambiguous unit keeps its value, an error does not", () => {
  const document = readText("site a { location 1, 2; restore-rate 3 MBps; boot-time 3 GB }");
  expect(document.value).toEqual({ name: "a", location: "1, 2", "restore-rate": "3 MBps" });
});
