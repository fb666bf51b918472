import { describe, expect, it } from "vitest";
import { initialCopyTime } from "../../server/src/estimate/initial-copy.ts";
import type { Duration } from "../../server/src/estimate/kernel/duration.ts";
import type { ReplicationEstimate } from "../../server/src/estimate/replication-estimate.ts";
import { seconds } from "../../server/src/quantity/quantity.ts";
import { exactly } from "../../server/src/quantity/uncertain.ts";
import { analyseText } from "../support/analyse-text.ts";

/** A line of 10 MB/s and 20 ms; the product's own lag is nothing, writes come evenly. */
const SITES = "site a {}\nsite b {}\ntier gold { rpo 1 d; rto 1 d }\nassume { product-lag 0 s; burst 1x }\n";
const WAN = "link wan a <-> b { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 20 ms }\n";

function plan(...blocks: readonly string[]): ReturnType<typeof analyseText> {
  return analyseText(SITES + WAN + blocks.join("\n"));
}

function workload(name: string, statements: string): string {
  return `workload ${name} { site a; tier gold; data 360 GB; ${statements} }`;
}

function copyOf(analysis: ReturnType<typeof analyseText>, name: string): ReplicationEstimate {
  const [found] = analysis.estimates.copiesOf(name);
  if (!found) throw new Error(`No copy of '${name}'.`);
  return found;
}

const s = (duration: Duration | undefined) => (duration?.kind === "after" ? duration.time : duration?.because);
const ONE_WAY = 0.01;
const MB = 1e6;

describe("synchronous copies on one line", () => {
  const both = plan(
    workload("x", "change 3 MB/s"),
    workload("y", "change 5 MB/s"),
    "replicate x to b { mode sync }",
    "replicate y to b { mode sync }",
  );

  it("find what the others leave, in the busiest minute", () => {
    const { load } = copyOf(both, "x").sync ?? {};
    expect(load?.available).toBeCloseTo(5 * MB, 3);
    expect(load?.left.likely).toBeCloseTo(2 * MB, 3);
    // 3 and 5 of 10.
    expect(load?.utilisation.likely).toBeCloseTo(0.8, 9);
    expect(copyOf(both, "x").verdict).toBe("met");
  });

  it("are at risk above 80 % of the line, and too much beyond all of it", () => {
    const of = (change: string, verdict: string) => {
      const analysis = plan(
        workload("x", "change 3 MB/s"),
        workload("y", `change ${change}`),
        "replicate x to b { mode sync }",
        "replicate y to b { mode sync }",
      );
      expect(copyOf(analysis, "x")).toMatchObject({ verdict, reasons: ["link-too-small"] });
    };
    of("5.5 MB/s", "at-risk");
    of("7.5 MB/s", "missed");
  });

  it("count the bursts of each other, and nothing of what goes after them", () => {
    const analysis = plan(
      workload("x", "change 2 MB/s"),
      workload("y", "change 1 MB/s; burst 3x"),
      workload("z", "change 9 MB/s"),
      "replicate x to b { mode sync }",
      "replicate y to b { mode sync }",
      "replicate z to b { mode async }",
    );
    expect(copyOf(analysis, "x").sync?.load.available).toBeCloseTo(7 * MB, 3);
  });
});

describe("copies in cycles", () => {
  it("send with what asynchronous copies leave", () => {
    // An hour writes 3.6 GB; 10 less 6 MB/s send them in 900 s: 3600 + 900 s old at worst.
    const analysis = plan(
      workload("x", "change 6 MB/s"),
      workload("y", "change 1 MB/s"),
      "replicate x to b { mode async }",
      "replicate y to b { mode periodic; every 1 h }",
    );
    expect(s(copyOf(analysis, "y").rpo?.worst.likely)).toBeCloseTo(4500, 6);
    expect(copyOf(analysis, "y").shared).toMatchObject({ kind: "service", others: 1, links: ["wan"] });
    expect(copyOf(analysis, "x").shared).toBeUndefined();
  });

  it("are not kept back by what goes after them", () => {
    const analysis = plan(
      workload("x", "change 6 MB/s"),
      workload("y", "change 1 MB/s"),
      "replicate x to b { mode async; priority 4 }",
      "replicate y to b { mode periodic; every 1 h }",
    );
    expect(s(copyOf(analysis, "y").rpo?.worst.likely)).toBeCloseTo(3960, 6);
    expect(copyOf(analysis, "y").shared).toBeUndefined();
  });
});

describe("a consistency group", () => {
  it("is one flow of asynchronous copies: what one writes delays the others", () => {
    // 6 and 9 MB/s for an hour on 10: 18 GB wait at its end, 30 min; in two flows x would get its 5 and y the rest.
    const group = "mode async; consistency-group g";
    const analysis = plan(
      workload("x", "change 10 kB/s; change 6 MB/s mon 09:00-10:00"),
      workload("y", "change 10 kB/s; change 9 MB/s mon 09:00-10:00"),
      `replicate x to b { ${group} }`,
      `replicate y to b { ${group} }`,
    );
    const [x, y] = [copyOf(analysis, "x"), copyOf(analysis, "y")];
    expect(s(x.rpo?.worst.likely)).toBeCloseTo(1800 * (10 / 15) * 1.5 + ONE_WAY, 6);
    expect(y.rpo?.worst).toEqual(x.rpo?.worst);
  });

  it("is one cycle of periodic copies", () => {
    // 3.6 and 7.2 GB an hour: 1080 s at 10 MB/s.
    const group = "mode periodic; every 1 h; consistency-group g";
    const analysis = plan(
      workload("x", "change 1 MB/s"),
      workload("y", "change 2 MB/s"),
      `replicate x, y to b { ${group} }`,
    );
    for (const name of ["x", "y"]) expect(s(copyOf(analysis, name).rpo?.worst.likely)).toBeCloseTo(4680, 6);
  });
});

describe("what is sent once", () => {
  it("is copied at first with what all others leave", () => {
    // 360 GB and 1 MB/s of changes, on 10 less 5 MB/s: 360 000 / (5 − 1) = 90 000 s.
    const analysis = plan(
      workload("x", "change 1 MB/s"),
      workload("y", "change 5 MB/s"),
      "replicate x to b { mode async }",
      "replicate y to b { mode async }",
    );
    const x = copyOf(analysis, "x");
    expect(s(initialCopyTime(x, analysis.estimates.spare)?.likely)).toBeCloseTo(90_000, 3);
    expect(s(initialCopyTime(x)?.likely)).toBeCloseTo(40_000, 3);
  });
});

describe("an outage", () => {
  const analysis = plan(
    workload("x", "change 2 MB/s"),
    workload("y", "change 5 MB/s"),
    "replicate x to b { mode async; journal 72 GB; history 2 d every 15 min }",
    "replicate y to b { mode sync }",
  );
  const x = copyOf(analysis, "x");
  const hours = (count: number) => exactly(seconds(count * 3600));

  it("leaves a backlog, which goes with what is left of the line", () => {
    // 5 h of 2 MB/s are 36 GB; with 10 − 5 − 2 = 3 MB/s gone in 12 000 s. MODEL: change × outage / (service − change).
    const effect = analysis.estimates.outage([x], hours(5)).get(x);
    expect(effect?.backlog.likely).toBeCloseTo(36e9, 0);
    expect(effect?.journal).toBe("met");
    expect(s(effect?.lag.likely)).toBeCloseTo(18_000 + ONE_WAY, 6);
    expect(s(effect?.catchUp.likely)).toBeCloseTo(12_000, 6);
    expect(effect?.whileResyncing).toBeUndefined();
  });

  it("is ridden out by a journal as long as that holds the changes", () => {
    // 72 GB at 2 MB/s.
    expect(s(x.journal?.ridesOut().likely)).toBeCloseTo(36_000, 6);
  });

  it("that overflows the journal leaves the last point in time until all is sent again", () => {
    // 12 h: 86.4 GB in 28 800 s; the point is 12 h and 15 min older than the end of the outage.
    const effect = analysis.estimates.outage([x], hours(12)).get(x);
    expect(effect?.journal).toBe("missed");
    expect(s(effect?.catchUp.likely)).toBeCloseTo(28_800, 6);
    expect(s(effect?.whileResyncing?.likely)).toBeCloseTo(43_200 + 900 + 28_800 + ONE_WAY, 6);
  });

  it("never has more to send again than there is", () => {
    // 100 h would write 720 GB of 360.
    expect(s(analysis.estimates.outage([x], hours(100)).get(x)?.catchUp.likely)).toBeCloseTo(120_000, 6);
  });

  it("costs everything where nothing is kept", () => {
    const bare = plan(workload("x", "change 2 MB/s"), "replicate x to b { mode async; journal 1 GB }");
    const effect = bare.estimates.outage(bare.estimates.copiesOf("x"), hours(5)).get(copyOf(bare, "x"));
    expect(s(effect?.whileResyncing?.likely)).toBe("journal-overflow");
  });
});

describe("a journal that is too small for the week", () => {
  it("leaves no recovery point while it is resynchronised, and says so", () => {
    // 12 MB/s for an hour on 10: 7.2 GB wait.
    const analysis = plan(
      workload("x", "change 10 kB/s; change 12 MB/s mon 09:00-10:00"),
      "replicate x to b { mode async; journal 5 GB }",
    );
    const x = copyOf(analysis, "x");
    expect(x.journal).toMatchObject({ verdict: "missed", overflows: { low: true, likely: true, high: true } });
    expect(s(x.rpo?.worst.likely)).toBe("journal-overflow");
    expect(x.reasons).toContain("link-too-small");
    expect([...analysis.findings.values()].flat().map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^The backlog of 7\.2 GB of 'x' overflows its journal, which holds 5 GB of it/),
    );
  });
});
