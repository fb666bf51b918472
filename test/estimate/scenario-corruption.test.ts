import { describe, expect, it } from "vitest";
import { type BriefOutcome, brief, briefDuration, outcomeIn } from "../support/scenarios.ts";

const H = 3600;
const D = 24 * H;

/** A copy at b, 10 s behind; corruption is noticed after a day unless a scenario says otherwise. */
const PLAN = `assume { product-lag 10 s; undetected 24 h }
site a {} site b {} site vault { role vault }
link ab a <-> b { bandwidth 800 Mbps; efficiency 100 %; loss 0 %; rtt 2 ms; streams 64 }
link bv b <-> vault { bandwidth 800 Mbps; efficiency 100 %; loss 0 %; rtt 2 ms; streams 64 }
tier gold { rpo 1 min; rto 6 h; corruption-rpo 2 h; corruption-rto 8 h }
workload w { site a; tier gold; data 36 GB; change 100 kB/s }
workload v { site a; tier gold; data 36 GB; change 100 kB/s }
`;

const NIGHTLY = "backup nightly of w to b { every 1 d; takes 1 h; keep 30 d }\n";

function replica(text: string): string {
  return `replicate w to b { ${text} }\n`;
}

function outcome(from: string | undefined, at: string | undefined, rpo: BriefOutcome["rpo"]): BriefOutcome {
  return { from, at, rpo };
}

const everywhere = outcome(undefined, undefined, "corrupted-everywhere");

const ROWS: readonly (readonly [more: string, expected: BriefOutcome, why: string])[] = [
  ["", outcome(undefined, undefined, "no-copy"), "there is no copy at all"],
  [replica("mode sync"), everywhere, "the copy is corrupted with it"],
  [replica("mode async"), everywhere, "10 s later"],
  [
    replica("mode async; history 30 h every 15 min"),
    outcome("history at b", "b", 900),
    "one spacing, for 24 h 15 min are kept",
  ],
  [
    replica("mode async; history 24 h every 15 min"),
    outcome("history at b", "b", [900, "corrupted-everywhere", "corrupted-everywhere"]),
    "just as much as the 24 h: only if it falls well",
  ],
  [replica("mode async; history 23 h every 15 min"), everywhere, "all states kept are from after it"],
  [replica("mode async; history 30 h"), outcome("history at b", "b", 10), "as close as the copy is refreshed"],
  [
    replica("mode periodic; every 1 h; history 30 h every 15 min"),
    outcome("history at b", "b", 1 * H),
    "not closer than its cycles",
  ],
  [
    replica("mode log-shipping; every 5 min; apply-delay 26 h"),
    outcome("history at b", "b", 300),
    "what is held back is clean: one log",
  ],
  [replica("mode log-shipping; every 5 min; apply-delay 20 h"), everywhere, "it was applied before it was noticed"],
  [NIGHTLY, outcome("nightly", "b", 1 * D), "the last one before; being noticed a day late adds nothing"],
  [
    "backup nightly of w to b { every 1 d; takes 1 h; keep 12 h }\n",
    everywhere,
    "dropped after 12 h, noticed after 24",
  ],
  [
    "backup nightly of w to b { every 1 d; takes 1 h }\n",
    outcome("nightly", "b", [1 * D, "corrupted-everywhere", "corrupted-everywhere"]),
    "kept until the next one arrives: 1 h of 24 h ways to fall",
  ],
  [
    `${NIGHTLY}${replica("mode async; history 30 h every 15 min")}`,
    outcome("history at b", "b", 900),
    "the history loses less",
  ],
  [
    "backup snap of w to a { every 1 h; method snapshot; takes 0 s; keep 3 d }\n",
    outcome("snap", "a", 1 * H),
    "a snapshot goes back in time where it is",
  ],
  [
    `${NIGHTLY}backup vaulted of nightly to vault { every 7 d; takes 1 h; transit 23 h; keep 1 year }\nscenario s { corrupt workload w; attacker yes }`,
    everywhere,
    "the attacker deletes both",
  ],
  [
    `${NIGHTLY}backup vaulted of w to vault { every 7 d; takes 1 h; keep 1 year; immutable yes }\nscenario s { corrupt workload w; attacker yes }`,
    outcome("vaulted", "a", 7 * D),
    "but what cannot be changed stays",
  ],
  [
    `backup vaulted of w to vault { every 7 d; takes 1 h; transit 47 h; keep 1 year; offline yes }\nscenario s { corrupt workload w; attacker yes }`,
    outcome("vaulted", "a", 8 * D),
    "9 d old at worst, noticed after 1 d",
  ],
  [
    `backup weekly of w to b { every 7 d; takes 0 s; keep 30 d }\nscenario s { corrupt workload w; undetected 40 d }`,
    everywhere,
    "30 d are kept, 40 d pass",
  ],
  [
    `${NIGHTLY}scenario s { corrupt site a; lose site a }`,
    outcome("nightly", "b", 1 * D),
    "its own site is lost besides: it runs at b",
  ],
];

describe("corruption", () => {
  it.each(ROWS)("%s→ %o (%s)", (more, expected) => {
    const scenario = more.includes("scenario s") ? "s" : "corruption-of-w";
    expect(brief(outcomeIn(`${PLAN}${more}`, scenario, "w"))).toEqual(expected);
  });

  it("is judged by the objectives for corruption, with the time unnoticed beside the loss", () => {
    const found = outcomeIn(`${PLAN}${NIGHTLY}`, "corruption-of-w", "w");
    expect(found.objective).toMatchObject({ rpo: 2 * H, rto: 8 * H });
    expect([found.verdict, found.missed]).toEqual(["missed", ["rpo"]]);
    expect(found.undetected?.likely).toBe(24 * H);
    const lost = outcomeIn(`${PLAN}${NIGHTLY}`, "loss-of-a", "w");
    expect(lost.objective).toMatchObject({ rpo: 60, rto: 6 * H });
    expect(lost.undetected).toBeUndefined();
  });

  it("is at risk when the range of the time unnoticed decides, and says so", () => {
    const text = `${PLAN}${replica("mode async; history 30 h every 15 min")}scenario s { corrupt workload w; undetected 2..48 h }`;
    const found = outcomeIn(text, "s", "w");
    // 2 h: kept. 25 h: kept, as 30 h are. 48 h: all clean states are dropped.
    expect(briefDuration(found.rpo)).toEqual([900, 900, "corrupted-everywhere"]);
    expect(found.verdict).toBe("at-risk");
    expect(found.dependsOn).toContain("unnoticed");
  });

  it("tells why other copies do not count", () => {
    const text = `${PLAN}${replica("mode async")}${NIGHTLY}`;
    const { rejected } = outcomeIn(text, "corruption-of-w", "w");
    expect(rejected.find(({ what }) => what.includes("replica"))?.why).toContain("corruption has reached it");
  });
});
