import { describe, expect, it } from "vitest";
import type { ReplicationEstimate } from "../../server/src/estimate/replication-estimate.ts";
import { analyseText } from "../support/analyse-text.ts";
import { type MixedFlow, stepMixed } from "./reference/step-mixed.ts";
import type { HourlyRates } from "./reference/step-simulation.ts";

/** A line of 10 MB/s with hardly any delay, and products without a lag of their own. */
const SITES = "site a {}\nsite b {}\ntier gold { rpo 1 h; rto 1 h }\nassume { product-lag 0 s; burst 1x }\n";
const WAN = "link wan a <-> b { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 1 ms }\n";

/** A workload and its copy, in the words of a plan and as the stepping simulation takes it. */
interface Copy {
  readonly workload: string;
  readonly copy: string;
  readonly flow: MixedFlow;
}

const MB = 1e6;

/** `base` MB/s, and `busy` on Monday between two hours. */
function changing(base: number, busy: number, from: number, to: number): { words: string; rates: HourlyRates } {
  const at = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
  return {
    words: `change ${base} MB/s; change ${busy} MB/s mon ${at(from)}-${at(to)}`,
    rates: [
      [0, base * MB],
      [from, busy * MB],
      [to, base * MB],
    ],
  };
}

function copy(name: string, change: ReturnType<typeof changing>, how: string, flow: Omit<MixedFlow, "change">): Copy {
  return {
    workload: `workload ${name} { site a; tier gold; data 100 TB; ${change.words} }\n`,
    copy: `replicate ${name} to b { ${how} }\n`,
    flow: { ...flow, change: change.rates },
  };
}

function estimatesOf(copies: readonly Copy[], wan = WAN): readonly ReplicationEstimate[] {
  const analysis = analyseText(SITES + wan + copies.map((one) => one.workload + one.copy).join(""));
  return copies.map(({ workload }) => {
    const [estimate] = analysis.estimates.copiesOf(workload.split(" ")[1] ?? "");
    if (!estimate) throw new Error(`Nothing is estimated of: ${workload}`);
    return estimate;
  });
}

function worstOf({ rpo }: ReplicationEstimate): number {
  const worst = rpo?.worst.likely;
  if (worst?.kind !== "after") throw new Error("Never.");
  return worst.time;
}

const HOURLY = { words: "every 1 h", seconds: 3600 };

describe("copies of all kinds on one line agree with a stepping simulation", () => {
  const cases: readonly (readonly [name: string, copies: readonly Copy[]])[] = [
    [
      "cycles behind an asynchronous copy",
      [
        copy("x", changing(2, 9, 8, 12), "mode async", { priority: 2 }),
        copy("y", changing(1, 3, 9, 11), `mode periodic; ${HOURLY.words}`, { priority: 3, every: HOURLY.seconds }),
      ],
    ],
    [
      "cycles behind asynchronous copies that queue between each other",
      [
        copy("x", changing(2, 8, 8, 10), "mode async", { priority: 2 }),
        copy("z", changing(1, 6, 9, 12), "mode async", { priority: 2 }),
        copy("y", changing(1, 2, 9, 11), `mode periodic; ${HOURLY.words}`, { priority: 3, every: HOURLY.seconds }),
      ],
    ],
    [
      "an asynchronous copy and cycles with a window behind a synchronous one",
      [
        copy("s", changing(1, 5, 8, 10), "mode sync", { priority: 1 }),
        copy("x", changing(2, 8, 8, 10), "mode async", { priority: 2 }),
        copy("y", changing(1, 1, 9, 11), "mode periodic; every 4 h; window 06:00-22:00; priority 3", {
          priority: 3,
          every: 4 * 3600,
          window: [6, 22],
        }),
      ],
    ],
    [
      "asynchronous copies of which one has a window",
      [
        copy("x", changing(1, 7, 8, 12), "mode async; window 06:00-20:00; priority 1", {
          priority: 1,
          window: [6, 20],
        }),
        copy("z", changing(2, 6, 9, 12), "mode async", { priority: 2 }),
      ],
    ],
  ];

  it.each(cases)(
    "%s",
    (_name, copies) => {
      const stepped = stepMixed(
        [[0, 10 * MB]],
        copies.map(({ flow }) => flow),
        5,
        2,
      );
      estimatesOf(copies).forEach((estimate, i) => {
        if (estimate.sync) return;
        const expected = stepped[i] as number;
        // A step is 5 s: what ends within one is seen at its end.
        expect(Math.abs(worstOf(estimate) - expected)).toBeLessThanOrEqual(Math.max(0.001 * expected, 10));
      });
    },
    60_000,
  );
});
