import { describe, expect, it } from "vitest";
import { type BriefOutcome, brief, outcomeIn, scenarioEstimate } from "../support/scenarios.ts";

const H = 3600;
const D = 24 * H;

/**
 * Three sites in a triangle of lines of 10 MB/s and 2 ms, and two more off it. A copy that is not busy is 10 s behind,
 * which is the product's own lag; 1 ms of way is less.
 */
const PLAN = `assume { product-lag 10 s }
site a {} site b {} site c {}
site bunker { role bunker } site vault { role vault }
link ab a <-> b { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 2 ms }
link bc b <-> c { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 2 ms }
link ca c <-> a { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 10 ms }
link bv b <-> vault { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 2 ms }
link near a <-> bunker { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 1 ms }
link far bunker <-> c { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 4 ms }
tier gold { rpo 1 min; rto 6 h }
tier none { }
workload w { site a; tier none; data 36 GB; change 1 MB/s }
`;

const REPLICA_B = "replicate w to b { mode async }\n";
const SYNC_C = "replicate w to c { mode sync }\n";
const BUNKER = "replicate w to bunker over near { mode sync }\n";
const BUNKER_TO_C = "replicate w from bunker to c over far { mode async }\n";
const NIGHTLY = "backup nightly of w to b { every 1 d; takes 1 h; keep 30 d }\n";
const VAULTED = "backup vaulted of w to vault { every 1 d; takes 2 h; transit 4 h; keep 30 d }\n";
const SNAPSHOT = "backup snap of w to a { every 1 h; method snapshot; takes 0 s; keep 3 d }\n";

type Row = readonly [more: string, scenario: string, expected: BriefOutcome, why: string];

function outcome(from: string | undefined, at: string | undefined, rpo: BriefOutcome["rpo"]): BriefOutcome {
  return { from, at, rpo };
}

const NOTHING = outcome(undefined, undefined, "no-copy");

const LOSSES: readonly Row[] = [
  ["", "loss-of-a", NOTHING, "there is no copy"],
  [REPLICA_B, "loss-of-a", outcome("newest at b", "b", 10), "the replica is its own lag behind"],
  [REPLICA_B + SYNC_C, "loss-of-a", outcome("newest at c", "c", 0), "the synchronous one loses nothing"],
  [NIGHTLY, "loss-of-a", outcome("nightly", "b", 25 * H), "a day, and the hour that it takes"],
  [NIGHTLY + REPLICA_B, "loss-of-a", outcome("newest at b", "b", 10), "the replica loses less"],
  [SNAPSHOT, "loss-of-a", NOTHING, "a snapshot is lost with its site"],
  [SNAPSHOT, "broken", NOTHING, "and with the storage that it shares"],
  [
    `${SNAPSHOT}backup logs of w to a { every 15 min; method log; takes 0 s; keep 3 d }\n`,
    "broken",
    NOTHING,
    "and logs are worth nothing without what they are applied to",
  ],
  [
    `${NIGHTLY}backup logs of w to b { every 15 min; method log; takes 0 s; keep 3 d }\n`,
    "loss-of-a",
    outcome("logs", "b", 900),
    "logs lose the time between two",
  ],
  [
    `${VAULTED}scenario s { lose site a; recover-at vault }`,
    "s",
    outcome(undefined, undefined, "no-place"),
    "to name a vault gives it no servers",
  ],
  [
    `${VAULTED}scenario s { lose site a; recover-at vault, c }`,
    "s",
    outcome("vaulted", "c", 30 * H),
    "the next that is named has some",
  ],
  [
    `${BUNKER}scenario s { lose site a; recover-at bunker }`,
    "s",
    outcome(undefined, undefined, "no-place"),
    "nor does it a bunker",
  ],
  [VAULTED, "loss-of-a", outcome(undefined, undefined, "no-place"), "nothing runs in a vault"],
  [
    `${VAULTED}scenario s { lose site a; recover-at c }`,
    "s",
    outcome("vaulted", "c", 30 * H),
    "1 d + 2 h + 4 h; from there it crosses the lines",
  ],
  [VAULTED + REPLICA_B + NIGHTLY, "loss-of-b", NOTHING, "b is not its site"],
  [BUNKER, "loss-of-a", outcome(undefined, undefined, "no-place"), "nothing runs in a bunker"],
  [BUNKER + BUNKER_TO_C, "loss-of-a", outcome("newest at c", "c", 0), "the bunker has all, and sends c what it lacks"],
  [
    BUNKER + BUNKER_TO_C,
    "both",
    outcome("newest at c", "c", 10),
    "as old as the cascade was, for both are lost at once",
  ],
  [
    BUNKER + BUNKER_TO_C,
    "bunker-first",
    outcome("newest at bunker", "c", 4 * H),
    "the bunker is back, without what it missed; c lacks 10 s more",
  ],
  [REPLICA_B, "line-first", outcome("newest at b", "b", 10), "while the line was down it went over c"],
  [
    `replicate w to b over ab { mode async }`,
    "line-first",
    outcome("newest at b", "b", 4 * H + 10),
    "it may go over that line alone",
  ],
  [
    `replicate w to b over ab { mode async }\nlink spare a <-> b { bandwidth 80 Mbps; rtt 3 ms; standby-for ab }`,
    "line-first",
    outcome("newest at b", "b", 10),
    "its standby carried it",
  ],
  [
    `replicate w to b over ab { mode async }\nlink spare a <-> b { bandwidth 6 Mbps; efficiency 100 %; loss 0 %; rtt 3 ms; standby-for ab }`,
    "line-first",
    outcome("newest at b", "b", 4 * H + 10),
    "its standby falls behind without end: no further than if nothing came",
  ],
  [
    `replicate w to b over ab { mode async }`,
    "line-too",
    outcome("newest at b", "b", 10),
    "without a duration both strike in the same moment",
  ],
  [
    `replicate w to b over ab { mode sync }`,
    "line-first",
    outcome("newest at b", "b", 4 * H),
    "a synchronous copy falls behind, too, when writes go on",
  ],
  [REPLICA_B, "a-while", outcome("own", "a", 0), "no objective speaks against waiting for 2 h, and nothing is lost"],
  [
    `${REPLICA_B}scenario s { lose site a for 20 h; expect w rpo <= 1 min rto <= 4 h }`,
    "s",
    outcome("newest at b", "b", 10),
    "waiting would miss the RTO",
  ],
  [REPLICA_B + SYNC_C, "b-too", outcome("newest at c", "c", 0), "b is lost as well"],
  [`${REPLICA_B}scenario s { lose site a; lose site b }`, "s", NOTHING, "both are lost"],
  [`${REPLICA_B}scenario s { lose site a; lose site b for 3 h }`, "s", outcome("newest at b", "b", 10), "b comes back"],
  [REPLICA_B, "broken", outcome("newest at b", "b", 10), "its own data are gone"],
  [`${REPLICA_B}scenario s { lose workload w for 3 h }`, "s", outcome("own", "a", 0), "it comes back by itself"],
  [
    `${REPLICA_B}scenario s { lose site a; recover-at c }`,
    "s",
    outcome("newest at b", "c", 10),
    "there, over the line from b",
  ],
  [
    `replicate w to b { mode async; failover active }\nscenario s { lose site a; recover-at c }`,
    "s",
    outcome("newest at b", "b", 10),
    "b serves already",
  ],
  [
    `${REPLICA_B}scenario s { lose site a; lose link bc; lose link ca; recover-at c }`,
    "s",
    outcome(undefined, undefined, "no-route"),
    "the data are in b, and no way leads to c",
  ],
  [
    `${REPLICA_B}scenario s { lose site a; lose link bc for 5 h; recover-at c }`,
    "s",
    outcome("newest at b", "c", 10),
    "the way is back after 5 h",
  ],
  [
    `${SYNC_C}${NIGHTLY}scenario s { lose site a; attacker yes }`,
    "s",
    NOTHING,
    "an attacker reaches everything that is online",
  ],
  [
    `${SYNC_C}backup tape of w to b { every 7 d; takes 1 h; keep 1 year; offline yes }\nscenario s { lose site a; attacker yes }`,
    "s",
    outcome("tape", "b", 7 * D + H),
    "but not tapes",
  ],
];

const SCENARIOS = `scenario broken { lose workload w }
scenario both { lose site a; lose site bunker }
scenario bunker-first { lose site bunker for 4 h; lose site a }
scenario line-first { lose link ab for 4 h; lose site a }
scenario line-too { lose link ab; lose site a }
scenario a-while { lose site a for 2 h }
scenario b-too { lose site b; lose site a }
`;

describe("what is lost, and from where it comes back", () => {
  it.each(LOSSES)("%s%s → %o (%s)", (more, scenario, expected) => {
    const text = `${PLAN}${SCENARIOS}${more}`;
    if (expected === NOTHING && scenario === "loss-of-b") {
      expect(scenarioEstimate(text, scenario).outcomes).toEqual([]);
      return;
    }
    expect(brief(outcomeIn(text, scenario, "w"))).toEqual(expected);
  });

  it("runs at a vault that says it has servers", () => {
    const text = `${PLAN}${VAULTED}`.replace("role vault", "role vault; hosts 2");
    expect(brief(outcomeIn(text, "loss-of-a", "w"))).toEqual(outcome("vaulted", "vault", 30 * H));
  });

  it("runs at a vault that is named and says that it stands by", () => {
    const at = (standby: string) => {
      const more = `${VAULTED}scenario s { lose site a; recover-at vault }`;
      const text = `${PLAN}${more}`.replace("role vault", `role vault; standby ${standby}`);
      return brief(outcomeIn(text, "s", "w")).at;
    };
    expect([at("warm"), at("cold"), at("none")]).toEqual(["vault", "vault", undefined]);
  });

  it("says why nothing runs at a vault", () => {
    const { rejected } = outcomeIn(`${PLAN}${VAULTED}scenario s { lose site a; recover-at vault }`, "s", "w");
    expect(rejected.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      "backup 'vaulted': 'vault' is a vault without `hosts`, so nothing can run there",
    ]);
  });
});

/** 1 MB/s over a line of 10 MB/s, and 20 MB/s on Mondays from 09:00 to 11:00: at 10:00 half of an hour's changes wait. */
const BUSY = `${PLAN.replace("change 1 MB/s", "change 1 MB/s; change 20 MB/s mon 09:00-11:00")}${REPLICA_B.replace("w to b", "w to b over ab")}`;
const DAILY = "backup nightly of w to b { every 1 d at 22:00; takes 1 h; keep 30 d }\n";

describe("what is lost at an instant", () => {
  it.each([
    // By 10:00 came 72 GB and left 36: what came from 09:30 on waits. One way takes 1 ms.
    [BUSY, "mon 10:00", 1800.001, "half of what came in an hour waits"],
    // The last of 11:00 leaves at 13:00, 2 h late.
    [BUSY, "mon 13:00", 7200.001, "it is longest when the last of the busy hours leaves"],
    [BUSY, "mon 08:00", 10, "before, only its own lag"],
    [BUSY, "10:00", 1800.001, "on the worst of the days"],
    [`${PLAN}${DAILY}`, "mon 22:30", 24.5 * H, "the one of 22:00 is not there yet"],
    [`${PLAN}${DAILY}`, "mon 23:30", 1.5 * H, "now it is"],
    [`${PLAN}${DAILY}`, "09:00", 11 * H, "every day the same"],
  ])("%s at %s: %d s (%s)", (plan, at, expected) => {
    const { rpo } = brief(outcomeIn(`${plan}scenario s { lose site a; at ${at} }`, "s", "w"));
    expect(rpo).toBeCloseTo(expected, 6);
  });
});
