import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainLoss } from "../../server/src/estimate/explain/explain-loss.ts";
import { after, compareDurations } from "../../server/src/estimate/kernel/duration.ts";
import { shippedConstants } from "../../server/src/model/constants.ts";
import { lossScenario } from "../../server/src/model/scenario.ts";
import { stepTable } from "../support/recoveries.ts";
import { type BriefOutcome, brief, briefDuration, outcomeIn } from "../support/scenarios.ts";

const H = 3600;

/**
 * A bunker near the workload, a site far behind it and one more behind that. Lines of 10 MB/s; what is not busy is 10 s
 * behind, which is the product's own lag. Nobody has to be told: it is the drain that takes its time.
 */
const PLAN = `plan "Cascade" { detect 0 s; declare 0 s; mobilise 0 s }
assume { product-lag 10 s }
region valley {}
site a { region valley } site c {} site d {}
site bunker { role bunker; region valley }
link near a <-> bunker { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 1 ms }
link far bunker <-> c { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 4 ms }
link on c <-> d { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 4 ms }
tier gold {}
workload w { site a; tier gold; data 36 GB; change 1 MB/s }
`;
const SYNC = "replicate w to bunker over near { mode sync }\n";
const ASYNC = "replicate w to bunker over near { mode async }\n";
const ON = "replicate w from bunker to c over far { mode async }\n";
const BUNKER = SYNC + ON;

const KEPT = "with all that the bunker holds";
const AS_IS = "as it is";

interface Found extends BriefOutcome {
  readonly state: string;
}

function found(text: string, scenario: string): Found {
  const outcome = outcomeIn(text, scenario, "w");
  const source = outcome.chosen?.source;
  const kept = source?.kind === "replica" ? source.drain?.kept.bound.to.name : undefined;
  return { ...brief(outcome), state: kept === undefined ? AS_IS : `with all that the ${kept} holds` };
}

const at = (place: string, rpo: BriefOutcome["rpo"], state: string): Found => ({
  from: `newest at ${place}`,
  at: place,
  rpo,
  state,
});

const ROWS: readonly (readonly [copies: string, scenario: string, expected: Found, why: string])[] = [
  [BUNKER, "lose site a", at("c", 0, KEPT), "the bunker has all, and goes on sending"],
  [BUNKER, "lose workload w", at("c", 0, KEPT), "so it does when only the workload's storage is gone"],
  [BUNKER, "lose site a; lose site bunker", at("c", 10, AS_IS), "both at once: what was on its way is lost"],
  [BUNKER, "lose region valley", at("c", 10, AS_IS), "a region takes both"],
  [
    BUNKER,
    "lose site a; lose site bunker for 4 h; expect w rpo <= 1 min rto <= 1 h",
    at("c", 10, AS_IS),
    "the bunker is gone before it was done",
  ],
  [BUNKER, "lose site a; lose link far", at("c", 10, AS_IS), "nothing leads out of the bunker"],
  [
    `${BUNKER}link spare bunker <-> c { bandwidth 16 Mbps; rtt 9 ms; standby-for far }\n`,
    "lose site a; lose link far",
    at("c", 0, KEPT),
    "a line that stands by takes it",
  ],
  [ASYNC + ON, "lose site a", at("c", 10, KEPT), "the bunker itself is 10 s behind; c would be 20 s"],
  [
    `${SYNC}replicate w from bunker to c over far { mode sync }\n`,
    "lose site a",
    at("c", 0, AS_IS),
    "there is nothing left to send",
  ],
  [
    `${SYNC}replicate w from bunker to c over far { mode async; journal 1 MB }\n`.replace("1 MB }", "1 kB }"),
    "lose site a; at mon 10:00",
    at("c", 0, KEPT),
    "a journal that never fills changes nothing",
  ],
  [
    `${BUNKER}replicate w from c to d over on { mode async }\n`,
    "lose site a; recover-at d",
    at("d", 0, KEPT),
    "through both",
  ],
  [
    `${BUNKER}replicate w from c to d over on { mode async }\n`,
    "lose site a; lose site bunker; recover-at d",
    at("d", 10, "with all that the c holds"),
    "c lacks 10 s and passes on the rest",
  ],
  [
    `${BUNKER}replicate w from c to d over on { mode async }\n`,
    "lose site a; lose site c; recover-at d",
    at("d", 20, AS_IS),
    "the middle is gone",
  ],
  [
    BUNKER,
    "lose site a; recover-at c; at mon 10:00; expect w rpo <= 0 s rto <= 1 min",
    at("c", 0, KEPT),
    "nothing waits at an hour that is not busy but the product's 10 s",
  ],
];

describe("a cascade of which the first site is lost", () => {
  it.each(ROWS)("%s%s → %o (%s)", (copies, clauses, expected) => {
    expect(found(`${PLAN}${copies}scenario s { ${clauses} }`, "s")).toEqual(expected);
  });

  it("tells what else there was", () => {
    const { rejected } = outcomeIn(`${PLAN}${BUNKER}`, "loss-of-a", "w");
    expect(rejected.map(({ what, why }) => `${what}: ${why}`).sort()).toEqual([
      // 36 GB at 9 MB/s, for 1 is kept free for the changes, and 5 min to promote.
      "replica at 'bunker', run at 'c': takes 1 h 12 min instead of 5 min 10 s",
      "replica at 'c': loses 10 s instead of 0 s",
    ]);
  });

  it("says whose data count, and when they have arrived", () => {
    const { inputs, value } = explainLoss(
      outcomeIn(`${PLAN}${ASYNC}${ON}`, "loss-of-a", "w"),
      lossScenario("site", "a"),
      shippedConstants(),
    );
    expect(value).toBe("10 s");
    expect(inputs.map(({ name, value: told }) => [name, told])).toEqual([
      ["recovered from", "replica at 'c' with all that 'bunker' holds"],
      ["age of the copy at 'bunker' at worst", "10 s"],
      ["until all that 'bunker' holds has arrived", "10 s"],
    ]);
  });

  it("rests on all its copies: one that cannot work makes what comes through it no better", () => {
    // 2000 km are 19.6 ms there and back at least: too far for tier and product alike.
    const far = PLAN.replace("rtt 1 ms", "distance 2000 km; medium dark-fibre").replace(
      "tier gold {}",
      "tier gold { rpo 1 min; write-latency 5 ms }",
    );
    const { verdict, missed } = outcomeIn(`${far}${BUNKER}`, "loss-of-a", "w");
    expect([verdict, missed]).toEqual(["missed", ["copy"]]);
  });
});

/** 20 MB/s on Mondays from 09:00 to 11:00 over lines of 10 MB/s: at 10:00 36 GB wait, at 11:00 72. */
const BUSY = PLAN.replace("data 36 GB", "data 3.6 TB")
  .replace("change 1 MB/s", "change 1 MB/s; change 20 MB/s mon 09:00-11:00")
  .replace("link near a <-> bunker { bandwidth 80 Mbps", "link near a <-> bunker { bandwidth 8 Gbps; streams 64");

describe("the wait for what the bunker still holds", () => {
  const waitOf = (text: string) => {
    const { chosen } = outcomeIn(text, "s", "w");
    return chosen?.source.kind === "replica" ? chosen.source.drain?.wait : undefined;
  };

  it.each([
    ["at mon 08:00", 10, "nothing waits: the product's own lag"],
    ["at mon 10:00", 3600.002, "36 GB at 10 MB/s, and half of 4 ms; the copy is half an hour old"],
    ["at mon 11:00", 7200.002, "72 GB"],
    ["at 10:00", 3600.002, "on the worst of the days"],
    ["", 7200.002, "at the worst of the week"],
  ])("%s: %d s (%s)", (when, expected) => {
    const wait = waitOf(`${BUSY}${BUNKER}scenario s { lose site a; ${when} }`);
    expect(wait && briefDuration(wait)).toBeCloseTo(expected, 6);
  });

  it("is the cycle after the one that runs, where the copy is refreshed in cycles", () => {
    // Just after a cycle began the next is 1 h away, and sends 3.6 GB in 360 s.
    const text = `${PLAN}${SYNC}replicate w from bunker to c over far { mode periodic; every 1 h }\nscenario s { lose site a }`;
    const wait = waitOf(text);
    expect(wait && briefDuration(wait)).toBeCloseTo(1.1 * H, 6);
  });

  it("adds up along the cascade", () => {
    const wait = waitOf(
      `${BUSY}${BUNKER}replicate w from c to d over on { mode async }\nscenario s { lose site a; recover-at d }`,
    );
    // What c gets of it at 10 MB/s it can pass on as fast: its demand is that of the workload, so it may wait as long again.
    expect(wait && briefDuration(wait)).toBeCloseTo(2 * 7200.002, 6);
  });

  it("runs beside all else, from the disaster on", () => {
    const text = `${BUSY.replace("detect 0 s", "detect 1 h")}${BUNKER}scenario s { lose site a; at mon 10:00 }`;
    const steps = outcomeIn(text, "s", "w").recovery?.steps ?? [];
    const told = stepTable(steps).filter(([, , end]) => end !== 0);
    expect(told.map(([step, , end]) => [step, Math.round(Number(end))])).toEqual([
      ["detect", 3600],
      ["wait until 'c' has all of 'w' that 'bunker' holds", 3600],
      ["mobilise staff", 3600],
      ["declare the disaster", 3600],
      ["promote the copy of 'w'", 3900],
    ]);
  });

  it("is not waited for where that would take too long", () => {
    const of = (rto: string) =>
      found(`${BUSY}${BUNKER}scenario s { lose site a; at mon 11:00; expect w rpo <= 3 h rto <= ${rto} }`, "s");
    // 7200 s and 5 min to promote. As it is, the copy lacks what came in the last hour.
    expect(of("3 h")).toEqual(at("c", 0, KEPT));
    expect(of("2 h")).toMatchObject({ from: "newest at c", state: AS_IS });
    expect(of("2 h").rpo).toBeCloseTo(3600.002, 6);
  });

  it("never ends where the line never keeps up: then the copy is as old as it is", () => {
    const text = `${PLAN.replace("change 1 MB/s", "change 20 MB/s")}${BUNKER.replace("over near", "")}scenario s { lose site a; recover-at c }`;
    expect(waitOf(text)).toBeUndefined();
  });
});

describe("the age of a copy of a copy at an instant", () => {
  const both = `${BUSY.replace("8 Gbps; streams 64", "80 Mbps")}${ASYNC}${ON}`;

  it.each([
    // The hop to the bunker is as busy as the one behind it: each holds back half of what came since 09:00.
    // c at 10:00 has what the bunker had at 09:30, and the bunker then had what was written until 09:15.
    ["mon 10:00", 2700.003, "45 min: not twice the half hour"],
    ["mon 08:00", 20, "each is its own lag behind"],
  ])("%s: %d s (%s)", (when, expected) => {
    const text = `${both}scenario s { lose site a; lose site bunker; at ${when} }`;
    expect(Number(brief(outcomeIn(text, "s", "w")).rpo)).toBeCloseTo(expected, 2);
  });
});

describe("in any cascade", () => {
  const mode = fc.constantFrom("sync", "async", "periodic; every 20 min", "log-shipping; every 5 min");
  const drawn = fc.record({
    first: mode,
    second: mode,
    change: fc.integer({ min: 1, max: 12 }),
    busy: fc.integer({ min: 1, max: 60 }),
    hours: fc.integer({ min: 1, max: 9 }),
    at: fc.constantFrom("", "; at mon 09:30", "; at tue 03:00", "; at 12:00"),
  });

  it("the site that passes data on loses nothing by surviving, and what it holds arrives within the copy's age", () => {
    fc.assert(
      fc.property(drawn, ({ first, second, change, busy, hours, at: when }) => {
        const text = `${PLAN.replace(
          "change 1 MB/s",
          `change 0.${String(change).padStart(2, "0")} MB/s; change ${busy} MB/s mon-fri 09:00-${9 + hours}:00`,
        )}replicate w to bunker over near { mode ${first} }
replicate w from bunker to c over far { mode ${second} }
scenario one { lose site a; recover-at c${when} }
scenario two { lose site a; lose site bunker; recover-at c${when} }`;
        const [one, two] = ["one", "two"].map((name) => outcomeIn(text, name, "w"));
        if (!one || !two) throw new Error("The workload is not hit.");
        for (const bound of ["low", "likely", "high"] as const)
          expect(compareDurations(one.rpo[bound], two.rpo[bound])).toBeLessThanOrEqual(1e-6);
        const source = one.chosen?.source;
        if (source?.kind !== "replica" || !source.drain) return;
        const { rpo } = source.replication;
        for (const bound of ["low", "likely", "high"] as const)
          expect(compareDurations(source.drain.wait[bound], rpo?.worst[bound] ?? after(0))).toBeLessThanOrEqual(1e-6);
      }),
      { seed: 20_261_122, numRuns: 60 },
    );
  }, 60_000);
});
