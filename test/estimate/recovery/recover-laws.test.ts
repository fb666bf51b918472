import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDurations, type Duration } from "../../../server/src/estimate/kernel/duration.ts";
import { recoveries, type Way } from "../../support/recoveries.ts";

const SEED = 20_261_122;

interface RandomWorkload {
  readonly tier: string;
  readonly kind: string;
  readonly vms: number;
  readonly start: number;
  readonly verify: number;
  readonly redirect: string;
  readonly data: number;
  readonly needs: readonly number[];
  readonly from: string;
}

interface RandomPlan {
  readonly standby: string;
  readonly boot: number;
  readonly slots: number;
  readonly lead: number;
  readonly workloads: readonly RandomWorkload[];
  readonly steps: readonly {
    readonly kind: string;
    readonly takes: number;
    readonly owner: string;
    readonly of: number;
  }[];
}

const plans: fc.Arbitrary<RandomPlan> = fc.record({
  standby: fc.constantFrom("hot", "warm", "cold", "none"),
  boot: fc.integer({ min: 1, max: 9 }),
  slots: fc.integer({ min: 1, max: 12 }),
  lead: fc.nat(100),
  workloads: fc.array(
    fc.record({
      tier: fc.constantFrom("gold", "bronze"),
      kind: fc.constantFrom("database", "virtual-machines", "files"),
      vms: fc.nat(25),
      start: fc.nat(20),
      verify: fc.nat(20),
      redirect: fc.constantFrom("dns", "bgp", "anycast"),
      data: fc.integer({ min: 1, max: 5000 }),
      needs: fc.array(fc.nat(5), { maxLength: 2 }),
      from: fc.constantFrom("replica", "replica", "history", "nightly"),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom("alert", "assess", "notify", "declare", "recover", "redirect", "verify", "none"),
      takes: fc.nat(60),
      owner: fc.constantFrom("Ann", "Bob"),
      of: fc.nat(5),
    }),
    { maxLength: 4 },
  ),
});

/** How minutes and gigabytes are written. */
interface Units {
  readonly minutes: (value: number) => string;
  readonly gigabytes: (value: number) => string;
}

const PLAIN: Units = { minutes: (value) => `${value} min`, gigabytes: (value) => `${value} GB` };
const OTHER: Units = { minutes: (value) => `${value * 60} s`, gigabytes: (value) => `${value / 1000} TB` };
const RANGES: Units = { minutes: (value) => `${value} min ± 10 %`, gigabytes: (value) => `${value} GB ± 20 %` };

function write({ standby, boot, slots, lead, workloads, steps }: RandomPlan, { minutes, gigabytes }: Units): string {
  const names = workloads.map((_, index) => `w${index}`);
  const blocks = workloads.map(({ tier, kind, vms, start, verify, redirect, data, needs }, index) => {
    // A workload does not need itself.
    const needed = [...new Set(needs.map((need) => need % names.length))].filter((need) => need !== index);
    const list = needed.length > 0 ? `needs ${needed.map((need) => `w${need}`).join(", ")}` : "";
    return `workload w${index} {
  site west; tier ${tier}; kind ${kind}; data ${gigabytes(data)}; change 1 MB/s; vms ${vms}
  start ${minutes(start)}; verify ${minutes(verify)}; redirect ${redirect}; ${list}
}`;
  });
  const runbook = steps.map(({ kind, takes, owner, of }, index) => {
    const named = of < names.length ? `recovers w${of}` : "";
    return `  step s${index} { takes ${minutes(takes)}; owner "${owner}"; ${kind === "none" ? "" : `kind ${kind}`}; ${named} }`;
  });
  return `site west {}
site east { standby ${standby}; boot-time ${minutes(boot)}; boot-concurrency ${slots}; provision-lead ${minutes(lead)} }
tier gold { rpo 1 h; rto 1 h }
tier bronze { rpo 1 d; rto 1 d }
link wan west <-> east { bandwidth 10 Gbps; rtt 1 ms }
${blocks.join("\n")}
replicate ${names.join(", ")} to east { mode async; history 1 d }
backup nightly of ${names.join(", ")} to east { every 1 d }
${steps.length > 0 ? `runbook all {\n${runbook.join("\n")}\n}` : ""}
`;
}

function waysOf({ workloads }: RandomPlan): readonly Way[] {
  return workloads.map(({ from }, index) => ({ of: `w${index}`, from }));
}

const number = (duration: Duration) => (duration.kind === "after" ? duration.time : Number.POSITIVE_INFINITY);

function check(property: fc.IProperty<[RandomPlan]>): void {
  fc.assert(property, { seed: SEED, numRuns: 40 });
}

describe("a recovery obeys", () => {
  it("no RTO is below the fixed times of its critical path, which leaves no gap", () => {
    check(
      fc.property(plans, (plan) => {
        for (const { rto, criticalPath } of recoveries(write(plan, PLAIN), waysOf(plan)).values()) {
          let at = 0;
          let fixed = 0;
          for (const { step, start, end, waitedFor } of criticalPath) {
            expect(number(start.likely), step).toBeLessThanOrEqual(at + 1e-6);
            at = number(end.likely);
            if (waitedFor !== "pool" && !/^boot|^restore|^set up/.test(step)) fixed += at - number(start.likely);
          }
          expect(number(rto.likely)).toBeGreaterThanOrEqual(at - 1e-6);
          expect(number(rto.likely)).toBeGreaterThanOrEqual(fixed - 1e-6);
        }
      }),
    );
  }, 60_000);

  it("low ≤ likely ≤ high, around what exact figures give", () => {
    check(
      fc.property(plans, (plan) => {
        const exact = recoveries(write(plan, PLAIN), waysOf(plan));
        for (const [name, { rto }] of recoveries(write(plan, RANGES), waysOf(plan))) {
          expect(compareDurations(rto.low, rto.likely)).toBeLessThanOrEqual(0);
          expect(compareDurations(rto.likely, rto.high)).toBeLessThanOrEqual(0);
          expect(number(rto.likely)).toBeCloseTo(number(exact.get(name)?.rto.likely as Duration), 3);
        }
      }),
    );
  }, 60_000);

  it("neither units nor the order in which workloads are named change anything", () => {
    check(
      fc.property(plans, (plan) => {
        const there = recoveries(write(plan, PLAIN), waysOf(plan));
        const back = recoveries(write(plan, OTHER), [...waysOf(plan)].reverse());
        for (const [name, { rto }] of there) {
          expect(number(back.get(name)?.rto.likely as Duration)).toBeCloseTo(number(rto.likely), 3);
        }
      }),
    );
  }, 60_000);

  it("together nobody is back sooner than alone", () => {
    check(
      fc.property(plans, (plan) => {
        const text = write({ ...plan, steps: [] }, PLAIN);
        for (const [name, { rto }] of recoveries(text, waysOf(plan))) {
          const alone = recoveries(
            text,
            waysOf(plan).filter(({ of }) => of === name),
          ).get(name);
          expect(number(rto.likely)).toBeGreaterThanOrEqual(number(alone?.rto.likely as Duration) - 1e-6);
        }
      }),
    );
  }, 60_000);
});
