import { type Case, judgement, likely, ofPlan } from "./case.ts";
import { apart } from "./two-sites.ts";

const IPSPACE_2015 = "ipSpace 2015, Multiple Data Centers Connected with Slow Links";
const FOLLOW_THE_SUN = "ipSpace, Follow-the-Sun Workload Mobility";
const VMWORLD = "VMworld and long distance Vmotion (blog, 2009)";

/** Whether a move is feasible. */
const moving = (line: string, migrate: string, km = 50) =>
  ofPlan(apart(km, line, `migrate app from west to east { ${migrate} }`), ({ migrations: [move] }) => move?.feasible);

export const fieldMoving: readonly Case[] = [
  {
    id: "SC22",
    source: IPSPACE_2015,
    about: "live migration (vMotion, 250 Mbps for each session) over 155 Mbps",
    expected: judgement("no"),
    predicted: moving("bandwidth 155 Mbps; rtt 2 ms", "method live; using vmotion-6.0"),
  },
  {
    id: "SC22b",
    source: IPSPACE_2015,
    about: "the same by a product that is not named",
    expected: judgement("no"),
    predicted: moving("bandwidth 155 Mbps; rtt 2 ms", "method live"),
  },
  ...(
    [
      ["SC34a", "4.0", "5 ms", "yes"],
      ["SC34b", "4.0", "5.1 ms", "no"],
      ["SC34c", "5.0", "10 ms", "yes"],
      ["SC34d", "5.0", "10.1 ms", "no"],
    ] as const
  ).map(([id, version, rtt, feasible]) => ({
    id,
    source: FOLLOW_THE_SUN,
    about: `vMotion of vSphere ${version} at a round trip of ${rtt} (limit ${version === "4.0" ? 5 : 10} ms)`,
    expected: judgement(feasible),
    predicted: moving(`bandwidth 10 Gbps; rtt ${rtt}`, `method live; using vmotion-${version}`),
  })),
  {
    id: "SC35",
    source: FOLLOW_THE_SUN,
    about: "live migration over 100 Mbps",
    expected: judgement("no"),
    predicted: moving("bandwidth 100 Mbps; rtt 2 ms", "method live"),
  },
  {
    id: "SC36",
    source: FOLLOW_THE_SUN,
    about: "live migration of memory that changes as fast as the line carries",
    expected: judgement("never (does-not-converge)"),
    predicted: ofPlan(
      apart(
        50,
        `bandwidth 1 Gbps; rtt 2 ms; efficiency 100 %; loss 0 %`,
        "migrate app from west to east { method live }",
      ).replace("dirty-rate 1 MB/s", "dirty-rate 125 MB/s"),
      ({ migrations: [move] }) => likely(move?.duration),
    ),
  },
  {
    id: "SC39",
    source: FOLLOW_THE_SUN,
    about: "cold migration over the 100 Mbps on which a live one is not feasible",
    expected: judgement("yes"),
    predicted: moving("bandwidth 100 Mbps; rtt 2 ms", "method cold"),
  },
  {
    id: "SC40b",
    source: FOLLOW_THE_SUN,
    about: "live migration over it, limit 5 ms",
    expected: judgement("yes"),
    predicted: moving("bandwidth 10 Gbps; medium dwdm; distance 100 km", "method live; using vmotion-4.0"),
  },
  {
    id: "SC42c",
    source: VMWORLD,
    about: "vMotion of vSphere 5.0 over 3219 km (limit 10 ms)",
    expected: judgement("no"),
    predicted: moving("bandwidth 10 Gbps; medium dwdm", "method live; using vmotion-5.0", 3219),
  },
  {
    id: "SC42d",
    source: VMWORLD,
    about: "vMotion of vSphere 6.0 over 3219 km (limit 150 ms)",
    expected: judgement("yes"),
    predicted: moving("bandwidth 10 Gbps; medium dwdm", "method live; using vmotion-6.0", 3219),
  },
  {
    id: "SC46",
    source: VMWORLD,
    about: "both sites active on one volume with a product that does not mirror synchronously",
    expected: judgement("no"),
    predicted: ofPlan(
      apart(
        50,
        "bandwidth 10 Gbps; medium dwdm",
        "replicate app to east { mode sync; failover active; using snapmirror-async }",
      ),
      ({ replications: [copy] }) => copy?.feasible,
    ),
  },
];
