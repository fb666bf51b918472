import { describe, expect, it } from "vitest";
import { explainOutcome, explainScenario } from "../../server/src/estimate/explain/explain-scenario.ts";
import { shippedConstants } from "../../server/src/model/constants.ts";
import { estimatesOfText } from "../support/estimates.ts";
import { brief, briefDuration, outcomeIn, scenarioEstimate } from "../support/scenarios.ts";

const H = 3600;

/** The copy at b is 1, 5 or 60 s behind; it takes 10 min to notice, 20 to decide, none to come, and 5 to promote: 35 min. */
const PLAN = `region north
site a { region north } site b { region north }
link ab a <-> b { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 2 ms }
plan "P" { detect 10 min; declare 20 min; mobilise 0 s }
`;
const W =
  "workload w { site a; tier gold; data 36 GB; change 1 MB/s }\nreplicate w to b { mode async; promote 5 min }\n";

const VERDICTS: readonly (readonly [
  tier: string,
  expected: string,
  verdict: string,
  missed: readonly string[],
  why: string,
])[] = [
  // tier                                    more                               verdict    missed
  ["rpo 60 s; rto 35 min", "", "met", [], "just met, in the worst case too"],
  ["rpo 59 s; rto 35 min", "", "at-risk", ["rpo"], "up to 60 s"],
  ["rpo 1 s; rto 35 min", "", "at-risk", ["rpo"], "at best 1 s"],
  ["rpo 0.9 s; rto 35 min", "", "missed", ["rpo"], "not even at best"],
  ["rpo 60 s; rto 34 min", "", "missed", ["rto"], "35 min in all cases"],
  ["rpo 0 s; rto 34 min", "", "missed", ["rpo", "rto"], "both"],
  ["mtd 1 h; work-recovery 25 min", "", "met", [], "35 and 25 min"],
  ["mtd 1 h; work-recovery 20..30 min", "", "at-risk", ["mtd"], "work recovery counts"],
  ["mtd 34 min", "", "missed", ["mtd"], "the tier survives no more than 34 min"],
  ["", "", "none", [], "nothing is promised"],
  ["rpo 0 s; rto 1 min", "expect w rpo <= 60 s rto <= 35 min", "met", [], "the scenario expects less"],
  ["rpo 0 s; rto 1 min", "expect gold rpo <= 60 s rto <= 35 min", "met", [], "of the whole tier"],
  [
    "rpo 0 s; rto 1 h",
    "expect gold rpo <= 60 s; expect w rpo <= 0.5 s",
    "missed",
    ["rpo"],
    "of the workload before the tier",
  ],
  ["rpo 0 s; rto 1 h", "expect w rto <= 35 min", "missed", ["rpo"], "what is not expected stays as promised"],
];

describe("the verdict", () => {
  it.each(VERDICTS)("%s; %s: %s %o (%s)", (tier, expected, verdict, missed) => {
    const text = `${PLAN}tier gold { ${tier} }\n${W}scenario s { lose site a; ${expected} }`;
    const found = outcomeIn(text, "s", "w");
    expect([found.verdict, found.missed]).toEqual([verdict, missed]);
    expect(briefDuration(found.rpo)).toEqual([1, 5, 60]);
    expect(briefDuration(found.rto)).toBe(35 * 60);
  });

  it("names what it depends on", () => {
    const of = (tier: string, more = "") =>
      outcomeIn(`${PLAN}tier gold { ${tier} }\n${W}scenario s { lose site a; ${more} }`, "s", "w").dependsOn;
    expect(of("rpo 30 s")).toBe("the product's own lag: 5 s (1 s … 60 s)");
    expect(of("rto 1 h", "declare 10..60 min")).toContain("declare");
    expect(of("rpo 60 s; rto 1 h")).toBeUndefined();
  });

  it("is none for the loss of a region, unless the scenario expects something", () => {
    const two = PLAN.replace("site b { region north }", "site b {}");
    const text = `${two}tier gold { rpo 0 s; rto 1 min }\n${W}scenario s { lose region north; expect w rto <= 1 h }\nregion south`;
    const s = outcomeIn(text, "s", "w");
    expect([s.verdict, s.objective, s.expect]).toEqual([
      "met",
      { rpo: 0, rto: 60, mtd: undefined },
      { rpo: undefined, rto: H },
    ]);
    const built = outcomeIn(text.replace("; expect w rto <= 1 h", "; lose site a"), "s", "w");
    expect(built.verdict).toBe("none");
    expect(outcomeIn(`${PLAN}tier gold { rpo 0 s }\n${W}`, "loss-of-north", "w")).toMatchObject({
      verdict: "none",
      chosen: undefined,
    });
  });

  it("does not hold by a copy that cannot work", () => {
    const far = PLAN.replace("rtt 2 ms", "rtt 40 ms");
    const text = `${far}tier gold { rpo 0 s; rto 1 h; write-latency 5 ms }\nworkload w { site a; tier gold; data 36 GB; change 1 MB/s }\nreplicate w to b { mode sync; promote 5 min }`;
    const found = outcomeIn(text, "loss-of-a", "w");
    expect([found.verdict, found.missed]).toEqual(["missed", ["copy"]]);
  });
});

describe("the choice", () => {
  const CHOICES = `${PLAN}site c {}
link ac a <-> c { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 2 ms }
link bc b <-> c { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 2 ms }
workload w { site a; tier gold; data 36 GB; change 1 MB/s }
`;
  const NEAR = "replicate w to b { mode async; promote 5 h }\n";
  const NIGHTLY = "backup nightly of w to c { every 1 d; takes 1 h; keep 30 d; restore-rate 100 MB/s }\n";

  it.each([
    // Promoting takes 5 h. Reading 36 GB at 100 MB/s takes 6 min, and 36 with the rest.
    [
      "tier gold { rpo 2 d; rto 1 h }",
      { from: "nightly", at: "c" },
      "misses the RTO of 1 h: takes 5 h 30 min",
      "the objectives first",
    ],
    [
      "tier gold { rpo 2 d; rto 1 d }",
      { from: "newest at b", at: "b" },
      "loses 25 h instead of 5 s",
      "then the least loss",
    ],
    [
      "tier gold { rpo 1 min; rto 1 h }",
      { from: "newest at b", at: "b" },
      "loses 25 h instead of 5 s",
      "when neither meets all, too",
    ],
    ["tier gold {}", { from: "newest at b", at: "b" }, "loses 25 h instead of 5 s", "or nothing is promised"],
  ])("%s: %o, for the other %s (%s)", (tier, expected, why) => {
    const found = outcomeIn(`${CHOICES}${tier}\n${NEAR}${NIGHTLY}`, "loss-of-a", "w");
    expect(brief(found)).toMatchObject(expected);
    expect(found.rejected.map((each) => each.why)).toEqual([why]);
  });

  it("takes the least time of equal losses, and the preferred place when both meet the objectives", () => {
    const twins = `${CHOICES}tier gold { rto 1 d }\nreplicate w to b { mode sync; promote 20 min }\nreplicate w to c { mode sync; promote 10 min }\n`;
    expect(brief(outcomeIn(twins, "loss-of-a", "w"))).toEqual({ from: "newest at c", at: "c", rpo: 0 });
    const preferred = `${twins}scenario s { lose site a; recover-at b, c }`;
    expect(brief(outcomeIn(preferred, "s", "w"))).toEqual({ from: "newest at b", at: "b", rpo: 0 });
    const tight = preferred.replace("rto 1 d", "rto 45 min");
    expect(brief(outcomeIn(tight, "s", "w"))).toEqual({ from: "newest at c", at: "c", rpo: 0 });
  });
});

describe("what is worth knowing", () => {
  const PAIR = `${PLAN}site c {}
link bc b <-> c { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 12 ms }
tier gold { rpo 1 h }
workload db { site a; tier gold; data 36 GB; change 1 MB/s }
workload app { site a; tier gold; data 1 GB; change 1 kB/s; needs db }
`;

  it.each([
    ["replicate db, app to b { mode sync }", [], "both as of the same instant, at the same place"],
    [
      "replicate db to b { mode sync }\nreplicate app to b { mode periodic; every 1 h }",
      ["recovery-points-differ"],
      "0 s and more than an hour",
    ],
    ["replicate db to b { mode sync }\nreplicate app to c { mode sync }", ["separated"], "12 ms apart, more than 5"],
    [
      "replicate db to b { mode sync }\nreplicate app to c { mode sync }\nassume { separation-latency 12 ms }",
      [],
      "which is near enough now",
    ],
  ])("%s: %o (%s)", (copies, kinds) => {
    const more = copies.includes("app to c") ? "link ac a <-> c { bandwidth 80 Mbps; rtt 2 ms }\n" : "";
    expect(scenarioEstimate(`${PAIR}${more}${copies}`, "loss-of-a").notes.map(({ kind }) => kind)).toEqual(kinds);
  });

  it("is whether the place has room", () => {
    const text = `${PAIR.replace("site b { region north }", "site b { hosts 2; vms-per-host 4 }")}workload many { site a; tier gold; data 1 GB; change 1 kB/s; vms 6 }
workload there { site b; tier gold; data 1 GB; change 1 kB/s; vms 3 }
replicate many to b { mode sync }`;
    // 6 and 3 machines need three servers of four.
    expect(scenarioEstimate(text, "loss-of-a").capacity).toMatchObject([
      { place: { name: "b" }, resident: 3, recovered: 6, hosts: { needed: 3, available: 2 } },
    ]);
  });
});

describe("the explanation", () => {
  const text = `${PLAN}tier gold { rpo 30 s; rto 1 h }\n${W}backup nightly of w to b { every 1 d; takes 1 h; keep 30 d }`;

  it("of a scenario tells what becomes of each workload and copy", () => {
    const [whole] = explainScenario(scenarioEstimate(text, "loss-of-a"), estimatesOfText(text));
    expect(whole?.value).toBe("1 workload hit, at worst RPO ≈ 5 s (1 s … 60 s) · RTO 35 min: at risk");
    expect(whole?.inputs).toEqual([
      { name: "'w'", value: "RPO ≈ 5 s (1 s … 60 s) · RTO 35 min · at risk (RPO)", origin: "replica at 'b'" },
    ]);
    const [line] = explainScenario(scenarioEstimate(text, "loss-of-ab"), estimatesOfText(text));
    expect(line?.value).toBe("no workload is hit, 1 copy stopped");
  });

  it("of an outcome tells the loss, what was rejected, and the steps", () => {
    const estimate = scenarioEstimate(text, "loss-of-a");
    const [outcome] = estimate.outcomes;
    const [loss, time] = outcome ? explainOutcome(outcome, estimate.scenario, shippedConstants()) : [];
    expect(loss?.value).toBe("≈ 5 s (1 s … 60 s)");
    expect(loss?.notes).toEqual(["Not backup 'nightly' at 'b': misses the RPO of 30 s: loses 25 h."]);
    expect(time?.inputs.map(({ value }) => value)).toEqual([
      "0 s → 10 min",
      "10 min → 30 min",
      "30 min → 35 min",
      "1 h",
    ]);
    expect(time?.bottleneck).toContain("declare");
    expect(time?.notes.at(-1)).toBe("It depends on the product's own lag: 5 s (1 s … 60 s).");
  });
});
