import { describe, expect, it } from "vitest";
import { initialCopyTime } from "../../server/src/estimate/initial-copy.ts";
import type { Duration } from "../../server/src/estimate/kernel/duration.ts";
import { copyEstimate } from "../support/estimates.ts";

/** A copy over a line of 10 MB/s and 20 ms. */
function planOf(
  workload: string,
  replicate: string,
  link = "bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 20 ms",
): string {
  return `site a {}
site b {}
tier gold { rpo 1 d; rto 1 d }
link wan a <-> b { ${link} }
workload orders { site a; tier gold; ${workload} }
replicate orders to b { ${replicate} }
technology aged { modes periodic; source "x" }
`;
}

const s = (duration: Duration | undefined) => (duration?.kind === "after" ? duration.time : duration?.because);
const H = 3600;

describe("what a line must carry for cycles: the mean of what they send", () => {
  const DAYTIME = "data 1 TB; change 1 MB/s; change 5 MB/s 06:00-18:00; unique 2.5 MB/s per 10 min";

  it.each<[string, string, string, number]>([
    ["all that is written, where nothing is written twice", "data 1 TB; change 2 MB/s", "every 1 h", 2e6],
    // Half of the day 2.5 of 5 MB/s are distinct, the other half all of 1 MB/s: (2.5 + 1) / 2.
    ["what is distinct, window by window", DAYTIME, "every 10 min", 1.75e6],
    ["the same, squeezed by two", DAYTIME, "every 10 min; reduction 2x", 0.875e6],
    // A cycle of a day holds 3 MB/s in the mean, of which 2.5 are distinct.
    ["in cycles of a day what is distinct of the mean", DAYTIME, "every 1 d", 2.5e6],
    // Logs hold every write: (5 + 1) / 2.
    ["every write in logs", DAYTIME, "every 10 min; mode log-shipping", 3e6],
  ])("%s", (_what, workload, replicate, expected) => {
    const mode = replicate.includes("mode") ? replicate : `mode periodic; ${replicate}`;
    expect(copyEstimate(planOf(workload, mode), "orders").required?.likely).toBeCloseTo(expected, 3);
  });
});

describe("the age of a copy in cycles: from the start of one to the end of the next", () => {
  const worst = (plan: string) => s(copyEstimate(plan, "orders").rpo?.worst.likely);

  it.each<[string, string, string, number]>([
    // 86.4 GB a day take 2.4 h of 10 MB/s.
    ["a day, and what a day's change takes", "data 1 TB; change 1 MB/s", "mode periodic; every 1 d", 24 * H + 2.4 * H],
    [
      "half of it, squeezed by two",
      "data 1 TB; change 1 MB/s",
      "mode periodic; every 1 d; reduction 2x",
      24 * H + 1.2 * H,
    ],
    ["never more than all data", "data 36 GB; change 1 MB/s", "mode periodic; every 1 d", 24 * H + 1 * H],
    [
      "only what is distinct",
      "data 1 TB; change 1 MB/s; unique 0.25 MB/s per 1 d",
      "mode periodic; every 1 d",
      24 * H + 0.6 * H,
    ],
    // In ten minutes there are no more distinct bytes than in the hour: 60 MB.
    [
      "no more than a longer window holds",
      "data 1 TB; change 2 MB/s; unique 1 MB/s per 1 min; unique 1 MB/min per 1 h",
      "mode periodic; every 10 min",
      606,
    ],
    [
      "logs hold every write",
      "data 1 TB; change 1 MB/s; unique 0.25 MB/s per 1 d",
      "mode log-shipping; every 1 d",
      24 * H + 2.4 * H,
    ],
    ["an idle workload has nothing to send", "data 1 TB; change 0 MB/s", "mode periodic; every 15 min", 900],
    ["two copies of it send twice", "data 1 TB; change 1 MB/s; count 2", "mode periodic; every 12 h", 12 * H + 2.4 * H],
    // Split mirror every 12 h (Keeton and Merchant, DSN 2004): nothing to speak of is sent.
    ["12 h for a mirror split every 12 h", "data 1 TB; change 0.001 MB/s", "mode periodic; every 12 h", 12 * H],
  ])("%s", (_what, workload, replicate, expected) => {
    expect(Number(worst(planOf(workload, replicate))) / expected).toBeCloseTo(1, 3);
  });

  it("of a daily cycle lies between a day and a day and its copy (TechTarget, Virtualizing disaster recovery, 2009)", () => {
    const age = Number(worst(planOf("data 1 TB; change 2 MB/s mon-fri 08:00-18:00", "mode periodic; every 1 d")));
    const copy = (2e6 * 10 * H) / 10e6;
    expect(age).toBeGreaterThanOrEqual(24 * H);
    expect(age).toBeLessThanOrEqual(24 * H + copy + 1);
  });

  it("grows without end where logs hold more than their interval lets through", () => {
    const plan = planOf("data 100 TB; change 12 MB/s", "mode log-shipping; every 1 h");
    expect(worst(plan)).toBe("unbounded-lag");
    expect(copyEstimate(plan, "orders")).toMatchObject({ verdict: "missed", reasons: ["link-too-small"] });
  });

  it("grows no further than two copies of all data, where whole data are all that a cycle can send", () => {
    const plan = planOf("data 1 TB; change 12 MB/s", "mode periodic; every 1 h");
    expect(Number(worst(plan)) / 2e5).toBeCloseTo(1, 3);
  });

  it("with a setting that is an age, is that age: 1 TB at 10 % a day, RPO 1 h (vSphere Replication)", () => {
    const plan = planOf("data 1 TB; change 10 %/day", "mode periodic; every 1 h; using vsphere-replication");
    expect(Number(worst(plan)) / H).toBeCloseTo(1, 2);
  });

  it("is not known without an interval", () => {
    expect(copyEstimate(planOf("data 1 TB; change 1 MB/s", "mode periodic"), "orders").rpo).toBeUndefined();
  });
});

describe("a first copy (DataCore and Riverbed case study, Waterstons)", () => {
  const LEASED = "bandwidth 2 Mbps; medium leased-line; loss 0 %; rtt 30 ms";
  const hours = (workload: string, replicate: string, link: string) => {
    const time = initialCopyTime(copyEstimate(planOf(workload, `mode async; ${replicate}`, link), "orders"))?.likely;
    return time?.kind === "after" ? time.time / H : time?.because;
  };

  it.each<[string, string, string, string, number, number]>([
    ["36 GB over 2 Mbps", "data 36 GB; change 0 B/s", "", LEASED, 41.6, 43.7],
    ["3 machines of 12 GB", "data 12 GB; change 0 B/s; count 3", "", LEASED, 41.6, 43.7],
    ["36 GB at 0.196 GB a minute", "data 36 GB; change 0 B/s", "", `${LEASED}; optimiser 13.6x`, 3, 3.1],
    ["60 GB", "data 60 GB; change 0 B/s", "", LEASED, 69, 74],
    [
      "12 GB beside 70 kB/s of voice and users",
      "data 12 GB; change 0 B/s",
      "",
      `${LEASED}; other-traffic 70 kB/s`,
      19,
      21,
    ],
    ["36 GB over 1 Mbps of ADSL", "data 36 GB; change 0 B/s", "", "bandwidth 1 Mbps; loss 0 %; rtt 30 ms", 82, 88],
    // While 120 of 240 kB/s are new changes, the same bytes take twice as long.
    ["36 GB behind changes", "data 36 GB; change 120 kB/s", "", LEASED, 83.2, 87.4],
    [
      "by disk, and what changed on the way",
      "data 36 GB; change 24 kB/s",
      "initial-copy shipped 48 h",
      LEASED,
      53.2,
      53.5,
    ],
  ])("of %s takes %s … hours", (_what, workload, replicate, link, from, to) => {
    const time = hours(workload, replicate, link);
    expect(time).toBeGreaterThanOrEqual(from);
    expect(time).toBeLessThanOrEqual(to);
  });

  it("never ends where the changes take the whole line", () => {
    expect(hours("data 36 GB; change 240 kB/s", "", LEASED)).toBe("no-capacity");
  });
});
