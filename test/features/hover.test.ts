import { describe, expect, test } from "vitest";
import { derivationMarkdown } from "../../server/src/features/derivation-markdown.ts";
import { type Hover, hoverAt } from "../../server/src/features/hover.ts";
import { analyseText, MAIN } from "../support/analyse-text.ts";
import { unmark } from "../support/marked-text.ts";

/** The hover at the cursor; a marked range is what it must be about. */
function hoversAt(marked: string): Hover {
  const { text, cursor, ranges } = unmark(marked);
  const hover = hoverAt(analyseText(text), MAIN, cursor ?? -1);
  if (!hover) throw new Error("There is no hover.");
  if (ranges[0]) expect(hover.span).toEqual(ranges[0]);
  return hover;
}

/** The first line of the hover at the cursor. */
function saysAt(marked: string, expected: string): void {
  expect(hoversAt(marked).markdown.split("\n")[0]?.replaceAll("\u00a0", " ")).toBe(expected);
}

function silentAt(marked: string): void {
  const { text, cursor } = unmark(marked);
  expect(hoverAt(analyseText(text), MAIN, cursor ?? -1)).toBeUndefined();
}

describe("a quantity says what it comes to", () => {
  // Expected by hand: 155 Mbps / 8 = 19.375 MB/s, × 86 400 s = 1.674 TB; 4 TB / 2^40 = 3.638 TiB.
  test.each([
    ["link w a <-> b { bandwidth <|15<|>5 Mbps|> }", "**155 Mbps** = 19.4 MB/s = 1.67 TB a day"],
    ["workload o { change <|12 MB<|>/s|> }", "**12 MB/s** = 96 Mbps = 1.04 TB a day"],
    ["workload o { data <|4 <|>TB|> }", "**4 TB** = 3.64 TiB"],
    ["workload o { data 4 TB; change <|5<|> %/day|> }", "**5 %/day** = 18.5 Mbps = 2.31 MB/s = 200 GB a day"],
    ["link w a <-> b { rtt <|8..<|>12 ms|> }", "**8..12 ms** = 8 ms … 12 ms"],
    ["tier t { mtd <|2<|> d|> }", "**2 d** = 48 h"],
    ["tier t { rto <|9<|>0 min|> }", "**90 min** = 1 h 30 min"],
    ["site a { provision-rate <|20<|>/h|> }", "**20/h** = one every 3 min"],
    // 2 × 1350 km × 1.4682 / 299 792.458 km/s = 13.22 ms
    ["link w a <-> b { distance <|1_350<|> km|> }", "**1 350 km** = 13.2 ms there and back for light in glass"],
    ["link w a <-> b { bandwidth <|2 MB<|>ps|> }", "**2 MBps** is ambiguous: `2 MB/s` or `2 Mbps`, a factor of eight."],
  ])("%s", saysAt);
});

describe("other values", () => {
  test.each([
    ["site a { location <|50.11, <|>8.68|> }", "**50.11° N, 8.68° E**"],
    ["site a { location <|33.87 S, 151.21<|> E|> }", "**33.87° S, 151.21° E**"],
    ["site a { location <|aws:eu-<|>west-1|> }", "**53.35° N, 6.26° W** · cloud region `aws:eu-west-1` at Dublin, IE"],
    ['site a { location <|"Dub<|>lin"|> }', "**53.35° N, 6.26° W** · Dublin, IE"],
    [
      'plan "P" { timezone "Europe/Berlin" }\nworkload o { change 1 MB/s <|mon-fri 09:<|>00-17:00|> }',
      "**mon-fri 09:00-17:00** = 40 h of the week's 168, in Europe/Berlin",
    ],
    ['plan "P" { reviewed <|2026-<|>09-14|> }', "**2026-09-14** = Monday, 14 September 2026"],
    ["replicate o to a { mode <|sy<|>nc|> }", "**sync**"],
    ["link w a <|<<|>->|> b {}", "**<->**"],
  ])("%s", saysAt);
});

describe("what has nothing to say is silent", () => {
  test.each([
    'site a "La<|>bel" {}',
    "// si<|>te",
    "site a {} <|>",
    "link w a <-> b { medium mpls }\n<|>",
    "nothing kno<|>wn here",
  ])("%s", silentAt);
});

const PLAN = `/// The main hall,
/// two rooms.
site frankfurt "Frankfurt DC1" { location 50.1109, 8.6821 }
site dublin { location 53.3498, -6.2603 }
link wan frankfurt <-> dublin { bandwidth 1 Gbps; rtt 24..28 ms; conduit north }
link spare frankfurt <-> dublin { bandwidth 1 Gbps; rtt 30 ms; conduit north }
tier gold { rpo 15 min; rto 1 h }
workload orders { site frankfurt; tier gold; data 4 TB; change 2 MB/s }
workload mail { site frankfurt; tier gold; data 1 TB; change 1 MB/s }
replicate orders to dublin over wan { mode sync; using vsan-stretched }
replicate mail to dublin over wan { mode async }
runbook for loss-of-frankfurt { step call { takes 10 min }; step go { takes 5 min; after call; recovers orders } }
technology ours { based-on srdf-a; own-lag 2 s; source "own tests 2026" }
replicate mail to dublin over spare { mode async; using ours }
`;

/** The place behind the `nth` letter of a piece of the plan. */
function inPlan(piece: string, nth: number): string {
  const at = PLAN.indexOf(piece) + nth;
  return `${PLAN.slice(0, at)}<|>${PLAN.slice(at)}`;
}

describe("estimates", () => {
  test("a link explains its round trip, goodput and what it leaves for replication", () => {
    const { markdown } = hoversAt(inPlan("link wan", 1));
    expect(markdown).toMatch(/^\*\*Round trip of 'wan'/);
    expect(markdown).toContain("24 ms … 28 ms");
    expect(markdown).toMatch(/\| bandwidth \| 1.Gbps \| declared \|/);
    expect(markdown).toMatch(/\| TCP window \|.*\| assumed/);
  });
  test("a replication explains the latency of writes and its recovery point", () => {
    const { markdown } = hoversAt(inPlan("replicate orders", 1));
    expect(markdown).toMatch(/^\*\*Latency added to each write of 'orders'/);
    expect(markdown).toContain("**Recovery point (RPO) of 'orders' at 'dublin': 0 s**");
  });
  test("and how its first copy goes beside those of others", () => {
    // Of 10 MB/s 8 are left beside the changes of both: 36 GB take 75 min alone, and twice as long together.
    const { markdown } = hoversAt(`site a {}
site b {}
link ab a <-> b { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 2 ms }
tier gold { rpo 1 h; rto 1 h }
workload w { site a; tier gold; data 36 GB; change 1 MB/s }
workload x { site a; tier gold; data 36 GB; change 1 MB/s }
r<|>eplicate w to b { mode async }
replicate x to b { mode async }
`);
    const text = markdown.replaceAll("\u00a0", " ");
    expect(text).toContain("**First copy of 'w' at 'b': ≈ 2 h 30 min (1 h 15 min … 2 h 30 min)**");
    expect(text).toContain("| beside it | the first copy of another on 'ab' | started together: no order is stated |");
  });
  test("a name in the header of a block explains the block", () =>
    expect(hoversAt(inPlan("link wan", 6)).markdown).toMatch(/^\*\*wan\*\* · link\n\n---\n\n\*\*Round trip of 'wan'/));
  test("a workload tells of its copies where its name is used", () => {
    const { markdown } = hoversAt(inPlan("recovers orders", 10));
    expect(markdown).toContain("- `frankfurt → dublin`: sync, + ≈ ");
  });
});

/**
 * A copy is 1, 5 or 60 s behind: the product's own lag. It takes 10 min to notice, 20 to decide, none to come, and 5 to
 * promote the copy of w (35 min), 45 to promote that of x (75 min). Back over the line 36 GB take an hour.
 */
const RECOVERY = `plan "P" { detect 10 min; declare 20 min; mobilise 0 s }
site a {}
site b {}
link ab a <-> b { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 2 ms }
tier gold { rpo 59 s; rto 1 h }
workload w { site a; tier gold; data 36 GB; change 1 MB/s }
workload x { site a; tier gold; data 36 GB; change 1 MB/s }
replicate w to b { mode async; promote 5 min }
replicate x to b { mode async; promote 45 min }
scenario fire { lose site a; expect x rto <= 80 min }
runbook for loss-of-b { step call { takes 10 min } }
drill 2026-11-01 { scenario fire; measured w rpo 5 s rto 40 min }
backup nightly of w to b { every 1 d; takes 1 h; keep 30 d }
`;

/** The hover behind the first letter of a piece of that plan, its rows without what stands between them. */
function inRecovery(piece: string, nth = 1): readonly string[] {
  const at = RECOVERY.indexOf(piece) + nth;
  const { markdown } = hoversAt(`${RECOVERY.slice(0, at)}<|>${RECOVERY.slice(at)}`);
  return markdown.replaceAll("\u00a0", " ").split("\n");
}

describe("what becomes of workloads", () => {
  test("at a workload: every scenario, the worst first, and on what it depends", () => {
    const lines = inRecovery("workload w", 9);
    expect(lines[0]).toBe("**w** · workload");
    expect(lines).toContain("| fire | ≈ 5 s | 35 min | at risk (RPO) |");
    expect(lines).toContain("fire depends on the product's own lag: 5 s (1 s … 60 s).  ".trimEnd());
    expect(lines).toContain("- `a → b`: async, RPO ≈ 5 s at worst");
    expect(lines).toContain("- `nightly → b`: loses 25 h at worst, takes 1 h, restore 1 h");
  });

  test("and the steps of its recovery, with their times and where these come from", () => {
    const lines = inRecovery("workload x", 9);
    const at = lines.indexOf("| step | when | from |");
    expect(lines.slice(at + 2, at + 6)).toEqual([
      "| detect | 0 s → 10 min | declared (plan) |",
      "| declare the disaster | 10 min → 30 min | declared (plan) |",
      "| promote the copy of 'x' | 30 min → 1 h 15 min | declared (replication) |",
      "| objective (RTO) | 1 h 20 min | expected by the scenario |",
    ]);
    expect(lines).toContain("Bottleneck: promote the copy of 'x'.");
  });

  test("what a product's maker publishes of promoting goes before the constant", () => {
    // Aurora Global Database is promoted within 1 min; noticed and decided after 30.
    const published = RECOVERY.replace("mode async; promote 45 min", "mode async; using aurora-global-database");
    const at = published.indexOf("workload x") + 9;
    const { markdown } = hoversAt(`${published.slice(0, at)}<|>${published.slice(at)}`);
    expect(markdown.replaceAll("\u00a0", " ")).toContain(
      "| promote the copy of 'x' | 30 min → 31 min | as published for Aurora Global Database |",
    );
  });

  test("at an objective: who keeps it, and where it is worst; not where a scenario expects something else", () => {
    expect(inRecovery("rto 1 h").slice(0, 5)).toEqual([
      "**Met by 1 of 1**",
      "",
      "| workload | where worst | RTO | verdict |",
      "|:--|:--|--:|:--|",
      "| w | fire | 35 min | met |",
    ]);
    expect(inRecovery("59 s").slice(0, 7)).toEqual([
      "**59 s**",
      "",
      "---",
      "",
      "**Met by 0 of 2**",
      "",
      "| workload | where worst | RPO | verdict |",
    ]);
  });

  test("at a scenario's name where it is used, and at its own", () => {
    const used = inRecovery("scenario fire;", 10);
    expect(used[1]).toBe("scenario fire { lose site a; expect x rto <= 80 min }");
    for (const lines of [used, inRecovery("scenario fire {", 10)]) {
      expect(lines).toContain("| 'x' | RPO ≈ 5 s (1 s … 60 s) · RTO 1 h 15 min · at risk (RPO) | replica at 'b' |");
      expect(lines).toContain("'x' depends on the product's own lag: 5 s (1 s … 60 s).  ".trimEnd());
    }
  });

  test("at the name of one that is built in", () => {
    const lines = inRecovery("loss-of-b", 3);
    expect(lines[0]).toBe("**loss-of-b** · the built-in scenario in which `b` is lost");
    expect(lines[4]).toBe("**Scenario 'loss-of-b': no workload is hit, 2 copies stopped**");
  });

  test("at what is expected or was measured: the estimate of it", () => {
    expect(inRecovery("expect").slice(2, 3)).toEqual(["| x | ≈ 5 s | 1 h 15 min | at risk (RPO) |"]);
    expect(inRecovery("40 min")).toContain("| w | ≈ 5 s | 35 min | at risk (RPO) |");
  });

  test("at an interval: what comes of it", () =>
    expect(inRecovery("every")[0]).toBe("- `w`: loses 25 h at worst, takes 1 h, restore 1 h"));
});

test("a derivation is a headline, a table, the formula, what holds it back, notes and sources", () => {
  const markdown = derivationMarkdown({
    title: "Round trip of 'wan'",
    value: "≈ 26 ms (20 ms … 33 ms)",
    formula: "2 · d · n / c",
    inputs: [
      { name: "distance", value: "1 085 km", origin: "declared" },
      { name: "a|b", value: "1", origin: "assumed" },
    ],
    notes: ["First.", "Second."],
    bottleneck: "the line",
    sources: ["RFC 1", "RFC 2."],
  });
  expect(markdown).toBe(`**Round trip of 'wan': ≈ 26 ms (20 ms … 33 ms)**

| input | value | from |
|:--|:--|:--|
| distance | 1 085 km | declared |
| a\\|b | 1 | assumed |

\`2 · d · n / c\`

Bottleneck: the line.

First.  
Second.

*RFC 1; RFC 2*`);
});

/** Hovers as people read them: the line, what of it the hover is about, and its text. */
function rendered(piece: string, nth: number): string {
  const { text, cursor } = unmark(inPlan(piece, nth));
  const hover = hoversAt(inPlan(piece, nth));
  const start = text.lastIndexOf("\n", cursor) + 1;
  const end = text.indexOf("\n", start);
  const underline = `${" ".repeat(hover.span.start - start)}${"^".repeat(hover.span.end - hover.span.start)}`;
  return `    ${text.slice(start, end)}\n    ${underline}\n\n${hover.markdown}\n`;
}

test("hovers read well (review hovers.txt as prose)", async () => {
  const places = [
    ["site dublin", 1],
    ["location 50", 1],
    ["bandwidth", 1],
    ["medium", 0],
    ["over wan", 1],
    ["vsan-stretched", 1],
    ["ours {", 1],
    ["over spare", 6],
    ["conduit north", 9],
    ["frankfurt <->", 1],
    ["gold {", 1],
    ["tier gold; data", 6],
    ["loss-of-frankfurt", 3],
    ["after call", 7],
    ["mode async", 1],
    ["own-lag", 1],
  ] as const;
  const shown = places.filter(([piece]) => PLAN.includes(piece) && piece !== "over spare");
  const hovers = shown.map(([piece, nth]) => rendered(piece, nth));
  await expect(hovers.join("\n***\n\n")).toMatchFileSnapshot("hovers.txt");
});
