import { describe, expect, test } from "vitest";
import { codeLenses, lensTitle } from "../../server/src/features/code-lenses.ts";
import { seededRandom } from "../bench/seeded-random.ts";
import { analyseText, MAIN } from "../support/analyse-text.ts";
import { randomPlan } from "../support/random-plan.ts";

/** What stands above each block of a plan: the name that it is at, and what it says. */
function lensesOf(text: string): readonly string[] {
  const analysis = analyseText(text);
  return codeLenses(analysis, MAIN).map((lens) => {
    const said = lensTitle(analysis, lens)?.replaceAll("\u00a0", " ");
    return `${text.slice(lens.span.start, lens.span.end)} ‹${said}›`;
  });
}

/**
 * A copy at b is 1, 5 or 60 s behind: the product's own lag. It takes 10 min to notice, 20 to decide, none to come, and
 * 5 to promote: 35 min.
 */
const PLAN = `plan "P" { detect 10 min; declare 20 min; mobilise 0 s }
site a {}
site b {}
link ab a <-> b { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 2 ms }
`;
const W = "workload w { site a; tier gold; data 36 GB; change 1 MB/s }\n";
const COPY = "replicate w to b { mode async; promote 5 min }\n";
/** The newest point is 25 h old just before the next: a day, and the hour that one takes. */
const NIGHTLY = "backup nightly of w to a { every 1 d; takes 1 h; keep 30 d; restore-rate 10 MB/s }\n";

describe("above a workload", () => {
  const verdicts: readonly (readonly [tier: string, verdict: string])[] = [
    ["rpo 60 s; rto 35 min", " · met"],
    ["rpo 59 s; rto 35 min", " · at risk (RPO)"],
    ["rpo 0.9 s; rto 34 min", " · missed (RPO, RTO)"],
    ["", ""],
  ];
  test.each(verdicts)("the worst loss, where its tier says '%s'", (tier, verdict) => {
    const [loss] = lensesOf(`${PLAN}tier gold { ${tier} }\n${W}${COPY}`);
    expect(loss).toBe(`w ‹loss of a: RPO ≈ 5 s · RTO 35 min${verdict}›`);
  });

  test("and the worst corruption, which no copy survives that follows at once", () =>
    expect(lensesOf(`${PLAN}tier gold { rpo 60 s }\n${W}${COPY}`)).toEqual([
      "w ‹loss of a: RPO ≈ 5 s · RTO 35 min · met›",
      "w ‹corruption of w: nothing brings it back · missed›",
    ]));

  test("the worse of two losses, by the verdict first", () => {
    // Both lose 5 s and take 35 min, of which the second may take 34.
    const scenarios =
      'scenario mild { lose workload w }\nscenario hard "Hard luck" { lose workload w; expect w rto <= 34 min }\n';
    expect(lensesOf(`${PLAN}tier gold { rpo 60 s; rto 35 min }\n${W}${COPY}${scenarios}`)).toContain(
      "w ‹Hard luck: RPO ≈ 5 s · RTO 35 min · missed (RTO)›",
    );
  });

  test("while it has no site, the corruption alone", () =>
    expect(lensesOf("workload w {}\n")).toEqual(["w ‹corruption of w: nothing brings it back›"]));

  test("none above what has no name, or is only begun", () => {
    expect(lensesOf("workload {}\nscenario {}\nworkload")).toEqual([]);
  });
});

describe("above a scenario", () => {
  const above = (text: string) => lensesOf(text).filter((lens) => lens.startsWith("s ‹"));
  const gold = "tier gold { rpo 60 s; rto 35 min }\n";

  test("its only workload", () =>
    expect(above(`${PLAN}${gold}${W}${COPY}scenario s { lose site a }\n`)).toEqual([
      "s ‹w: RPO ≈ 5 s · RTO 35 min · met›",
    ]));

  test("of several the worst figures, and who is worst off", () => {
    const x =
      "workload x { site a; tier gold; data 36 GB; change 1 MB/s }\nreplicate x to b { mode async; promote 45 min }\n";
    // 10 + 20 + 45 min = 75 min.
    expect(above(`${PLAN}${gold}${W}${COPY}${x}scenario s { lose site a }\n`)).toEqual([
      "s ‹2 workloads: RPO ≈ 5 s · RTO 1 h 15 min at worst · missed: x›",
    ]);
  });

  test("that all is well", () => {
    const x =
      "workload x { site a; tier gold; data 36 GB; change 1 MB/s }\nreplicate x to b { mode async; promote 5 min }\n";
    expect(above(`${PLAN}${gold}${W}${COPY}${x}scenario s { lose site a }\n`)).toEqual([
      "s ‹2 workloads: RPO ≈ 5 s · RTO 35 min at worst · met›",
    ]);
  });

  test("what nothing brings back, of many the first few", () => {
    const more = ["x1", "x2", "x3", "x4"].map((name) => `workload ${name} { site a; tier gold }\n`).join("");
    expect(above(`${PLAN}${gold}${W}${COPY}${more}scenario s { lose site a }\n`)).toEqual([
      "s ‹5 workloads: RPO ≈ 5 s · RTO 35 min at worst · nothing brings back x1, x2, x3 and 1 more›",
    ]);
  });

  test("that it hits nobody, and what suffers", () => {
    expect(above(`${PLAN}${gold}${W}scenario s { lose site b }\n`)).toEqual(["s ‹no workload is hit›"]);
    expect(above(`${PLAN}${gold}${W}${COPY}scenario s { lose link ab }\n`)).toEqual([
      "s ‹no workload is hit, one copy suffers›",
    ]);
  });
});

test("a backup counts for corruption, where the copy does not", () => {
  // Noticed after a day: then the newest point may be dirty, and the one a day before it is clean.
  const lenses = lensesOf(`${PLAN}tier gold { corruption-rpo 25 h }\n${W}${COPY}${NIGHTLY}`);
  expect(lenses[1]).toMatch(/^w ‹corruption of w: RPO 24 h · RTO .* · met›$/);
});

test("on random plans every line says something, and none is missing", () => {
  const random = seededRandom(7);
  let seen = 0;
  for (let count = 0; count < 12; count++) {
    const analysis = analyseText(randomPlan(random));
    const lenses = codeLenses(analysis, MAIN);
    for (const lens of lenses) expect(lensTitle(analysis, lens)).toBeTruthy();
    for (const { name, document, file } of analysis.plan.declarations.values()) {
      if (document.kind !== "workload" || name === undefined || file !== MAIN) continue;
      const outcomes = analysis.estimates.scenariosOf(name).flatMap((scenario) => scenario.outcomes);
      const own = outcomes.filter(({ workload }) => workload.workload.name === name);
      const told = lenses.filter((lens) => lens.name === name).map(({ about }) => about === "corruption");
      expect(new Set(told)).toEqual(new Set(own.map(({ by }) => by === "corruption")));
      seen++;
    }
  }
  expect(seen).toBeGreaterThan(10);
}, 60_000);

test("of a workload that is gone nothing is said", () =>
  expect(lensTitle(analyseText(PLAN), { name: "w", about: "loss" })).toBeUndefined());
