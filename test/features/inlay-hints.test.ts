import { describe, expect, test } from "vitest";
import { HINT_KINDS, type HintKind, inlayHints } from "../../server/src/features/inlay-hints.ts";
import { analyseText, MAIN } from "../support/analyse-text.ts";

const PLAN = `site a { location 50.1109, 8.6821 }
site b { location 53.3498, -6.2603 }
tier t { rpo 1 h; rto 4 h }
workload o { site a; tier t; data 1 TB; change 1 MB/s }
workload m { site a; tier t; data 1 TB; change 1 MB/s }
link wan a <-> b { bandwidth 10 Gbps; rtt 20 ms; efficiency 80 %; transport udp-accelerated }
link guess a <-> b {
  bandwidth 1 Gbps
}
replicate o to b over wan { mode sync }
replicate m to b over wan { mode async }
`;

/** The hints of the lines from a piece of the plan to the end of its line, each with the text before it. */
function hintsAt(text: string, piece: string, kinds: readonly HintKind[] = HINT_KINDS): readonly string[] {
  const start = text.indexOf(piece);
  const range = { start, end: text.indexOf("\n", start) };
  const hints = inlayHints(analyseText(text), MAIN, range, new Set(kinds));
  return hints.map(({ offset, label }) => `${text.slice(start, offset)} ‹${label.replaceAll("\u00a0", " ")}›`);
}

describe("behind a header", () => {
  // 10 Gbps × 80 % = 1 GB/s; 20 ms / 2 = 10 ms one way.
  test("what a link leaves for replication; nothing about a round trip that is declared", () =>
    expect(hintsAt(PLAN, "link wan")).toEqual(["link wan a <-> b ‹≈ 1 GB/s for copies›"]));
  test("an estimated round trip, before the brace of a body of several lines", () =>
    expect(hintsAt(PLAN, "link guess", ["link-rtt"])).toEqual([
      expect.stringMatching(/^link guess a <-> b ‹RTT ≈ \d+(\.\d)? ms›$/),
    ]));
  test("what a synchronous copy adds to a write, and that nothing is lost", () =>
    expect(hintsAt(PLAN, "replicate o")).toEqual([
      expect.stringMatching(/^replicate o to b over wan ‹\+ (≈ )?20\.\d ms per write›$/),
      "replicate o to b over wan ‹RPO 0 s›",
    ]));
  test("how much an asynchronous copy may lose", () =>
    expect(hintsAt(PLAN, "replicate m")).toEqual([expect.stringMatching(/^replicate m to b over wan ‹RPO ≈ /)]));
});

describe("behind backups, migrations and tiers", () => {
  const SITES = `site a { location 50.1109, 8.6821 }
site b { location 53.3498, -6.2603 }
link wan a <-> b { bandwidth 8 Gbps; rtt 20 ms; efficiency 100 %; loss 0 %; transport udp-accelerated }
`;
  const W = "workload w { site a; tier t; data 720 GB; change 1 MB/s; memory 9 GB }\n";
  const V = "workload v { site a; tier t; data 1_440 GB; change 1 MB/s }\n";

  // A day and the hour that one takes; 720 GB at 200 MB/s are 3 600 s. One full, and increments merged into it.
  const nightly = "every 1 d; takes 1 h; keep 30 d; restore-rate 200 MB/s";
  test("what a backup may lose, and how long it takes to read back", () =>
    expect(hintsAt(`${SITES}${W}backup nightly of w to b { ${nightly} }\n`, "backup")).toEqual([
      "backup nightly of w to b ‹loses 25 h · restore 1 h›",
    ]));
  test("of several members the slowest", () =>
    expect(hintsAt(`${SITES}${W}${V}backup nightly of w, v to b { ${nightly} }\n`, "backup")).toEqual([
      "backup nightly of w, v to b ‹loses 25 h · restore 2 h›",
    ]));
  test("a backup that takes longer than its interval does not fit", () =>
    expect(hintsAt(`${SITES}${W}backup hourly of w to b { every 1 h; takes 2 h; keep 30 d }\n`, "backup")).toEqual([
      expect.stringMatching(/^backup hourly of w to b ‹loses .* · does not fit›$/),
    ]));
  // 720 GB over 8 Gbps = 1 GB/s: 720 s, and all the time nobody works with it.
  test("how long a cold migration takes", () =>
    expect(hintsAt(`${SITES}${W}migrate w from a to b over wan { method cold }\n`, "migrate")).toEqual([
      "migrate w from a to b over wan ‹12 min · pause 12 min›",
    ]));
  test("how many workloads of a tier keep its objectives", () => {
    const more =
      "scenario s { lose workload v; lose workload w }\nreplicate v to b { mode async; promote 45 min }\nreplicate w to b { mode async; promote 5 min }\n";
    // 35 min and 75 min: detect, declare, promote.
    const plan = 'plan "P" { detect 10 min; declare 20 min; mobilise 0 s }\n';
    const kept = `backup nightly of w, v to b { ${nightly} }\n`;
    const text = `${plan}${SITES}tier t { rto 1 h; corruption-rto 1_000 d }\n${W}${V}${more}${kept}`;
    expect(hintsAt(text, "tier t")).toEqual(["tier t ‹met by 1 of 2›"]);
  });
  test("nothing behind a tier of which nothing is asked", () =>
    expect(hintsAt(`${SITES}tier t {}\n${W}`, "tier t")).toEqual([]));
});

test("labels are no longer than editors show", () => {
  const hints = inlayHints(analyseText(PLAN), MAIN, { start: 0, end: PLAN.length });
  const places = new Map<number, string>();
  for (const { offset, label } of hints) places.set(offset, `${places.get(offset) ?? ""} · ${label}`);
  // A space before the first instead of the three letters between two; editors cut off behind 43.
  for (const label of places.values()) expect(label.length - 2).toBeLessThanOrEqual(43);
});

test("each kind can be switched off", () => {
  expect(hintsAt(PLAN, "replicate o", ["replication-rpo"])).toHaveLength(1);
  expect(hintsAt(PLAN, "replicate o", [])).toEqual([]);
});

test("none for what cannot be estimated", () =>
  expect(hintsAt("link w a <-> nowhere { bandwidth 1 Gbps }\nreplicate x to y {}\n", "link")).toEqual([]));

test("each says in its tooltip how it came about", () => {
  const hints = inlayHints(analyseText(PLAN), MAIN, { start: 0, end: PLAN.length });
  for (const { tooltip } of hints) expect(tooltip()).toMatch(/^(\*\*|\| )/);
  expect(hints.map(({ kind }) => kind)).toEqual([
    "tier-verdict",
    "link-capacity",
    "link-rtt",
    "link-capacity",
    "write-latency",
    "replication-rpo",
    "replication-rpo",
  ]);
});
