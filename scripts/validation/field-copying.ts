import { copyTimeAnyStart } from "../../server/src/estimate/kernel/copy-time-any-start.ts";
import { constantProfile } from "../../server/src/estimate/kernel/weekly-profile.ts";
import { bytes, rate } from "../../server/src/quantity/quantity.ts";
import { about, band, type Case, exactly, figure, HOUR, judgement, KB, likely, MIN, number, ofPlan } from "./case.ts";

const WATERSTONS = "DataCore and Riverbed case study (Waterstons)";

interface Parts {
  readonly line: string;
  readonly workload: string;
  readonly replicate?: string;
}

/** A line of which all is payload but what is said, and one copy over it. */
function copying({ line, workload, replicate = "mode async" }: Parts): string {
  return `site newcastle { location 54.97, -1.61 }
site durham { location 54.78, -1.57 }
tier standard { rpo 24 h; rto 24 h }
link line newcastle <-> durham { rtt 10 ms; ${line} }
workload vm { site newcastle; tier standard; change 0 kB/s; ${workload} }
replicate vm to durham { ${replicate} }
`;
}

const initialCopy = (parts: Parts, unit = HOUR) =>
  ofPlan(copying(parts), ({ replications: [copy] }) => likely(copy?.initialCopy, unit));

const GOODPUT = "bandwidth 240 kB/s; efficiency 100 %";
const SHARED = `${GOODPUT}; other-traffic 70 kB/s`;

/** How fast 12 GB went, kB/s. */
const speedOf = (line: string) =>
  ofPlan(copying({ line, workload: "data 12 GB" }), ({ replications: [copy] }) => 12e6 / number(copy?.initialCopy));

export const fieldCopying: readonly Case[] = [
  {
    id: "SC01",
    source: WATERSTONS,
    about: "first copy of three virtual machines of 12 GB at 240 kB/s",
    expected: figure(42.7, "h", 41.6, 43.7),
    predicted: initialCopy({ line: GOODPUT, workload: "data 12 GB; count 3" }),
  },
  {
    id: "SC02",
    source: WATERSTONS,
    about: "payload of a leased line of 2 Mbps",
    expected: figure(240, "kB/s", 236, 250),
    predicted: ofPlan(
      copying({ line: "bandwidth 2 Mbps; medium leased-line", workload: "data 12 GB" }),
      ({ links: [line] }) => likely(line?.goodput, KB),
    ),
  },
  {
    id: "SC03",
    source: WATERSTONS,
    about: "20 063 MB at 3278 kB/s (20 063 MB in 102 min, which is printed as 3425 kB/s)",
    expected: figure(102, "min", 97.5, 102.3),
    predicted: initialCopy({ line: "bandwidth 3278 kB/s; efficiency 100 %", workload: "data 20_063 MB" }, MIN),
  },
  {
    id: "SC04",
    source: WATERSTONS,
    about: "the same over 240 kB/s with an optimiser that gains 13.7x (13.6x to 14.3x)",
    expected: figure(102, "min", 97.5, 102.5),
    predicted: initialCopy({ line: `${GOODPUT}; optimiser 13.7x`, workload: "data 20_063 MB" }, MIN),
  },
  {
    id: "SC05",
    source: WATERSTONS,
    about: "36 GB at 0.196 GB a minute",
    expected: figure(3.06, "h", 3, 3.1),
    predicted: initialCopy({ line: "bandwidth 0.196 GB/min; efficiency 100 %", workload: "data 36 GB" }),
  },
  {
    id: "SC06",
    source: WATERSTONS,
    about: "what 70 kB/s of voice and users leave of 240 kB/s",
    expected: exactly(170, "kB/s"),
    predicted: ofPlan(copying({ line: SHARED, workload: "data 12 GB" }), ({ links: [line] }) =>
      likely(line?.available, KB),
    ),
  },
  {
    id: "SC07",
    source: WATERSTONS,
    about: "a new virtual machine of 12 GB over what is left, 170 kB/s",
    expected: figure(20.1, "h", 19, 21),
    predicted: initialCopy({ line: SHARED, workload: "data 12 GB" }),
  },
  {
    id: "SC08",
    source: WATERSTONS,
    about: "a backlog of 2949 MB at 170 kB/s",
    expected: figure(4.8, "h", 4.6, 5.1),
    predicted: initialCopy({ line: SHARED, workload: "data 2949 MB" }),
  },
  {
    id: "SC09a",
    source: WATERSTONS,
    about: "the lag of copies whose line is full when a second machine is created",
    expected: judgement("never (unbounded-lag)"),
    predicted: ofPlan(
      `${copying({ line: SHARED, workload: "data 12 GB; change 170 kB/s" })}
workload second { site newcastle; tier standard; data 12 GB; change 80 kB/s }
replicate second to durham { mode async }`,
      ({ replications: [copy] }) => likely(copy?.rpo?.worst),
    ),
  },
  {
    id: "SC09b",
    source: WATERSTONS,
    about: "how fast it grows: the backlog of a minute over the line's rate (more than 0, at most 1 min/min)",
    expected: band(1e-6, 1, "min/min"),
    predicted: ofPlan(
      copying({ line: SHARED, workload: "data 12 GB; change 250 kB/s" }),
      ({ replications: [copy] }) => number(copy?.backlogPerDay) / 86_400 / 170e3,
    ),
  },
  {
    id: "SC10",
    source: WATERSTONS,
    about: "at a constant rate a larger backlog takes longer to catch up with",
    expected: judgement("longer"),
    predicted: () => {
      const time = (backlog: number) => {
        const { likely } = copyTimeAnyStart(bytes(backlog), constantProfile(rate(170e3)), constantProfile(rate(100e3)));
        return likely.kind === "after" ? likely.time : 0;
      };
      return time(1e9) < time(2e9) && time(2e9) < time(3e9) ? "longer" : "not longer";
    },
  },
  {
    id: "SC11",
    source: WATERSTONS,
    about: "185 kB/s with an optimiser that gains 8x",
    expected: figure(1479, "kB/s", 7.5 * 185, 9 * 185),
    predicted: speedOf("bandwidth 185 kB/s; efficiency 100 %; optimiser 8x"),
  },
  {
    id: "SC12",
    source: WATERSTONS,
    about: "240 kB/s with an optimiser that gains 21.25x at its best moment",
    expected: about(5100, "kB/s", 0.1),
    predicted: speedOf(`${GOODPUT}; optimiser 21.25x`),
  },
  {
    id: "SC13",
    source: WATERSTONS,
    about: "full resynchronisation of a database of 60 GB at 240 kB/s",
    expected: figure(71.1, "h", 69, 74),
    predicted: initialCopy({ line: GOODPUT, workload: "data 60 GB" }),
  },
  {
    id: "SC14",
    source: WATERSTONS,
    about: "36 GB over the standby line, 1 Mbps ADSL",
    expected: figure(85, "h", 82, 88),
    predicted: initialCopy({ line: "bandwidth 1 Mbps", workload: "data 36 GB" }),
  },
  {
    id: "SC15a",
    source: WATERSTONS,
    about: "synchronous mirroring by DataCore over 9.9 km of fibre (less than 10 km)",
    expected: judgement("yes"),
    predicted: mirroring("9.9 km"),
  },
  {
    id: "SC15b",
    source: WATERSTONS,
    about: "the same over 10 km",
    expected: judgement("no"),
    predicted: mirroring("10 km"),
  },
  {
    id: "SC18",
    source: WATERSTONS,
    about: "time that the optimiser saves of a first copy of 36 GB (42.7 h − 3.06 h)",
    expected: figure(39.6, "h", 38.5, 40.7),
    predicted: () => {
      const without = initialCopy({ line: GOODPUT, workload: "data 36 GB" })();
      const optimised = initialCopy({ line: `${GOODPUT}; optimiser 13.6x`, workload: "data 36 GB" })();
      return Number(without) - Number(optimised);
    },
  },
  {
    id: "SC19",
    source: WATERSTONS,
    about: "a line of '2 MBps' in the text and '2Mbps' in the price list, a factor of eight",
    expected: judgement("ambiguous-unit"),
    predicted: ofPlan(
      copying({ line: "bandwidth 2 MBps", workload: "data 12 GB" }),
      ({ findings }) => findings.find(({ rule }) => rule === "ambiguous-unit")?.rule ?? "none",
    ),
  },
  {
    id: "SC20",
    source: WATERSTONS,
    about: "latency that is left when 98 % of 100 round trips are saved",
    expected: about(0.02, "x", 1),
    predicted: () => waiting(2) / waiting(100),
  },
];

function mirroring(distance: string) {
  const plan = copying({
    line: `bandwidth 8 Gbps; medium fibre-channel; distance ${distance}`,
    workload: "data 36 GB",
    replicate: "mode sync; using datacore-sync",
  }).replace("rtt 10 ms;", "");
  // The sites are declared 20 km apart; the length of the fibre counts.
  return ofPlan(plan.replace("54.78, -1.57", "54.97, -1.60"), ({ replications: [copy] }) => copy?.feasible);
}

/** What so many round trips of 10 ms add to a write, seconds, without the far side and the line. */
function waiting(roundTrips: number): number {
  const added = ofPlan(
    `${copying({
      line: "bandwidth 10 Gbps; loss 0 %",
      workload: "data 36 GB",
      replicate: `mode sync; round-trips ${roundTrips}`,
    })}
assume { remote-service 0 ms; write-size 1 B }`,
    ({ replications: [copy] }) => number(copy?.addedWriteLatency),
  )();
  return Number(added);
}
