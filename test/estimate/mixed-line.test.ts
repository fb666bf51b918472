import { describe, expect, it } from "vitest";
import type { Duration } from "../../server/src/estimate/kernel/duration.ts";
import { outageEffects } from "../../server/src/estimate/outage.ts";
import type { ReplicationEstimate } from "../../server/src/estimate/replication-estimate.ts";
import { seconds } from "../../server/src/quantity/quantity.ts";
import { exactly } from "../../server/src/quantity/uncertain.ts";
import { analyseText } from "../support/analyse-text.ts";
import { type MixedFlow, stepMixed } from "./reference/step-mixed.ts";
import { stepOutages } from "./reference/step-outages.ts";
import { type HourlyRates, perStep } from "./reference/step-simulation.ts";

/** A line of 10 MB/s with hardly any delay, and products without a lag of their own. */
const SITES = "site a {}\nsite b {}\ntier gold { rpo 1 h; rto 1 h }\nassume { product-lag 0 s; burst 1x }\n";
const WAN = "link wan a <-> b { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 1 ms }\n";

/** A workload and its copy, in the words of a plan and as the stepping simulation takes it. */
interface Copy {
  readonly workload: string;
  readonly copy: string;
  readonly flow: MixedFlow;
  /** Copies of one group travel as one: what they write adds up. */
  readonly group?: string;
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

/** The copy as a member of a consistency group. */
function member(group: string, one: Copy): Copy {
  return { ...one, copy: one.copy.replace("{", `{ consistency-group ${group};`), group };
}

/** What travels, and by which of it each copy does. */
function travelling(copies: readonly Copy[]): { flows: readonly MixedFlow[]; by: readonly number[] } {
  const flows: MixedFlow[] = [];
  const groups = new Map<string, number>();
  const by = copies.map(({ flow, group }) => {
    const at = group === undefined ? undefined : groups.get(group);
    if (at === undefined) {
      if (group !== undefined) groups.set(group, flows.length);
      return flows.push(flow) - 1;
    }
    const first = flows[at] as MixedFlow;
    flows[at] = { ...first, change: added(first.change, flow.change) };
    return at;
  });
  return { flows, by };
}

function added(a: HourlyRates, b: HourlyRates): HourlyRates {
  const at = (rates: HourlyRates, hour: number) => rates.findLast(([from]) => from <= hour)?.[1] ?? 0;
  const hours = [...new Set([...a, ...b].map(([hour]) => hour))].sort((x, y) => x - y);
  return hours.map((hour) => [hour, at(a, hour) + at(b, hour)]);
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
    [
      "a consistency group beside an asynchronous copy of the same priority",
      [
        member("both", copy("x", changing(1, 5, 8, 12), "mode async", { priority: 2 })),
        member("both", copy("y", changing(1, 4, 10, 14), "mode async", { priority: 2 })),
        copy("z", changing(1, 6, 9, 12), "mode async", { priority: 2 }),
      ],
    ],
    [
      "a group whose cycles go together, behind an asynchronous copy",
      [
        copy("x", changing(2, 8, 8, 10), "mode async", { priority: 2 }),
        member(
          "both",
          copy("y", changing(1, 2, 9, 11), `mode periodic; ${HOURLY.words}`, { priority: 3, every: 3600 }),
        ),
        member(
          "both",
          copy("z", changing(1, 1, 9, 11), `mode periodic; ${HOURLY.words}`, { priority: 3, every: 3600 }),
        ),
      ],
    ],
  ];

  it.each(cases)(
    "%s",
    (_name, copies) => {
      const { flows, by } = travelling(copies);
      const stepped = stepMixed([[0, 10 * MB]], flows, 5, 2);
      estimatesOf(copies).forEach((estimate, i) => {
        if (estimate.sync) return;
        const expected = stepped[by[i] as number] as number;
        // A step is 5 s: what ends within one is seen at its end.
        expect(Math.abs(worstOf(estimate) - expected)).toBeLessThanOrEqual(Math.max(0.001 * expected, 10));
      });
    },
    60_000,
  );
});

describe("the room of a synchronous copy agrees with what a stepping simulation leaves of the line", () => {
  /** 8 kB, and what the far side takes, in seconds; the round trip is 1 ms. */
  const WRITE = { bytes: 8000, far: 0.0001, rtt: 0.001 };
  const own = changing(1, 2, 9, 12);
  const cases: readonly (readonly [name: string, others: readonly Copy[]])[] = [
    [
      "beside an asynchronous copy that goes before it",
      [copy("x", changing(1, 5, 8, 12), "mode async; priority 1", { priority: 1 })],
    ],
    [
      "beside two, of which one queues",
      [
        copy("x", changing(1, 5, 8, 10), "mode async; priority 1", { priority: 1 }),
        copy("z", changing(1, 4, 11, 14), "mode async; priority 1", { priority: 1 }),
      ],
    ],
    [
      "and not beside one that comes after it",
      [copy("x", changing(1, 9, 8, 12), "mode async; priority 3", { priority: 3 })],
    ],
  ];

  it.each(cases)(
    "%s",
    (_name, others) => {
      const step = 60;
      const perHour = 3600 / step;
      let least = Number.POSITIVE_INFINITY;
      const rates = perStep(own.rates, perHour);
      const before = others.map(({ flow }) => flow).filter(({ priority }) => priority <= 1);
      stepMixed([[0, 10 * MB]], before, step, 2, (at, sent) => {
        least = Math.min(least, 10 * MB - sent / step - (rates[at] as number));
      });
      const sync = copy("s", own, "mode sync", { priority: 1 });
      const workload = sync.workload.replace("data", "write-size 8 kB; data");
      const [estimate] = estimatesOf([{ ...sync, workload }, ...others]);
      const added = estimate?.sync?.added.likely;
      expect(added?.kind).toBe("after");
      const expected = WRITE.rtt + WRITE.bytes / least + WRITE.far;
      if (added?.kind === "after") expect(Math.abs(added.time / expected - 1)).toBeLessThan(0.001);
    },
    60_000,
  );
});

describe("outages agree with a stepping simulation that begins them at every hour of the week", () => {
  const outages: readonly (readonly [name: string, change: ReturnType<typeof changing>, hours: number])[] = [
    ["a steady change", { words: "change 2 MB/s", rates: [[0, 2 * MB]] }, 3],
    ["a busy morning", changing(2, 8, 8, 12), 5],
    ["a morning that the line does not carry", changing(1, 12, 8, 10), 2],
  ];

  it.each(outages)("%s", (_name, change, hours) => {
    const [estimate] = estimatesOf([copy("x", change, "mode async", { priority: 2 })]);
    const effect = estimate && outageEffects([estimate], exactly(seconds(hours * 3600))).get(estimate);
    const stepped = stepOutages(change.rates, 10 * MB, hours, 10);
    const times = stepped.map(({ catchUp }) => catchUp);
    const ages = stepped.map(({ age }) => age);
    const [low, likely, high] = (["low", "likely", "high"] as const).map((on) => secondsOf(effect?.catchUp[on]));
    // Bounds hold whenever it begins; where nothing depends on that, they are the result.
    for (const time of times) {
      expect(time).toBeGreaterThanOrEqual((low as number) * 0.999 - 10);
      expect(time).toBeLessThanOrEqual((high as number) * 1.001 + 10);
    }
    expect(Math.max(...ages)).toBeLessThanOrEqual(secondsOf(effect?.lag.likely) * 1.001 + 10);
    if (change.rates.length > 1) return;
    for (const time of times) expect(Math.abs(time - (likely as number))).toBeLessThanOrEqual(0.001 * time + 10);
  });
});

function secondsOf(duration: Duration | undefined): number {
  return duration?.kind === "after" ? duration.time : Number.POSITIVE_INFINITY;
}
