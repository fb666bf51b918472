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
    expect(hintsAt(PLAN, "link wan")).toEqual(["link wan a <-> b ‹≈ 1 GB/s for replication›"]));
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

test("each kind can be switched off", () => {
  expect(hintsAt(PLAN, "replicate o", ["replication-rpo"])).toHaveLength(1);
  expect(hintsAt(PLAN, "replicate o", [])).toEqual([]);
});

test("none for what cannot be estimated", () =>
  expect(hintsAt("link w a <-> nowhere { bandwidth 1 Gbps }\nreplicate x to y {}\n", "link")).toEqual([]));

test("each says in its tooltip how it came about", () => {
  const hints = inlayHints(analyseText(PLAN), MAIN, { start: 0, end: PLAN.length });
  for (const { tooltip } of hints) expect(tooltip).toMatch(/^(\*\*|- `)/);
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
