import { describe, expect, it } from "vitest";
import { backupFlows } from "../../server/src/estimate/backup-flow.ts";
import { profileAt, profileMean } from "../../server/src/estimate/kernel/weekly-profile.ts";
import { quickestRoute } from "../../server/src/estimate/network.ts";
import { routeOver } from "../../server/src/estimate/route.ts";
import { bindBackup } from "../../server/src/model/bind.ts";
import { lookUp } from "../../server/src/model/plan.ts";
import { seconds } from "../../server/src/quantity/quantity.ts";
import { estimatesOfText } from "../support/estimates.ts";

const SITES = `site west {}
site east {}
site south {}
link wan west <-> east { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 1 ms }
link lan south <-> east { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 1 ms }
workload db { site west; data 604.8 GB; change 1 MB/s; change 4 MB/s sat,sun }
workload mail { site south; data 60.48 GB; change 100 kB/s }
`;

function flowsOf(text: string, name: string) {
  const { plan, network } = estimatesOfText(SITES + text);
  const bound = bindBackup(plan, lookUp(plan, name));
  if (!bound) throw new Error(`No backup '${name}'.`);
  return backupFlows(plan, bound, (from) => {
    const hops = quickestRoute(network, from.name, bound.to.name);
    return hops && routeOver(hops);
  });
}

/** The means of all flows, in kB/s. */
function means(text: string, name = "b") {
  return flowsOf(text, name).map(({ of, demand }) => [of, Math.round(profileMean(demand.likely) / 1e3)]);
}

describe("a backup as a flow on links", () => {
  it.each<readonly [string, string, readonly (readonly [string, number])[]]>([
    // 5 days of 1 MB/s and 2 of 4 MB/s: 13/7 MB/s.
    ["sends what changes", "backup b of db to east { every 1 h }", [["west", 1857]]],
    ["less its reduction", "backup b of db to east { every 1 h; reduction 2x }", [["west", 929]]],
    // 604.8 GB a week are 1 MB/s; of seven increments one is the full.
    ["and its fulls", "backup b of db to east { every 1 d; full-every 1 w }", [["west", 2592]]],
    ["fulls beside logs", "backup b of db to east { every 1 h; method log; full-every 1 w }", [["west", 2857]]],
    [
      "from each site",
      "backup b of db, mail to east { every 1 h }",
      [
        ["west", 1857],
        ["south", 100],
      ],
    ],
    [
      "a copy of a backup, as small as that",
      "backup a of mail to west { every 1 h; reduction 2x }\nbackup b of a to east { every 1 h }",
      [["west", 50]],
    ],
    ["nothing of a snapshot", "backup b of db to west { every 1 h; method snapshot }", []],
    ["nothing by courier", "backup b of db to east { every 1 h; transit 1 d }", []],
    ["nothing that stays", "backup b of db to west { every 1 h }", []],
    [
      "nothing that goes round in a circle",
      "backup b of c to east { every 1 h }\nbackup c of b to west { every 1 h }",
      [],
    ],
  ])("%s", (_what, text, expected) => {
    expect(means(text)).toEqual(expected);
  });

  it("keeps to its window, with the same mean, and goes after replications", () => {
    const [flow] = flowsOf("backup b of db to east { every 1 h; window 22:00-06:00; rate 7 MB/s }", "b");
    expect(flow?.priority).toBe(4);
    const at = (hour: number) =>
      [flow?.demand.likely, flow?.cap?.likely].map((one) => one && profileAt(one, seconds(hour * 3600)));
    expect(at(12)).toEqual([0, 0]);
    // 13/7 MB/s in a third of the time.
    expect(at(23)[0]).toBeCloseTo((13 / 7) * 3 * 1e6, 0);
    expect(at(23)[1]).toBe(7e6);
  });
});
