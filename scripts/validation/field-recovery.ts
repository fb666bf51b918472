import type { EstimateDocument } from "../../server/src/estimate/estimate-document.ts";
import { recoveryCapacity } from "../../server/src/estimate/recovery/recovery-capacity.ts";
import { siteOf, workloadOf } from "../../server/src/model/bind.ts";
import { lookUp } from "../../server/src/model/plan.ts";
import { about, band, type Case, exactly, figure, HOUR, judgement, likely, ofPlan } from "./case.ts";
import { analysisOf } from "./document-of.ts";

const TECHTARGET = "TechTarget 2009, Virtualizing disaster recovery infrastructure (P. Dorion)";

const outcome = ({ scenarios }: EstimateDocument, scenario: string, workload: string) =>
  scenarios.find(({ name }) => name === scenario)?.workloads.find((one) => one.workload === workload);

/** Servers that are rebuilt from backups at a site that has none of its own. */
const rebuilt = (servers: number, recovery: string, rto: string) => `site main {}
site other { standby none; ${recovery} }
link wan main <-> other { bandwidth 10 Gbps; rtt 5 ms }
tier standard { rpo 48 h; rto ${rto} }
workload app { site main; tier standard; data 1 MB; change 1 B/s; count ${servers} }
backup nightly of app to other { every 24 h; keep 14 d }
scenario fire { lose site main; detect 0 s; declare 0 s; mobilise 0 s }
`;

/** Two sites 966 km apart, or on a campus. */
const pair = (line: string, replicate: string, more: string, scenario = "") => `site main { location 0, 0 }
site other { location 0, 8.678 }
site third { location 0, 1 }
link wan main <-> other { ${line} }
link first main <-> third { bandwidth 1 Gbps; rtt 1 ms }
link second other <-> third { bandwidth 1 Gbps; rtt 1 ms }
tier gold { rpo 2 h; rto 1 h }
workload app { site main; tier gold; data 100 GB; change 1 MB/s; ${more} }
replicate app to other over wan { ${replicate} }
scenario fire { lose site main; ${scenario} }
`;

/** One option that runs a room with this power, at 10 c/kWh and 8760 h a year. */
const powered = (watts: number) =>
  Number(
    ofPlan(
      `plan "Room" { horizon 3 year; currency USD }
site room {}
option powered { site room { cost ${((watts / 1000) * 8760 * 0.1).toFixed(2)} USD/year } }
`,
      ({ options: [option] }) => option?.horizonCost ?? undefined,
    )(),
  );

export const fieldRecovery: readonly Case[] = [
  {
    id: "SC26a",
    source: TECHTARGET,
    about: "time to set up 800 servers, 16.7 an hour",
    expected: figure(48, "h", 47.5, 49),
    predicted: ofPlan(rebuilt(800, "provision-lead 0 s; provision-rate 16.7/h", "72 h"), (document) =>
      likely(outcome(document, "fire", "app")?.rto, HOUR),
    ),
  },
  {
    id: "SC26b",
    source: TECHTARGET,
    about: "800 servers in 48 h by a provider who sets up 10 an hour",
    expected: judgement("missed"),
    predicted: ofPlan(
      rebuilt(800, "provision-lead 0 s; provision-rate 10/h", "48 h"),
      (document) => outcome(document, "fire", "app")?.verdict,
    ),
  },
  {
    id: "SC27",
    source: TECHTARGET,
    about: "recovery within 48 h on hardware that is bought after the disaster",
    expected: judgement("missed"),
    predicted: ofPlan(rebuilt(20, "", "48 h"), (document) => outcome(document, "fire", "app")?.verdict),
  },
  {
    id: "SC28e",
    source: TECHTARGET,
    about: "recovery from an asynchronous copy 966 km away, declared after 15 min: less than an hour",
    expected: band(0, 1, "h"),
    predicted: ofPlan(
      pair(
        "bandwidth 1 Gbps; medium dwdm; tcp-window 16 MiB",
        "mode periodic; using snapmirror-async; every 1 h",
        "vms 10",
        "detect 5 min; declare 10 min; mobilise 0 s",
      ),
      (document) => likely(outcome(document, "fire", "app")?.rto, HOUR),
    ),
  },
  {
    id: "SC29b",
    source: TECHTARGET,
    about: "outage when one of two sites of a campus is lost that are both active: detection alone, seconds",
    expected: band(0, 120, "s"),
    predicted: ofPlan(
      pair("bandwidth 10 Gbps; rtt 0.1 ms", "mode sync; failover active; witness third", "vms 100"),
      (document) => likely(outcome(document, "fire", "app")?.rto),
    ),
  },
  {
    id: "SC29c",
    source: TECHTARGET,
    about: "loss when it is lost",
    expected: figure(0, "s", 0, 0),
    predicted: ofPlan(
      pair("bandwidth 10 Gbps; rtt 0.1 ms", "mode sync; failover active; witness third", "vms 100"),
      (document) => likely(outcome(document, "fire", "app")?.rpo),
    ),
  },
  {
    id: "SC30",
    source: TECHTARGET,
    about: "hosts that the other site needs for 60 machines, 30 on each",
    expected: exactly(2, "hosts"),
    predicted: () => {
      const plan = `site main {}
site other { hosts 2; vms-per-host 30 }
tier standard { rpo 1 h; rto 1 h }
workload app { site main; tier standard; data 1 TB; vms 60 }`;
      const { plan: read } = analysisOf(plan);
      const place = siteOf(lookUp(read, "other"));
      const workload = workloadOf(lookUp(read, "app"));
      if (!place || !workload) throw new Error("The plan was not understood.");
      return recoveryCapacity(place, [], [workload]).hosts?.needed ?? Number.NaN;
    },
  },
  {
    id: "SC31",
    source: TECHTARGET,
    about: "750 W for 3 years at 10 c/kWh",
    expected: figure(1972, "USD", 1950, 2300),
    predicted: () => powered(750),
  },
  {
    id: "SC32a",
    source: TECHTARGET,
    about: "what 3 years of 750 W save against 10 × 250 W",
    expected: figure(4602, "USD", 4500, 4900),
    predicted: () => powered(2500) - powered(750),
  },
  {
    id: "SC32b",
    source: TECHTARGET,
    about: "the same as a share",
    expected: about(70, "%", 0.1),
    predicted: () => 100 * (1 - powered(750) / powered(2500)),
  },
];
