import { describe, expect, test } from "vitest";
import { durationWithinLimit } from "../../server/src/estimate/kernel/within-limit.ts";
import {
  availableLever,
  bandwidthLever,
  changeLever,
  distanceLever,
  intervalLever,
  type Lever,
  reductionLever,
  rttLever,
} from "../../server/src/estimate/levers.ts";
import type { PlanEstimates } from "../../server/src/estimate/plan-estimates.ts";
import { solve } from "../../server/src/estimate/solve.ts";
import { variedEstimates } from "../../server/src/estimate/vary-estimates.ts";
import { copyIdOf, idOf, onlyCopy, planEstimates } from "../support/plan-estimates.ts";

/** A leased line carries 96 % of its bandwidth, so 10 Mbps are 1.2 MB/s. */
function copied(line: string, workload: string, copy: string): string {
  return `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { ${line} }
tier gold { rpo 1 h; rto 4 h; write-latency 5 ms }
workload files { site york; tier gold; data 1 TB; ${workload} }
replicate files to leeds { ${copy} }
`;
}

const ASYNC = "mode async";
/** 8 KiB pass 10 Gbps of Ethernet in 8192 / (1.25e9 × 1460 / 1538) = 6.9 µs, and the far side takes 100 µs. */
const SYNC = copied("bandwidth 10 Gbps; distance 900 km", "change 10 kB/s; write-size 8 KiB", "mode sync");

type MakeLever = (base: PlanEstimates) => Lever | undefined;

const bandwidth: MakeLever = (base) => bandwidthLever(base.plan, idOf(base, "line"));
const available: MakeLever = (base) => availableLever(base.plan, idOf(base, "line"));
const reduction: MakeLever = (base) => reductionLever(base.plan, copyIdOf(base, "files"));
const interval: MakeLever = (base) => intervalLever(base.plan, copyIdOf(base, "files"));
const change: MakeLever = (base) => changeLever(base.plan, idOf(base, "files"));
const distance: MakeLever = (base) => distanceLever(base.plan, idOf(base, "line"), 900_000);
const roundTrip: MakeLever = (base) => rttLever(base.plan, idOf(base, "line"), 9e-3);

/** Keeps up, and is as fresh as the tier asks. */
function isFresh(estimated: PlanEstimates): boolean {
  const { rpo } = onlyCopy(estimated, "files");
  return rpo !== undefined && durationWithinLimit(rpo.worst, { most: 3600 }) === "met";
}

/** Adds no more than the tier's 5 ms to a write. */
function isQuick(estimated: PlanEstimates): boolean {
  const { sync } = onlyCopy(estimated, "files");
  return sync !== undefined && durationWithinLimit(sync.added, { most: 5e-3 }) === "met";
}

interface Row {
  readonly plan: string;
  readonly lever: MakeLever;
  readonly meets: (estimated: PlanEstimates) => boolean;
  readonly expected: string;
  readonly why: string;
}

const rows: readonly Row[] = [
  {
    plan: copied("bandwidth 2 Mbps; medium leased-line", "change 1 MB/s", ASYNC),
    lever: bandwidth,
    meets: isFresh,
    expected: "10 Mbps",
    why: "more than 1 MB/s / 0.96 = 8.33 Mbps; 8 Mbps are sold, and 10",
  },
  {
    plan: copied("bandwidth 100 Mbps; medium leased-line; available 20 %", "change 4 MB/s", ASYNC),
    lever: available,
    meets: isFresh,
    expected: "35 %",
    why: "more than 4 of 12 MB/s: a third",
  },
  {
    plan: copied("bandwidth 10 Mbps; medium leased-line", "change 2.4 MB/s", ASYNC),
    lever: reduction,
    meets: isFresh,
    expected: "2.5x",
    why: "more than 2.4 / 1.2 MB/s: at just twice the backlog never ends",
  },
  {
    plan: copied("bandwidth 10 Mbps; medium leased-line", "change 2.4 MB/s", ASYNC),
    lever: change,
    meets: isFresh,
    expected: "45 % of what it is",
    why: "less than 1.2 of 2.4 MB/s, in steps of 5 %",
  },
  {
    plan: copied("bandwidth 1 Gbps; medium leased-line", "change 1 kB/s", "mode periodic; every 4 h"),
    lever: interval,
    meets: isFresh,
    expected: "45 min",
    why: "interval and transfer within 1 h: an hour's cycle takes 30 ms more than the hour",
  },
  {
    plan: SYNC,
    lever: roundTrip,
    meets: isQuick,
    expected: "4.8 ms",
    why: "5 ms − 0.1 ms − 6.9 µs = 4.893 ms, so 4.9 ms is too much",
  },
  {
    plan: SYNC,
    lever: distance,
    meets: isQuick,
    expected: "470 km",
    why: "(4.893 ms − 8 × 25 µs of devices) × c / (2 × 1.4682) = 479 km",
  },
];

describe("a value is found that just meets the objective", () => {
  test.each(rows.map((row) => [row.expected, row.why, row] as const))("%s: %s", (expected, _why, row) => {
    const base = planEstimates(row.plan);
    const lever = row.lever(base) as Lever;
    let asked = 0;
    const found = solve(base, lever, (estimated) => {
      asked++;
      return row.meets(estimated);
    });
    expect(found?.kind).toBe("found");
    expect(lever.text(found?.value ?? 0).replaceAll("\u00a0", " ")).toBe(expected);
    expect(asked).toBeLessThanOrEqual(12);
    // The answer is tried on the model once more, and so is the value next to it, which is nearer to the present.
    const index = lever.values.indexOf(found?.value ?? 0);
    const at = (value: number) => row.meets(variedEstimates(base, lever.changes(value)));
    expect(at(lever.values[index] as number)).toBe(true);
    expect(index === 0 || !at(lever.values[index - 1] as number)).toBe(true);
    expect(row.meets(base)).toBe(false);
  });
});

describe("where nothing helps", () => {
  test("that is said of the furthest value", () => {
    const base = planEstimates(SYNC);
    const found = solve(base, bandwidth(base) as Lever, isQuick);
    expect(found?.kind).toBe("beyond");
    expect(found?.lever.text(found.value)).toBe("800 Gbps");
  });

  test("for there is no other value, nothing is found", () => {
    const base = planEstimates(copied("bandwidth 800 Gbps", "change 1 MB/s", ASYNC));
    expect(solve(base, bandwidth(base) as Lever, isQuick)).toBeUndefined();
  });

  test("what the plan does not give cannot be moved", () => {
    const base = planEstimates(copied("bandwidth 10 Mbps", "change 1 MB/s", ASYNC));
    expect([available(base), interval(base)]).toEqual([undefined, undefined]);
    const empty = planEstimates(copied("rtt 1 ms", "data 2 TB", ASYNC));
    expect([bandwidth(empty), change(empty)]).toEqual([undefined, undefined]);
  });
});

test("the plan that was asked about stays as it is", () => {
  const base = planEstimates(rows[0]?.plan ?? "");
  const before = onlyCopy(base, "files");
  solve(base, bandwidth(base) as Lever, isFresh);
  expect(onlyCopy(base, "files")).toBe(before);
});
