import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDurations } from "../../server/src/estimate/kernel/duration.ts";
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

const LOGS = "backup logs of w to b { every 15 min; method log; takes 0 s; keep 30 d }\n";

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
  [`${NIGHTLY}${LOGS}`, outcome("logs", "b", 900), "logs lead from a clean image to just before it"],
  [
    `backup nightly of w to b { every 1 d; takes 1 h; keep 12 h }\n${LOGS}`,
    everywhere,
    "but not from one that is dirty, however long they are kept",
  ],
  [
    `${NIGHTLY}${LOGS.replace("keep 30 d", "keep 30 d; immutable yes")}scenario s { corrupt workload w; attacker yes }`,
    everywhere,
    "nor from one that is deleted",
  ],
  [
    `${(NIGHTLY + LOGS).replaceAll("keep 30 d", "keep 30 d; immutable yes")}scenario s { corrupt workload w; attacker yes }`,
    outcome("logs", "b", 900),
    "both cannot be changed",
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

/** Every night at 22:00; there an hour later. */
const CLOCKED = "backup nightly of w to b { every 1 d at 22:00; takes 1 h; keep 30 d }\n";
/** Each is replaced by the next. */
const NOT_KEPT = CLOCKED.replace("; keep 30 d", "");
const WEEKDAYS = CLOCKED.replace("at 22:00", "at mon 22:00; window mon-fri 22:00-23:30");

describe("corruption at an instant", () => {
  it.each<readonly [string, string, BriefOutcome["rpo"], string]>([
    [CLOCKED, "at fri 17:00", 19 * H, "from 17:00 back to 22:00 the day before"],
    [CLOCKED, "at 17:00", 19 * H, "every day the same"],
    [CLOCKED, "at fri 22:30", 0.5 * H, "that of 22:00 is not there yet, but it is when the corruption is noticed"],
    [CLOCKED, "at fri 22:30; undetected 10 min", 24.5 * H, "unless that is at once"],
    [CLOCKED, "at fri 22:00", 24 * H, "one that is taken at the same instant does not count"],
    [CLOCKED, "at fri 17:00; undetected 40 d", "corrupted-everywhere", "none is kept so long"],
    [CLOCKED, "at fri 17:00; undetected 29 d", 19 * H, "it arrived 18 h before, and is kept for 30 d"],
    [CLOCKED, "at fri 17:00; undetected 29..30 d", [19 * H, "corrupted-everywhere", "corrupted-everywhere"], "perhaps"],
    [NOT_KEPT, "at fri 17:00; undetected 5 h", 19 * H, "the next one arrives at 23:00"],
    [NOT_KEPT, "at fri 17:00; undetected 7 h", "corrupted-everywhere", "and has replaced the clean one then"],
    [WEEKDAYS, "at sun 17:00", 43 * H, "from Sunday 17:00 back to Friday 22:00"],
    [WEEKDAYS, "at tue 17:00", 19 * H, "on a working day the one of the day before"],
    [WEEKDAYS, "at 17:00", 67 * H, "the worst day is Monday: that evening's is still to come"],
    [WEEKDAYS, "", 72 * H, "at worst just before that"],
    [
      "backup nightly of w to b { every 1 d; takes 1 h; keep 30 d }\n",
      "at fri 17:00",
      24 * H,
      "without a clock at worst",
    ],
    [
      `${CLOCKED}backup weekly of nightly to vault { every 7 d at sun 12:00; takes 2 h; keep 1 year; immutable yes }\n`,
      "attacker yes; at sat 12:00",
      // Sunday 12:00 it copied the one of Saturday 22:00.
      (6 * 24 + 14) * H,
      "a copy of a copy",
    ],
    [`${CLOCKED}${LOGS}`, "at fri 17:00", 900, "logs without a clock on an image with one"],
  ])("%s%s → %o s (%s)", (copies, clauses, expected) => {
    expect(brief(outcomeIn(`${PLAN}${copies}scenario s { corrupt workload w; ${clauses} }`, "s", "w")).rpo).toEqual(
      expected,
    );
  });
});

/** Milliseconds that a law may take on a machine that has other things to do. */
const PATIENCE = 60_000;

describe("corruption at any instant", () => {
  const drawn = fc.record({
    every: fc.constantFrom("6 h", "12 h", "1 d", "7 d"),
    at: fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom("", "tue ", "sun ")),
    takes: fc.constantFrom("0 s", "1 h", "9 h"),
    window: fc.constantFrom("", "; window mon-fri 18:00-06:00"),
    undetected: fc.constantFrom("0 s", "5 h", "24 h", "2..40 h"),
    days: fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 95 })), {
      minLength: 4,
      maxLength: 4,
    }),
  });

  it("loses no more than at the worst of the week", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(drawn, ({ every, at: [hour, day], takes, window, undetected, days }) => {
        const backup = `backup b of w to b { every ${every} at ${day}${clock(hour * 4)}; takes ${takes}; keep 60 d${window} }\n`;
        const lost = (at: string) =>
          outcomeIn(`${PLAN}${backup}scenario s { corrupt workload w; undetected ${undetected}${at} }`, "s", "w").rpo;
        const worst = lost("");
        for (const [which, quarter] of days) {
          const found = lost(`; at ${["mon", "tue", "wed", "thu", "fri", "sat", "sun"][which]} ${clock(quarter)}`);
          for (const bound of ["low", "likely", "high"] as const)
            expect(compareDurations(found[bound], worst[bound])).toBeLessThanOrEqual(1e-3);
        }
      }),
      { seed: 20_261_122, numRuns: 40 },
    );
  });
});

/** `09:45` for the 39th quarter of an hour of a day. */
function clock(quarter: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`;
}
