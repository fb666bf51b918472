import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDurations } from "../../server/src/estimate/kernel/duration.ts";
import { detourShares } from "../../server/src/estimate/recovery/detour-shares.ts";
import { idsOfKind } from "../../server/src/model/plan.ts";
import { estimatesOfText } from "../support/estimates.ts";
import { briefDuration, scenarioEstimate } from "../support/scenarios.ts";

const H = 3600;

/** Milliseconds that a law may take on a machine that has other things to do. */
const PATIENCE = 60_000;

/** While ab is lost, w goes over the line of 1 MB/s on which x is at home. */
const PLAN = `assume { product-lag 10 s }
site a {} site b {}
link ab a <-> b { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 2 ms }
link thin a <-> b { bandwidth 8 Mbps; efficiency 100 %; loss 0 %; rtt 20 ms }
tier gold {}
replicate w to b { mode async }
replicate x to b over thin { mode async }
`;

function degraded(w: string, x: string) {
  const workload = (name: string, change: string) =>
    `workload ${name} { site a; tier gold; data 36 GB; change ${change} }\n`;
  const [copy] = scenarioEstimate(`${PLAN}${workload("w", w)}${workload("x", x)}`, "loss-of-ab").degraded;
  return copy;
}

const ROWS: readonly (readonly [w: string, x: string, rpo: number | string, why: string])[] = [
  ["500 kB/s", "300 kB/s", 10, "there is room for both"],
  ["700 kB/s", "600 kB/s", "unbounded-lag", "each gets half of the line, and w needs more"],
  ["400 kB/s", "900 kB/s", 10, "w needs less than half"],
  // 4 h of 900 kB/s beside 400 of x, which never waits: w gets 600. Of 12.96 GB come 8.64 by 13:00; the rest takes 2 h.
  ["100 kB/s; change 900 kB/s mon 09:00-13:00", "400 kB/s", 2 * H + 0.01, "x leaves 600 kB/s"],
];

describe("a copy on a detour", () => {
  it.each(ROWS)("%s beside %s: %s (%s)", (w, x, rpo) => {
    expect(briefDuration(degraded(w, x)?.rpo ?? never())).toEqual(rpo);
  });

  it("lets the backlog grow by what its part of the line does not carry", () => {
    // 700 kB/s less 500: 17.28 GB a day.
    expect(degraded("700 kB/s", "600 kB/s")?.backlogPerDay.likely).toBeCloseTo(200e3 * 86_400, -3);
  });

  const changes = fc.array(fc.tuple(fc.integer({ min: 5, max: 400 }), fc.integer({ min: 5, max: 900 })), {
    minLength: 2,
    maxLength: 7,
  });

  it(
    "is within the bounds that stand for a solution where there are many",
    () => {
      fc.assert(
        fc.property(changes, fc.integer({ min: 1, max: 3 }), (rates, movers) => {
          const copies = rates.map(
            (
              [base, busy],
              index,
            ) => `workload w${index} { site a; tier gold; data 36 GB; change ${base} kB/s; change ${busy} kB/s mon-fri 09:00-12:00 }
replicate w${index} to c { mode ${index === 1 ? "async; priority 1" : "async"} }\n`,
          );
          const estimates = estimatesOfText(`site a {} site b {} site c {} tier gold {}
link ab a <-> b { bandwidth 8..12 Mbps; efficiency 100 %; loss 0 %; rtt 2 ms }
link bc b <-> c { bandwidth 10 Mbps; efficiency 100 %; loss 0 %; rtt 2 ms }
${copies.join("")}`);
          const flows = idsOfKind(estimates.plan, "replicate").flatMap((id) =>
            estimates.replications(estimates.plan.declarations.get(id)).flatMap(({ flow }) => flow ?? []),
          );
          const moved = flows.slice(0, movers);
          const others = flows.slice(movers);
          const plan = {
            flowsOf: (block: number) => others.filter((flow) => flow.block === block),
            usersOf: () => others.map(({ block }) => block),
          };
          const nothing = { sites: new Set<string>(), links: new Set<number>() };
          const exact = detourShares(moved, plan, nothing);
          const bounded = detourShares(moved, plan, nothing, 0);
          for (const flow of moved) {
            const share = exact.get(flow);
            const lag = share?.kind === "lag" ? share.lag : flow.lagAlone;
            const bounds = bounded.get(flow);
            if (!lag || bounds?.kind !== "lag") throw new Error("Nothing is shared.");
            for (const bound of ["low", "likely", "high"] as const) {
              expect(compareDurations(bounds.lag.worst.low, lag.worst[bound])).toBeLessThanOrEqual(1);
              expect(compareDurations(lag.worst[bound], bounds.lag.worst.high)).toBeLessThanOrEqual(1);
            }
          }
        }),
        { seed: 20_260_914, numRuns: 60 },
      );
    },
    PATIENCE,
  );
});

function never(): never {
  throw new Error("Nothing is degraded.");
}
