import { describe, expect, it } from "vitest";
import type { ConstantName } from "../../../server/src/model/constants.ts";
import { recovery, timeOf, type Way } from "../../support/recoveries.ts";

const MIN = 60;
const H = 3600;

/** Without its constant everything takes no time. */
function plan(site: string, workload: string, copy: string, settings: string): string {
  return `plan "Test" { ${settings} }
site west {}
site east { ${site} }
tier gold { rpo 1 h; rto 1 h }
link wan west <-> east { bandwidth 10 Gbps; rtt 1 ms }
workload orders { site west; tier gold; data 1 TB; change 1 MB/s; ${workload} }
replicate orders to east { ${copy} }
backup nightly of orders to east { every 1 d }
backup hourly of orders to west { every 1 h; method snapshot }
`;
}

interface Effect {
  readonly name: ConstantName;
  readonly site?: string;
  readonly workload?: string;
  readonly copy?: string;
  readonly settings?: string;
  readonly from?: string;
  readonly usually: number;
  readonly override: string;
  readonly changed: number;
}

const NO_PEOPLE = "detect 0 s; declare 0 s; mobilise 0 s";
const AT_ONCE = "mode async; promote 0 s";

const EFFECTS: readonly Effect[] = [
  { name: "detect", settings: "declare 0 s; mobilise 0 s", usually: 15 * MIN, override: "1 min", changed: MIN },
  { name: "declare", settings: "detect 0 s; mobilise 0 s", usually: H, override: "2 h", changed: 2 * H },
  { name: "mobilise", settings: "detect 0 s; declare 0 s", usually: 30 * MIN, override: "3 h", changed: 3 * H },
  {
    name: "automatic-detect",
    copy: "mode sync; failover automatic; promote 0 s",
    usually: MIN,
    override: "20 s",
    changed: 20,
  },
  { name: "promote-array", copy: "mode async", usually: 5 * MIN, override: "9 min", changed: 9 * MIN },
  {
    name: "promote-database",
    copy: "mode async",
    workload: "kind database",
    usually: 2 * MIN,
    override: "9 min",
    changed: 9 * MIN,
  },
  {
    name: "promote-hypervisor",
    copy: "mode async",
    workload: "kind virtual-machines",
    usually: 5 * MIN,
    override: "9 min",
    changed: 9 * MIN,
  },
  { name: "revert-snapshot", from: "hourly", usually: 5 * MIN, override: "1 min", changed: MIN },
  // 30 machines by 10.
  { name: "boot-time", workload: "vms 30", usually: 9 * MIN, override: "1 min", changed: 3 * MIN },
  { name: "boot-concurrency", workload: "vms 30", usually: 9 * MIN, override: "15", changed: 6 * MIN },
  { name: "cold-start", site: "standby cold", usually: 4 * H, override: "1 d", changed: 24 * H },
  {
    name: "provision-lead",
    site: "standby none; provision-rate 1 /h",
    usually: 6 * 7 * 24 * H + H,
    override: "1 d",
    changed: 24 * H + H,
  },
  {
    name: "provision-rate",
    site: "standby none; provision-lead 0 s",
    workload: "count 10",
    usually: 5 * H,
    override: "5/h",
    changed: 2 * H,
  },
  // 1 TB.
  { name: "restore-rate", from: "nightly", usually: 5000, override: "50 MB/s", changed: 20_000 },
  { name: "redirect-dns", workload: "redirect dns", usually: 5 * MIN, override: "1 h", changed: H },
  { name: "redirect-bgp", workload: "redirect bgp", usually: 2 * MIN, override: "1 h", changed: H },
  // The last hour of logs.
  {
    name: "replay-speed",
    copy: "mode log-shipping; every 1 h; promote 0 s",
    usually: 15 * MIN,
    override: "10x",
    changed: 6 * MIN,
  },
];

describe("an override in `assume` changes the recovery that rests on the constant", () => {
  it.each(EFFECTS)("$name: $override", (effect) => {
    const { name, site = "", workload = "", copy = AT_ONCE, settings = NO_PEOPLE, from = "replica" } = effect;
    const text = plan(site, workload, copy, settings);
    const way: Way = { of: "orders", from };
    const usual = recovery(text, way);
    const changed = recovery(`${text}assume { ${name} ${effect.override} }\n`, way);
    expect(timeOf(usual.rto.likely)).toBeCloseTo(effect.usually, 6);
    expect(timeOf(changed.rto.likely)).toBeCloseTo(effect.changed, 6);
    expect(usual.assumed).toContain(name);
  });
});
