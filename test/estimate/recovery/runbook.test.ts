import { describe, expect, it } from "vitest";
import { recoveries, recovery, stepTable, timeOf, type Way } from "../../support/recoveries.ts";

const MIN = 60;
const H = 3600;

/** Two workloads at `west` with copies at `east`: `shop`, which a machine fails over, only where it is asked for. */
function plan(steps: string, orders = "", copy = "mode async"): string {
  return `plan "Test" {}
site west {}
site east {}
tier gold { rpo 1 h; rto 4 h }
link wan west <-> east { bandwidth 10 Gbps; rtt 1 ms }
workload orders { site west; tier gold; data 1 TB; change 1 MB/s; ${orders} }
workload shop { site west; tier gold; data 1 TB; change 1 MB/s }
replicate orders to east { ${copy} }
replicate shop to east { mode sync; failover automatic }
backup nightly of orders to east { every 1 d }
runbook all {
${steps}
}
`;
}

const ORDERS: Way = { of: "orders", from: "replica" };
const SHOP: Way = { of: "shop", from: "replica" };

describe("a runbook", () => {
  it.each<[string, string, number]>([
    ["alert replaces detection", 'step a "Alarm" { takes 2 min; kind alert }', 2 * MIN + H + 30 * MIN + 5 * MIN],
    [
      "assessing, telling and deciding replace the declaration, one after the other",
      `step a { takes 10 min; kind assess }
step b { takes 5 min; kind notify }
step c { takes 20 min; kind declare }`,
      15 * MIN + 35 * MIN + 30 * MIN + 5 * MIN,
    ],
    [
      "unless `after` says otherwise: telling while one decides",
      `step a { takes 10 min; kind assess }
step b { takes 5 min; kind notify; after a }
step c { takes 20 min; kind declare; after a }`,
      15 * MIN + 30 * MIN + 30 * MIN + 5 * MIN,
    ],
    [
      "nobody does two things at once",
      `step a { takes 10 min; kind assess }
step b { takes 5 min; kind notify; after a; owner "Ann" }
step c { takes 20 min; kind declare; after a; owner "Ann" }`,
      15 * MIN + 35 * MIN + 30 * MIN + 5 * MIN,
    ],
    [
      "but a machine does",
      `step a { takes 10 min; kind assess }
step b { takes 5 min; kind notify; after a; owner "Ann"; by automatic }
step c { takes 20 min; kind declare; after a; owner "Ann" }`,
      15 * MIN + 30 * MIN + 30 * MIN + 5 * MIN,
    ],
    ["recovering replaces promoting", 'step a "Promote" { takes 17 min; kind recover }', 105 * MIN + 17 * MIN],
    ["of the workloads that it names", "step a { takes 17 min; kind recover; recovers shop }", 105 * MIN + 5 * MIN],
    ["verifying replaces the check", "step a { takes 17 min; kind verify }", 105 * MIN + 5 * MIN + 17 * MIN],
    ["redirecting too", "step a { takes 17 min; kind redirect }", 105 * MIN + 5 * MIN + 17 * MIN],
    [
      "checks before users come, whatever the order of writing",
      `step a { takes 17 min; kind redirect }
step b { takes 3 min; kind verify }`,
      105 * MIN + 5 * MIN + 3 * MIN + 17 * MIN,
    ],
    [
      "unless they come first",
      `step a { takes 17 min; kind redirect }
step b { takes 3 min; kind verify; after a }
step c { takes 9 min; after b }`,
      105 * MIN + 5 * MIN + 17 * MIN + 3 * MIN + 9 * MIN,
    ],
    ["going back is no part of it", "step a { takes 17 h; kind failback }", 105 * MIN + 5 * MIN],
    ["a step of its own comes before the recovery", "step a { takes 7 min }", 105 * MIN + 7 * MIN + 5 * MIN],
    [
      "while others are done by others",
      `step a { takes 7 min; owner "Ann" }
step b { takes 6 min; owner "Bob" }
step c { takes 5 min; owner "Ann" }`,
      105 * MIN + 12 * MIN + 5 * MIN,
    ],
    [
      "while the disaster is being declared, if it follows the alarm",
      `step a { takes 15 min; kind alert }
step b { takes 40 min; after a }
step c { takes 200 min; after b }`,
      15 * MIN + 240 * MIN + 5 * MIN,
    ],
    [
      "after the recovery, if it follows that",
      `step a { takes 10 min; kind recover }
step b { takes 3 min; after a }
step c { takes 1 min; kind verify }`,
      105 * MIN + 10 * MIN + 3 * MIN + 1 * MIN,
    ],
    [
      "through steps that do not count here",
      `step a { takes 10 min; kind alert }
step b { takes 99 h; kind recover; recovers shop; after a }
step c { takes 2 h; after b }`,
      10 * MIN + 2 * H + 5 * MIN,
    ],
    [
      "steps in a circle wait for nothing",
      `step a { takes 10 min; after b }
step b { takes 20 min; after a }`,
      105 * MIN + 5 * MIN,
    ],
  ])("%s", (_what, steps, expected) => {
    const { rto } = recovery(plan(steps), ORDERS);
    expect(timeOf(rto.likely)).toBeCloseTo(expected, 6);
  });

  it("tells its steps in its own words", () => {
    const text = plan(
      `step call "Call the duty manager" { takes 5 min; kind alert; owner "Desk" }
step ask { takes 10 min; kind assess; owner "Desk" }
step fail "Fail over the database" { takes 8 min; kind recover; owner "DBA" }
step look "Log in and look" { takes 2 min; kind verify; owner "DBA" }`,
      "vms 20; start 1 min",
    );
    expect(stepTable(recovery(text, ORDERS).steps)).toEqual([
      ["Call the duty manager", 0, 300],
      ["ask", 300, 900],
      ["mobilise staff", 900, 2700],
      ["Fail over the database", 2700, 3180],
      ["boot 20 machines of 'orders'", 3180, 3540],
      ["start 'orders'", 3540, 3600],
      ["Log in and look", 3600, 3720],
    ]);
  });

  it("says who was busy", () => {
    const text = plan(`step a "Switch the network" { takes 40 min; owner "Ann" }
step b "Open the vault" { takes 10 min; owner "Ann" }`);
    const { steps, criticalPath } = recovery(text, ORDERS);
    expect(steps.find(({ step }) => step === "Open the vault")?.waitedFor).toBe("owner");
    expect(criticalPath.map(({ step }) => step).slice(3)).toEqual([
      "Switch the network",
      "Open the vault",
      "promote the copy of 'orders'",
    ]);
  });

  it("does not make a backup read faster than it can be", () => {
    const fast = plan("step a { takes 10 min; kind recover }");
    const slow = plan("step a { takes 10 h; kind recover }");
    const way: Way = { of: "orders", from: "nightly" };
    // 1 TB at 200 MB/s are 5000 s.
    expect(timeOf(recovery(fast, way).rto.likely)).toBe(105 * MIN + 5000);
    expect(timeOf(recovery(slow, way).rto.likely)).toBe(105 * MIN + 10 * H);
  });

  it("is not asked for what a machine fails over, unless it names it", () => {
    const all = plan("step a { takes 50 min; kind recover }\nstep b { takes 20 min; kind verify }");
    expect(timeOf(recovery(all, SHOP).rto.likely)).toBe(MIN + 5 * MIN);
    const named = plan("step a { takes 50 min; kind recover; recovers shop }");
    expect(timeOf(recovery(named, SHOP).rto.likely)).toBe(MIN + 50 * MIN);
    const machine = plan("step a { takes 50 min; kind recover; by automatic }");
    expect(timeOf(recovery(machine, SHOP).rto.likely)).toBe(MIN + 50 * MIN);
  });

  it("is one piece of work for all that it recovers, begun when all of them may begin", () => {
    const text = plan('step a "Promote" { takes 10 min; kind recover; recovers orders, shop }');
    const together = recoveries(text, [ORDERS, SHOP]);
    expect([...together.values()].map(({ rto }) => timeOf(rto.likely))).toEqual([115 * MIN, 115 * MIN]);
  });

  it("has nothing to recover of data that survived", () => {
    const text = plan("step a { takes 17 min; kind recover }");
    expect(timeOf(recovery(text, { of: "orders", from: "own" }).rto.likely)).toBe(105 * MIN);
  });

  it("gets a place ready once, after what is done for all and beside what is done for one", () => {
    const text = plan(`step a { takes 10 min }
step b { takes 5 h; recovers orders }`)
      .replace("site east {}", "site east { standby cold }")
      .replace("failover automatic", "failover manual");
    const ends = [...recoveries(text, [ORDERS, SHOP]).values()].map(({ rto }) => timeOf(rto.likely));
    expect(ends).toEqual([105 * MIN + 5 * H + 5 * MIN, 105 * MIN + 10 * MIN + 4 * H + 5 * MIN]);
  });

  it("sends nobody to where users look already", () => {
    const text = plan("step a { takes 17 min; kind redirect }");
    expect(timeOf(recovery(text, { of: "orders", from: "own" }).rto.likely)).toBe(105 * MIN);
  });
});
