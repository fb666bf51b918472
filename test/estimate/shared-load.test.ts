import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Analysis } from "../../server/src/analysis.ts";
import { explainReplication } from "../../server/src/estimate/explain/explain-replication.ts";
import type { Duration } from "../../server/src/estimate/kernel/duration.ts";
import type { ReplicationEstimate } from "../../server/src/estimate/replication-estimate.ts";
import { quickFixes } from "../../server/src/features/quick-fixes.ts";
import { lookUp } from "../../server/src/model/plan.ts";
import { type Random, seededRandom } from "../bench/seeded-random.ts";
import { analyseText, MAIN } from "../support/analyse-text.ts";
import { stepFlows } from "./reference/step-flows.ts";
import type { HourlyRates } from "./reference/step-simulation.ts";

/** Three sites; lines of 10 MB/s and 20 ms; the product's own lag is nothing. */
const SITES = "site a {}\nsite b {}\nsite c {}\ntier gold { rpo 1 h; rto 1 h }\nassume { product-lag 0 s }\n";
const LINE = "bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 20 ms";
const WAN = `link wan a <-> b { ${LINE} }\n`;
const ONE_WAY = 0.01;

/** 1 MB/s, and 8 MB/s in one hour of the week. */
const BUSY_HOUR = "change 1 MB/s; change 8 MB/s mon 09:00-10:00";

function workload(name: string, statements: string, site = "a"): string {
  return `workload ${name} { site ${site}; tier gold; data 1 TB; ${statements} }\n`;
}

function copy(name: string, statements = "mode async", where = "to b"): string {
  return `replicate ${name} ${where} { ${statements} }\n`;
}

function copyOf(analysis: Analysis, name: string, to = "b"): ReplicationEstimate {
  const found = analysis.estimates.copiesOf(name).find(({ bound }) => bound.to.name === to);
  if (!found) throw new Error(`No copy of '${name}' at '${to}'.`);
  return found;
}

const s = (duration: Duration | undefined) => (duration?.kind === "after" ? duration.time : duration?.because);
const worst = (estimate: ReplicationEstimate) => s(estimate.rpo?.worst.likely);
const clock = (hour: number, minute = 0) => hour * 3600 + minute * 60;

describe("copies on one line, by hand", () => {
  it("shares it equally between equals", () => {
    // Of 8 MB/s each gets 5 until what the hour wrote is over: 28.8 GB take 5760 s, the last of it 2160 s old.
    const analysis = analyseText(
      SITES + WAN + workload("x", BUSY_HOUR) + workload("y", BUSY_HOUR) + copy("x") + copy("y"),
    );
    for (const name of ["x", "y"]) {
      const estimate = copyOf(analysis, name);
      expect(worst(estimate)).toBeCloseTo(2160 + ONE_WAY, 6);
      expect(estimate.rpo?.worstAt).toBeCloseTo(clock(10, 36), 6);
      expect(estimate.shared).toMatchObject({ others: 1, links: ["wan"] });
      expect(s(estimate.lagAlone?.worst.likely)).toBe(0);
    }
  });

  it("lets lower priorities go first", () => {
    // x is left 2 of its 8 MB/s: of the hour's 28.8 GB 7.2 are gone at ten, which were written until 09:15.
    const analysis = analyseText(
      SITES +
        WAN +
        workload("x", BUSY_HOUR) +
        workload("y", BUSY_HOUR) +
        copy("x") +
        copy("y", "mode async; priority 1"),
    );
    expect(worst(copyOf(analysis, "x"))).toBeCloseTo(2700 + ONE_WAY, 6);
    expect(copyOf(analysis, "x").rpo?.worstAt).toBeCloseTo(clock(10), 6);
    expect(worst(copyOf(analysis, "y"))).toBeCloseTo(ONE_WAY, 9);
    expect(copyOf(analysis, "y").shared).toBeUndefined();
  });

  it("takes nothing from a flow that asks for less than its share", () => {
    // z takes its 2 MB/s; the other two get 4 each: 28.8 GB take 7200 s.
    const analysis = analyseText(
      SITES +
        WAN +
        workload("x", BUSY_HOUR) +
        workload("y", BUSY_HOUR) +
        workload("z", "change 2 MB/s") +
        copy("x, y, z"),
    );
    for (const name of ["x", "y"]) {
      expect(worst(copyOf(analysis, name))).toBeCloseTo(3600 + ONE_WAY, 6);
      expect(copyOf(analysis, name).rpo?.worstAt).toBeCloseTo(clock(11), 6);
    }
    expect(copyOf(analysis, "z").shared).toBeUndefined();
    expect(worst(copyOf(analysis, "z"))).toBeCloseTo(ONE_WAY, 9);
  });

  it("never catches up with more than the line carries, and says so at the line", () => {
    // 6 + 6 MB/s: each gets 5.
    const analysis = analyseText(
      SITES + WAN + workload("x", "change 6 MB/s") + workload("y", "change 6 MB/s") + copy("x") + copy("y"),
    );
    for (const name of ["x", "y"]) {
      expect(worst(copyOf(analysis, name))).toBe("unbounded-lag");
      expect(copyOf(analysis, name).backlogPerDay.likely).toBeCloseTo(86.4e9, -2);
      expect(copyOf(analysis, name).verdict).toBe("missed");
    }
    expect(messages(analysis, "link-too-small")).toEqual([
      "2 replications send 12 MB/s on average over 'wan', which leaves 10 MB/s for replication. The backlog grows by 173 GB a day. 'x' and 'y' never catch up.",
    ]);
  });

  it("reports one that others starve while the line would carry all in the mean", () => {
    // x may send from nine to ten on Mondays, up to 36 GB, but then y takes 8 of the 10 MB/s and leaves 7.2 GB of it.
    const analysis = analyseText(
      SITES +
        WAN +
        workload("x", "change 50 kB/s") +
        workload("y", BUSY_HOUR) +
        copy("x", "mode async; window mon 09:00-10:00") +
        copy("y", "mode async; priority 1"),
    );
    // 50 kB/s x 604800 s = 30.24 GB a week, of which 7.2 GB go: 23.04 GB / 7 stay each day.
    expect(copyOf(analysis, "x").backlogPerDay.likely).toBeCloseTo(23.04e9 / 7, -2);
    expect(copyOf(analysis, "x").lagAlone?.cases.likely.kind).toBe("steady");
    expect(messages(analysis, "link-too-small")).toEqual([
      "2 replications send 1.09 MB/s on average over 'wan', which leaves 10 MB/s for replication. Even so 'x' never catches up: when it can be sent, the others leave too little.",
    ]);
  });

  it("leaves to asynchronous copies what synchronous ones do not take", () => {
    const analysis = analyseText(
      SITES + WAN + workload("x", BUSY_HOUR) + workload("y", BUSY_HOUR) + copy("x") + copy("y", "mode sync"),
    );
    expect(worst(copyOf(analysis, "x"))).toBeCloseTo(2700 + ONE_WAY, 6);
  });

  it("counts of a periodic copy what its cycles send, after all others unless told", () => {
    const plan = (priority: string) =>
      SITES +
      WAN +
      workload("x", "change 9 MB/s") +
      workload("y", "change 8 MB/s; unique 2 MB/s per 1 h") +
      copy("x") +
      copy("y", `mode periodic; every 1 h${priority}`);
    expect(copyOf(analyseText(plan("")), "x").shared).toBeUndefined();
    // 9 of 8 MB/s that are left.
    expect(copyOf(analyseText(plan("; priority 1")), "x").backlogPerDay.likely).toBeCloseTo(86.4e9, -2);
  });

  it("counts an optimiser for every flow", () => {
    // Twice 12 MB/s are 12 on the wire, where 10 go: each flow gets 10 of its 12.
    const analysis = analyseText(
      SITES +
        `link wan a <-> b { ${LINE}; optimiser 2x }\n` +
        workload("x", "change 12 MB/s") +
        workload("y", "change 12 MB/s") +
        copy("x, y"),
    );
    expect(copyOf(analysis, "x").backlogPerDay.likely).toBeCloseTo(2 * 86.4e9, -2);
    expect(messages(analysis, "link-too-small")[0]).toMatch(/^2 replications send 12 MB\/s on average over 'wan'/);
  });

  it("leaves to others what the streams of the first cannot take", () => {
    // y never sends more than 120 kB / 20 ms = 6 MB/s, until 10:24. x gets 4 of 5: its hour takes 4500 s.
    const analysis = analyseText(
      SITES +
        `link wan a <-> b { ${LINE}; streams 1; tcp-window 120 kB }\n` +
        workload("x", "change 1 MB/s; change 5 MB/s mon 09:00-10:00") +
        workload("y", BUSY_HOUR) +
        copy("x") +
        copy("y", "mode async; priority 1"),
    );
    expect(worst(copyOf(analysis, "x"))).toBeCloseTo(900 + ONE_WAY, 6);
    expect(copyOf(analysis, "y").shared).toBeUndefined();
  });
});

describe("what is said of a shared line", () => {
  const notes = (priority: string) => {
    const text = SITES + WAN + workload("x", BUSY_HOUR) + workload("y", BUSY_HOUR) + copy("x") + copy("y");
    const analysis = analyseText(text.replace("replicate x to b { mode async", `$&${priority}`));
    return explainReplication(copyOf(analysis, "x"), analysis.estimates).at(-1)?.notes.at(-1);
  };

  it("is with how many others, and the priority", () => {
    expect(notes("")).toBe("Shares 'wan' with another copy; its priority is 2, lower goes first.");
    expect(notes("; priority 3")).toBe("Shares 'wan' with another copy; its priority is 3, lower goes first.");
  });

  it("is nothing for one that is not delayed", () => {
    expect(notes("; priority 1")).toBe("Nothing else on its route delays it.");
  });
});

describe("a wider line as a repair", () => {
  it("is wide enough for all that share it", () => {
    // Alone 8 MB/s fit already; together 16 MB/s at nine need 128 Mbps to wait for less than a minute: the next size is 155.
    const text =
      SITES.replace("rpo 1 h", "rpo 1 min") + WAN + workload("x", BUSY_HOUR) + workload("y", BUSY_HOUR) + copy("x, y");
    const at = text.indexOf("mode async") + 6;
    const titles = quickFixes(analyseText(text), MAIN, { start: at, end: at }).map(({ title }) =>
      title.replaceAll("\u00a0", " "),
    );
    expect(titles).toContain("Raise 'wan' from 80 Mbps to 155 Mbps (RPO 36 min → 10 ms)");
  });
});

describe("what does not compete", () => {
  it("are the two directions of a line", () => {
    const analysis = analyseText(
      SITES +
        WAN +
        workload("x", "change 6 MB/s") +
        workload("y", "change 6 MB/s", "b") +
        copy("x") +
        copy("y", "mode async", "to a"),
    );
    expect(copyOf(analysis, "x").shared).toBeUndefined();
    expect(copyOf(analysis, "y", "a").shared).toBeUndefined();
    expect(messages(analysis, "link-too-small")).toEqual([]);
  });

  it("are two lines in one conduit, or a line and its standby", () => {
    for (const how of ["conduit river", "standby-for wan"]) {
      const analysis = analyseText(
        SITES +
          `conduit river {}\nlink wan a <-> b { ${LINE}; conduit river }\nlink second a <-> b { ${LINE}; ${how} }\n` +
          workload("x", "change 6 MB/s") +
          workload("y", "change 6 MB/s") +
          copy("x", "mode async", "to b over wan") +
          copy("y", "mode async", "to b over second"),
      );
      expect(worst(copyOf(analysis, "x"))).toBeCloseTo(ONE_WAY, 9);
      expect(worst(copyOf(analysis, "y"))).toBeCloseTo(ONE_WAY, 9);
    }
  });

  it("are the two directions when both are too full: each is reported", () => {
    const copies = copy("x, y") + copy("v, w", "mode async", "to a");
    const there = workload("x", "change 6 MB/s") + workload("y", "change 7 MB/s");
    const back = workload("v", "change 8 MB/s", "b") + workload("w", "change 9 MB/s", "b");
    expect(messages(analyseText(SITES + WAN + there + back + copies), "link-too-small")).toEqual([
      expect.stringMatching(
        /^2 replications send 13 MB\/s on average over 'wan' towards 'b'.* 'x' and 'y' never catch up\.$/,
      ),
      expect.stringMatching(
        /^2 replications send 17 MB\/s on average over 'wan' towards 'a'.* 'v' and 'w' never catch up\.$/,
      ),
    ]);
  });

  it("is a direction of which the other is too full", () => {
    const analysis = analyseText(
      SITES +
        WAN +
        workload("x", "change 6 MB/s") +
        workload("y", "change 7 MB/s") +
        workload("z", "change 9 MB/s", "b") +
        copy("x, y") +
        copy("z", "mode async", "to a"),
    );
    expect(messages(analysis, "link-too-small")[0]).toMatch(
      /^2 replications send 13 MB\/s on average over 'wan' towards 'b', /,
    );
  });
});

describe("shared lines further on", () => {
  it("adds the lag of a shared line to that of a copy of the copy", () => {
    const analysis = analyseText(
      SITES +
        WAN +
        `link on b <-> c { ${LINE} }\n` +
        workload("x", BUSY_HOUR) +
        workload("y", BUSY_HOUR) +
        copy("x, y") +
        copy("x", "mode async", "from b to c"),
    );
    expect(worst(copyOf(analysis, "x", "c"))).toBeCloseTo(2160 + 2 * ONE_WAY, 6);
  });

  it("estimates anew only what an edit delays, and the same as before once it is taken back", () => {
    const others =
      workload("u", "change 6 MB/s", "b") + workload("v", "change 6 MB/s", "b") + copy("u, v", "mode async", "to a");
    const text = SITES + WAN + others + workload("x", BUSY_HOUR) + workload("y", BUSY_HOUR) + copy("x");
    const before = analyseText(text);
    const shared = analyseText(text + copy("y"), before);
    const after = analyseText(text, shared);
    expect(worst(copyOf(before, "x"))).toBeCloseTo(ONE_WAY, 9);
    expect(worst(copyOf(shared, "x"))).toBeCloseTo(2160 + ONE_WAY, 6);
    expect(worst(copyOf(after, "x"))).toBeCloseTo(ONE_WAY, 9);
    expect(copyOf(shared, "u", "a").shared).toEqual(copyOf(before, "u", "a").shared);
    expect([...after.estimated.sharing.keys()].length).toBe(1);
  });
});

/** Milliseconds that one plan may take on a machine that has other things to do. */
const PATIENCE = 60_000;

describe("shared lags derived from edit to edit", () => {
  const LINES = ["a <-> b", "b <-> c", "a -> c", "c <-> a"];
  const randomLine = (random: Random, slot: number): string => {
    const site = () => random.pick(["a", "b", "c"]);
    if (slot < 3) {
      const more = random.pick(["", "; optimiser 2x", "; other-traffic 5 Mbps 08:00-12:00", "; available 60 %"]);
      const rate = random.pick([40, 60, 80, 200]);
      return `link l${slot} ${random.pick(LINES)} { bandwidth ${rate} Mbps; efficiency 100 %; rtt ${random.whole(5, 9)} ms${more} }`;
    }
    const name = `w${slot % 6}`;
    if (slot < 9) {
      const busy = random.pick(["", `; change 9 MB/s mon 0${random.whole(1, 7)}:00-09:00`]);
      return workload(
        name,
        `change ${random.pick(["300 kB/s", "2 MB/s", "1..3 MB/s"])}${busy}`,
        random.pick(["a", "a", "b"]),
      ).trim();
    }
    const mode = random.pick(["async", "async", "async", "sync", "periodic; every 1 h"]);
    const from = random.chance(0.3) ? `from ${site()} ` : "";
    const both = random.chance(0.2) ? `, w${random.whole(0, 5)}` : "";
    const more = random.pick([
      "",
      "",
      `; priority ${random.whole(1, 3)}`,
      "; window mon 08:00-20:00",
      "; reduction 1.5..2x",
    ]);
    return copy(`${name}${both}`, `mode ${mode}${more}`, `${from}to ${site()}`).trim();
  };
  const told = (analysis: Analysis) =>
    Object.fromEntries(
      [0, 1, 2, 3, 4, 5].map((index) => [
        index,
        analysis.estimates.copiesOf(`w${index}`).map(({ bound, lag, shared, rpo, verdict, reasons }) => {
          return { to: bound.to.name, lag, shared, rpo, verdict, reasons };
        }),
      ]),
    );
  const found = (analysis: Analysis) =>
    [...analysis.findings.values()].flatMap((all) => all.map(({ rule, message }) => `${rule}: ${message}`)).sort();

  it.each([1, 2, 3, 4, 5, 6])(
    "are those of a plan read at once (seed %i)",
    (seed) => {
      const random = seededRandom(seed);
      const lines = Array.from({ length: 18 }, (_, slot) => randomLine(random, slot));
      let analysis = analyseText(SITES + lines.join("\n"));
      let delayed = 0;
      for (let step = 0; step < 40; step++) {
        const slot = random.whole(0, lines.length - 1);
        lines[slot] = random.chance(0.1) ? "" : randomLine(random, slot);
        const text = SITES + lines.join("\n");
        analysis = analyseText(text, analysis);
        const fresh = analyseText(text);
        expect(told(analysis), `step ${step}`).toEqual(told(fresh));
        expect(found(analysis), `step ${step}`).toEqual(found(fresh));
        delayed += analysis.estimated.sharing.size;
      }
      expect(delayed).toBeGreaterThan(20);
    },
    PATIENCE,
  );
});

describe("a plan of several lines, against small steps of time", () => {
  const LINES: readonly [string, HourlyRates][] = [
    ["first", [[0, 10]]],
    ["second", [[0, 6]]],
  ];
  const flows: readonly {
    name: string;
    from: string;
    to: string;
    priority: number;
    change: HourlyRates;
    text: string;
  }[] = [
    {
      name: "p",
      from: "a",
      to: "c",
      priority: 2,
      change: [
        [0, 1],
        [9, 8],
        [11, 1],
      ],
      text: "change 1 MB/s; change 8 MB/s mon 09:00-11:00",
    },
    {
      name: "q",
      from: "a",
      to: "b",
      priority: 2,
      change: [
        [0, 2],
        [8, 9],
        [10, 2],
      ],
      text: "change 2 MB/s; change 9 MB/s mon 08:00-10:00",
    },
    {
      name: "r",
      from: "b",
      to: "c",
      priority: 1,
      change: [
        [0, 1],
        [10, 4],
        [12, 1],
      ],
      text: "change 1 MB/s; change 4 MB/s mon 10:00-12:00",
    },
  ];
  const lines = `link first a -> b { ${LINE} }\nlink second b -> c { ${LINE.replace("80", "48")} }\n`;
  const analysis = analyseText(
    SITES +
      lines +
      flows
        .map(
          ({ name, from, to, priority, text }) =>
            workload(name, text, from) + copy(name, `mode async; priority ${priority}`, `to ${to}`),
        )
        .join(""),
  );
  const stepped = stepFlows(
    LINES.map(([, rates]) => rates),
    flows.map(({ from, to, priority, change }) => ({
      arrivals: change,
      priority,
      links: [...(from === "a" ? [0] : []), ...(to === "c" ? [1] : [])],
    })),
    10,
  );

  it.each(flows.map(({ name, to }, index) => [name, to, index] as const))("%s to %s", (name, to, index) => {
    const expected = stepped[index];
    const lag = copyOf(analysis, name, to).lag?.cases.likely;
    if (expected?.kind !== "steady" || lag?.kind !== "steady") throw new Error("Not steady.");
    expect(Math.abs(lag.worst - expected.worst)).toBeLessThan(20);
    expect(Math.abs(lag.p95 - expected.p95)).toBeLessThan(20);
    expect(Math.abs(lag.maxBacklog / 1e6 - expected.maxBacklog)).toBeLessThan(0.002 * expected.maxBacklog + 100);
  });
});

describe("laws of a shared line", () => {
  const changes = fc.record({
    base: fc.integer({ min: 1, max: 40 }),
    peak: fc.integer({ min: 1, max: 200 }),
    hour: fc.integer({ min: 0, max: 22 }),
    priority: fc.integer({ min: 1, max: 3 }),
  });
  type Change = typeof changes extends fc.Arbitrary<infer T> ? T : never;
  const planOf = (list: readonly Change[], bandwidth = 80) =>
    SITES +
    WAN.replace("80", String(bandwidth)) +
    list
      .map(({ base, peak, hour, priority }, index) => {
        const from = String(hour).padStart(2, "0");
        const to = String(hour + 2).padStart(2, "0");
        const change = `change ${base}00 kB/s; change ${peak}00 kB/s mon-fri ${from}:00-${to}:00`;
        return workload(`w${index}`, change) + copy(`w${index}`, `mode async; priority ${priority}`);
      })
      .join("");
  const orNever = (estimate: ReplicationEstimate) => {
    const time = worst(estimate);
    return typeof time === "number" ? time : Number.POSITIVE_INFINITY;
  };
  const settings = { seed: 20_260, numRuns: 60 };
  const some = fc.array(changes, { minLength: 2, maxLength: 5 });

  it("one more flow never makes another fresher", () => {
    fc.assert(
      fc.property(some, changes, (list, more) => {
        const [less, all] = [analyseText(planOf(list)), analyseText(planOf([...list, more]))];
        for (const index of list.keys()) {
          const before = orNever(copyOf(less, `w${index}`));
          expect(orNever(copyOf(all, `w${index}`))).toBeGreaterThanOrEqual(before * (1 - 1e-6));
        }
      }),
      settings,
    );
  });

  it("more bandwidth never makes a copy older", () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 81, max: 300 }), (list, bandwidth) => {
        const [narrow, wide] = [analyseText(planOf(list)), analyseText(planOf(list, bandwidth))];
        for (const index of list.keys()) {
          const before = orNever(copyOf(narrow, `w${index}`));
          expect(orNever(copyOf(wide, `w${index}`))).toBeLessThanOrEqual(before * (1 + 1e-6));
        }
      }),
      settings,
    );
  });
});

/** All messages of a rule at the line. */
function messages(analysis: Analysis, rule: string): readonly string[] {
  const line = lookUp(analysis.plan, "wan");
  const all = [...analysis.findings.values()].flat().filter((finding) => finding.rule === rule);
  const atLine = (line && analysis.findings.get(line.id)) ?? [];
  expect(all.length).toBe(atLine.filter((finding) => finding.rule === rule).length);
  return all.map(({ message }) => message.replaceAll("\u00a0", " "));
}
