import { durationOf } from "../../server/src/estimate/kernel/duration.ts";
import { penaltyOf } from "../../server/src/estimate/penalty.ts";
import { workloadOf } from "../../server/src/model/bind.ts";
import { lookUp } from "../../server/src/model/plan.ts";
import { seconds } from "../../server/src/quantity/quantity.ts";
import { exactly as exactRange } from "../../server/src/quantity/uncertain.ts";
import { about, band, type Case, HOUR, judgement, likely, MIN, ofPlan } from "./case.ts";
import { analysisOf } from "./document-of.ts";

const LTO = "LTO Program, roadmap: native capacity and rate of each generation";
const PONEMON = "Ponemon Institute, Calculating the Cost of Data Center Outages, 2010: 90 min at 5617 USD a minute";
const NIST =
  "NIST SP 800-34 rev. 1, business impact analysis: the time to work again and to catch up must fit the tolerable downtime";
const RESTORE = "hand arithmetic: 10 TB at 200 MB/s";
const CHAIN = "hand arithmetic: a full of 10 TB and six increments of 0.5 TB at 500 MB/s";

const taped = (data: string, rate: string) => `site main {}
tier standard { rpo 30 d; rto 30 d }
workload app { site main; tier standard; data ${data}; change 1 kB/s }
backup tape of app to main { method tape; every 1 w; full-every 1 w; rate ${rate}; keep 4 w }`;

/** Recovery at another place from a copy that is ready at once, but for what is given. */
const recovered = (tier: string, scenario: string) => `site main {}
site other { standby hot }
link wan main <-> other { bandwidth 10 Gbps; rtt 5 ms }
tier standard { rpo 12 h; ${tier} }
workload app { site main; tier standard; data 1 TB; change 100 kB/s; outage-cost 337_020 USD/h }
replicate app to other { mode async; promote 0 s }
scenario fire { lose site main; declare 0 s; mobilise 0 s; ${scenario} }`;

const restored = (backup: string, data: string) => `site main { restore-rate 10 GB/s }
tier standard { rpo 30 d; rto 30 d; corruption-rpo 30 d; corruption-rto 30 d }
workload app { site main; tier standard; data ${data}; change 0.5 TB/day }
backup disk of app to main { ${backup}; rate 10 GB/s; keep 60 d }
scenario bad-data { corrupt workload app; undetected 1 h; detect 0 s; declare 0 s; mobilise 0 s }`;

const outcome = (plan: string, scenario: string) =>
  ofPlan(plan, ({ scenarios }) => likely(scenarios.find(({ name }) => name === scenario)?.workloads[0]?.rto, HOUR));

/** Minutes until a copy has taken over. */
const takenOver = (product: string, mode: string, failover: string, scenario: string) =>
  ofPlan(
    `site a { location 50.11, 8.68 }
site b { location 50.05, 8.5; standby hot }
site w { location 51.51, -0.13 }
link wan a <-> b { bandwidth 10 Gbps; rtt 1 ms }
link to-a a <-> w { bandwidth 1 Gbps }
link to-b b <-> w { bandwidth 1 Gbps }
tier gold { rpo 1 h; rto 1 h }
workload app { site a; tier gold; data 1 TB; change 1 MB/s }
replicate app to b over wan { mode ${mode}; using ${product}; failover ${failover} }
scenario fire { lose site a; ${scenario} }`,
    ({ scenarios }) => likely(scenarios.find(({ name }) => name === "fire")?.workloads[0]?.rto, MIN),
  );

/** Nothing but the product counts. */
const DECIDED = "detect 0 s; declare 0 s; mobilise 0 s";

export const publishedRecovery: readonly Case[] = [
  ...(
    [
      ["LTO-4", "800 GB", "120 MB/s", 1.85],
      ["LTO-5", "1500 GB", "140 MB/s", 2.98],
      ["LTO-6", "2500 GB", "160 MB/s", 4.34],
      ["LTO-7", "6 TB", "300 MB/s", 5.56],
      ["LTO-9", "18 TB", "400 MB/s", 12.5],
    ] as const
  ).map(([generation, data, rate, hours]) => ({
    id: generation,
    source: LTO,
    about: `time to fill a cartridge of ${data} at ${rate}`,
    expected: about(hours, "h", 0.3),
    predicted: ofPlan(taped(data, rate), ({ backups: [tape] }) => likely(tape?.duration, HOUR)),
  })),
  {
    id: "outage of 90 min",
    source: PONEMON,
    about: "what it costs: 505 502 USD published",
    expected: about(505_502, "USD", 0.1),
    predicted: () => {
      const plan = recovered("rto 2 h", "detect 90 min");
      const rto = Number(outcome(plan, "fire")()) * HOUR;
      const workload = workloadOf(lookUp(analysisOf(plan).plan, "app"));
      const penalty = workload && penaltyOf(workload, undefined, durationOf(exactRange(seconds(rto))));
      return penalty?.likely ?? "nothing";
    },
  },
  {
    id: "tolerable downtime",
    source: NIST,
    about: "72 h of which recovery takes 48: met with 24 h to catch up, missed with 25",
    expected: judgement("met, missed"),
    predicted: () =>
      ["24 h", "25 h"]
        .map((catchUp) =>
          ofPlan(
            recovered(`rto 48 h; mtd 72 h; work-recovery ${catchUp}`, "detect 48 h"),
            ({ scenarios }) => scenarios.find(({ name }) => name === "fire")?.workloads[0]?.verdict,
          )(),
        )
        .join(", "),
  },
  {
    id: "MetroCluster",
    source: "docs.netapp.com, Microsoft SQL Server on MetroCluster: usually less than 120 s",
    about: "switchover by itself when a site is lost",
    expected: band(0, 2, "min"),
    predicted: takenOver("metrocluster-ip", "sync", "automatic; witness w", ""),
  },
  {
    id: "RDS Multi-AZ",
    source: "AWS, RDS User Guide: 60 to 120 s (unverified)",
    about: "failover by itself when a zone is lost",
    expected: band(1, 2, "min"),
    predicted: takenOver("aws-rds-multi-az", "sync", "automatic; witness w", ""),
  },
  {
    id: "Aurora Global Database",
    source: "AWS on Aurora Global Database: promotion within 1 min",
    about: "promotion of the other region once that is decided",
    expected: band(0, 1, "min"),
    predicted: takenOver("aurora-global-database", "async", "manual", DECIDED),
  },
  {
    id: "Elastic Disaster Recovery",
    source: "AWS, Elastic Disaster Recovery: 5 to 20 min (unverified)",
    about: "start of the recovery servers once that is decided",
    expected: band(5, 20, "min"),
    predicted: takenOver("aws-elastic-disaster-recovery", "async", "manual", DECIDED),
  },
  {
    id: "restore",
    source: RESTORE,
    about: "restore of 10 TB from a backup that is read at 200 MB/s",
    expected: about(13.89, "h", 0.2),
    predicted: outcome(restored("every 1 d; full-every 1 d; restore-rate 200 MB/s", "10 TB"), "bad-data"),
  },
  {
    id: "restore of a chain",
    source: CHAIN,
    about: "restore from a full and, likely, all increments of a week that followed it",
    expected: band(5.55, 7.3, "h"),
    predicted: outcome(restored("every 1 d; full-every 1 w; restore-rate 500 MB/s", "10 TB"), "bad-data"),
  },
];
