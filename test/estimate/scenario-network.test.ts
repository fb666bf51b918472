import { describe, expect, it } from "vitest";
import { singlePoints } from "../../server/src/estimate/recovery/single-points.ts";
import type { ScenarioEstimate } from "../../server/src/estimate/recovery/workload-outcome.ts";
import {
  type BriefDuration,
  brief,
  briefDuration,
  outcomeIn,
  scenarioEstimate,
  scenarioEstimates,
} from "../support/scenarios.ts";

const H = 3600;
const D = 24 * H;

/** 10 MB/s from a to b, 1 MB/s round over c. The workload writes 500 kB/s, in working hours 2 MB/s. */
const PLAN = `assume { product-lag 10 s }
site a {} site b {} site c {}
link ab a <-> b { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 2 ms; conduit river }
link ac a <-> c { bandwidth 8 Mbps; efficiency 100 %; loss 0 %; rtt 10 ms; conduit river }
link cb c <-> b { bandwidth 8 Mbps; efficiency 100 %; loss 0 %; rtt 10 ms }
tier gold { rpo 1 min; rto 6 h }
workload w { site a; tier gold; data 36 GB; change 500 kB/s; change 2 MB/s mon-fri 09:00-13:00 }
`;

const ASYNC = "replicate w to b { mode async }\n";
const JOURNAL = "replicate w to b { mode async; journal 10 GB }\n";
const STANDBY = `link spare a <-> b { bandwidth 40 Mbps; efficiency 100 %; loss 0 %; rtt 4 ms; standby-for ab }\n`;

function short({ degraded, outcomes }: ScenarioEstimate): unknown {
  return {
    hit: outcomes.map(({ workload }) => workload.workload.name),
    copies: degraded.map(({ replication, route, rpo }) => [
      `${replication.bound.workload.workload.name} to ${replication.bound.to.name}`,
      route?.hops.map(({ link }) => link.link.name) ?? [],
      briefDuration(rpo),
    ]),
  };
}

interface Short {
  readonly hit: readonly string[];
  readonly copies: readonly (readonly [copy: string, way: readonly string[], rpo: BriefDuration])[];
}

const LINES: readonly (readonly [more: string, scenario: string, expected: Short, why: string])[] = [
  // Over the spare line of 5 MB/s nothing waits: 2 MB/s at most. It stays at the product's lag.
  [`${ASYNC}${STANDBY}`, "loss-of-ab", { hit: [], copies: [["w to b", ["spare"], 10]] }, "its standby takes over"],
  // Over c: 1 MB/s. In 4 h come 28.8 GB, which take 8 h: at 17:00 the last of 13:00 arrives. 10 ms of way besides.
  [ASYNC, "loss-of-ab", { hit: [], copies: [["w to b", ["ac", "cb"], 4 * H + 0.01]] }, "it goes round over c"],
  [ASYNC, "loss-of-river", { hit: [], copies: [["w to b", [], "no-route"]] }, "no way is left"],
  [ASYNC, "loss-of-cb", { hit: [], copies: [] }, "it does not take that one"],
  [ASYNC, "loss-of-b", { hit: [], copies: [["w to b", [], "no-route"]] }, "its end is lost"],
  [
    "replicate w to b over ab { mode async }\n",
    "loss-of-ab",
    { hit: [], copies: [["w to b", [], "no-route"]] },
    "it may take that line alone",
  ],
  [
    `replicate w to b over ab { mode async }\n${STANDBY}`,
    "loss-of-ab",
    { hit: [], copies: [["w to b", ["spare"], 10]] },
    "and what stands by for it",
  ],
  [
    "replicate w to b { mode sync }\n",
    "loss-of-river",
    { hit: [], copies: [["w to b", [], "no-route"]] },
    "writes go on, unprotected",
  ],
  [
    "replicate w to b { mode sync; on-link-loss stop }\n",
    "loss-of-river",
    { hit: ["w"], copies: [["w to b", [], "no-route"]] },
    "writes stop without the partner",
  ],
  [
    "replicate w to b { mode sync; on-link-loss stop }\n",
    "loss-of-b",
    { hit: ["w"], copies: [["w to b", [], "no-route"]] },
    "or when its site is lost",
  ],
  [
    "replicate w to b { mode sync; on-link-loss stop }\n",
    "loss-of-ab",
    { hit: [], copies: [["w to b", ["ac", "cb"], 0]] },
    "there is another way",
  ],
  [
    "replicate w to b { mode quorum }\nreplicate w to c { mode quorum }\n",
    "loss-of-b",
    { hit: [], copies: [["w to b", [], "no-route"]] },
    "two of three are a majority",
  ],
  [
    "replicate w to b { mode quorum }\nreplicate w to c { mode quorum }\n",
    "loss-of-river",
    {
      hit: ["w"],
      copies: [
        ["w to b", [], "no-route"],
        ["w to c", [], "no-route"],
      ],
    },
    "alone at a it is none",
  ],
];

describe("a lost line", () => {
  it.each(LINES)("%s, %s → %o (%s)", (more, scenario, expected) => {
    expect(short(scenarioEstimate(`${PLAN}${more}`, scenario))).toEqual(expected);
  });

  it("leaves a member of a quorum group without a majority to people", () => {
    const automatic =
      "replicate w to b { mode quorum; failover automatic }\nreplicate w to c { mode quorum; failover automatic }\n";
    // b and c go on: 1 min to detect, 5 min to promote.
    expect(briefDuration(outcomeIn(`${PLAN}${automatic}`, "loss-of-a", "w").rto)).toBe(60 + 300);
    // c alone must not: detect 15 min, declare 1 h, mobilise 30 min, promote 5 min.
    const two = `${PLAN}${automatic}scenario two { lose site a; lose site b }`;
    expect(briefDuration(outcomeIn(two, "two", "w").rto)).toBe(900 + 3600 + 1800 + 300);
    const active = two.replaceAll("automatic", "active");
    expect(briefDuration(outcomeIn(active, "two", "w").rto)).toBe(900 + 3600 + 1800 + 300);
  });

  it("lets the backlog grow, and the journal fill", () => {
    const [copy] = scenarioEstimate(`${PLAN}${JOURNAL}`, "loss-of-river").degraded;
    // 20 h × 2 MB/s and 148 h × 500 kB/s in 168 h: 410.4 GB a week, 678 571.43 B/s in the mean.
    const mean = (20 * H * 2e6 + 148 * H * 5e5) / (7 * D);
    expect(copy?.backlogPerDay.likely).toBeCloseTo(mean * D, 0);
    expect(copy?.journalLasts?.likely).toMatchObject({ kind: "after" });
    expect(copy?.stopsWorkload).toBe(false);
  });

  it("stops a workload that goes on with its own data, or with those of the majority", () => {
    const sync = outcomeIn(`${PLAN}replicate w to b { mode sync; on-link-loss stop }\n`, "loss-of-river", "w");
    expect([sync.by, brief(sync)]).toEqual(["partner", { from: "own", at: "a", rpo: 0 }]);
    const quorum = `${PLAN}replicate w to b { mode quorum }\nreplicate w to c { mode quorum }\n`;
    expect(outcomeIn(quorum, "loss-of-river", "w").by).toBe("majority");
    // b and c still agree: both have all that was acknowledged.
    expect(brief(outcomeIn(quorum, "loss-of-a", "w")).rpo).toBe(0);
    // c alone may lack the latest writes, which a and b agreed on.
    const two = `${quorum}scenario two { lose site a; lose site b }`;
    expect(brief(outcomeIn(two, "two", "w"))).toEqual({ from: "newest at c", at: "c", rpo: [0, 10, 10] });
  });
});

describe("points of single failure", () => {
  it("are what alone breaks a promise or stops a copy", () => {
    const estimates = scenarioEstimates(
      `${PLAN}replicate w to b { mode async }\nworkload x { site b; tier gold; data 1 GB; change 1 kB/s }`,
    );
    expect(singlePoints(estimates).map(({ name, workloads, copies }) => [name, workloads, copies.length])).toEqual([
      ["b", ["x"], 0],
      ["river", [], 1],
    ]);
  });
});
