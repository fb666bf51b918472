import { describe, expect, it } from "vitest";
import type { LinkEstimate } from "../../server/src/estimate/link-estimate.ts";
import type { ReplicationEstimate } from "../../server/src/estimate/replication-estimate.ts";
import { type ConstantName, shippedConstants } from "../../server/src/model/constants.ts";
import { copyEstimate, linkEstimate } from "../support/estimates.ts";

/** Another value for each constant on which estimates rest so far, far enough from the usual one to show. */
const OTHERWISE: Readonly<Partial<Record<ConstantName, string>>> = {
  "air-index": "1.2",
  "busy-threshold": "1 %",
  "carrier-loss": "3 %",
  "device-delay": "3 ms",
  "devices-per-end": "7",
  "geo-altitude": "50_000 km",
  "glass-index": "1.9",
  "internet-loss": "3 %",
  "leased-line-efficiency": "70 %",
  "leo-altitude": "9_000 km",
  "local-write": "7 ms",
  "private-loss": "3 %",
  "product-lag": "9 min",
  "remote-service": "7 ms",
  "route-factor": "2.9",
  "short-route-factor": "7",
  "tcp-window": "32 KiB",
  "write-size": "3 MB",
  burst: "1.5x",
  mtu: "9000",
  streams: "9",
};

const SITES = `site west { location 0, 0 }
site near { location 0, 0.5 }
site east { location 0, 9 }
`;

const NAMES = Object.keys(OTHERWISE) as ConstantName[];

function overridden(plan: string, name: ConstantName): string {
  return `${plan}assume { ${name} ${OTHERWISE[name]} }\n`;
}

/** The figures of a link: its floors and inputs are none. */
function linkFigures({ rtt, flow }: LinkEstimate): string {
  return JSON.stringify([rtt?.time, flow?.goodput, flow?.capacity, flow?.flowCapacity, flow?.creditsNeeded]);
}

function copyFigures({ sync, rpo, required, lag, verdict }: ReplicationEstimate): string {
  const { rtt, added, writesPerSecond, load } = sync ?? {};
  return JSON.stringify([rtt, added, writesPerSecond, load, rpo, required, lag?.worst, verdict]);
}

describe("the constants that a link's estimate names are those on which its figures rest", () => {
  it.each<[string, string, readonly ConstantName[]]>([
    ["declared in full", "medium mpls; rtt 5 ms; efficiency 90 %; loss 0 %; tcp-window 1 MiB; streams 2", []],
    ["that says nothing", "", ["carrier-loss", "glass-index", "mtu", "streams", "tcp-window"]],
    ["with a round trip", "rtt 5 ms", ["carrier-loss", "mtu", "streams", "tcp-window"]],
    [
      "with a distance",
      "distance 80 km; transport udp-accelerated",
      ["device-delay", "devices-per-end", "glass-index", "mtu"],
    ],
    [
      "over dark fibre",
      "medium dark-fibre; transport udp-accelerated",
      ["device-delay", "devices-per-end", "glass-index", "mtu", "route-factor"],
    ],
    [
      "over hollow core",
      "medium hollow-core; optimiser 2x; efficiency 90 %",
      ["air-index", "device-delay", "devices-per-end", "route-factor"],
    ],
    [
      "over Fibre Channel",
      "medium fibre-channel; credits 16",
      ["device-delay", "devices-per-end", "glass-index", "route-factor"],
    ],
    ["without loss: segments do not matter", "rtt 5 ms; efficiency 90 %; loss 0 %", ["streams", "tcp-window"]],
    ["with loss: they do", "rtt 5 ms; efficiency 90 %; loss 1 %", ["mtu", "streams", "tcp-window"]],
    ["leased", "medium leased-line; rtt 5 ms; loss 0 %", ["leased-line-efficiency", "streams", "tcp-window"]],
    [
      "leased, under FCIP",
      "medium leased-line; rtt 5 ms; loss 0 %; transport fcip",
      ["leased-line-efficiency", "streams", "tcp-window"],
    ],
    ["over the internet", "medium internet-vpn; rtt 5 ms", ["internet-loss", "mtu", "streams", "tcp-window"]],
    ["over a private wave", "medium dwdm; rtt 5 ms", ["mtu", "private-loss", "streams", "tcp-window"]],
    ["over microwave", "medium microwave; transport udp-accelerated", ["air-index", "mtu"]],
    ["over a satellite", "medium geo-satellite; transport udp-accelerated", ["geo-altitude", "mtu"]],
    ["over low satellites", "medium leo-satellite; transport udp-accelerated; mtu 1400", ["leo-altitude"]],
  ])("%s", (_what, attributes, names) => {
    expectNamed(`${SITES}link wan west <-> east { bandwidth 100 Gbps; ${attributes} }\n`, names);
  });

  it("over dark fibre within a region", () => {
    const plan = `${SITES}link wan west <-> near { bandwidth 1 Gbps; medium dark-fibre; transport udp-accelerated; mtu 9000 }\n`;
    expectNamed(plan, ["device-delay", "devices-per-end", "glass-index", "route-factor", "short-route-factor"]);
  });

  function expectNamed(plan: string, names: readonly ConstantName[]): void {
    const estimate = linkEstimate(plan, "wan");
    expect([...estimate.assumed].sort()).toEqual(names);
    const figures = linkFigures(estimate);
    const changing = NAMES.filter((name) => linkFigures(linkEstimate(overridden(plan, name), "wan")) !== figures);
    expect(changing.sort()).toEqual(names);
  }
});

describe("and so are those of a replication, besides its links'", () => {
  it.each<[string, string, string, readonly ConstantName[]]>([
    ["asynchronous, product unknown", "", "mode async", ["product-lag"]],
    ["asynchronous, product known", "", "mode async; using srdf-a", []],
    ["synchronous", "", "mode sync", ["burst", "busy-threshold", "local-write", "remote-service", "write-size"]],
    [
      "synchronous, workload known",
      "burst 3x; write-size 16 KiB",
      "mode sync",
      ["busy-threshold", "local-write", "remote-service"],
    ],
  ])("%s", (_what, workload, replicate, names) => {
    const plan = `${SITES}tier gold { rpo 1 h; rto 1 h }
link wan west <-> east { bandwidth 1 Gbps; efficiency 90 %; loss 0 %; tcp-window 1 GiB; streams 1; rtt 2 ms }
workload orders { site west; tier gold; data 1 TB; change 2 MB/s; ${workload} }
replicate orders to east { ${replicate} }
`;
    const estimate = copyEstimate(plan, "orders");
    expect([...estimate.assumed].sort()).toEqual(names);
    const figures = copyFigures(estimate);
    const changing = NAMES.filter((name) => copyFigures(copyEstimate(overridden(plan, name), "orders")) !== figures);
    expect(changing.sort()).toEqual(names);
  });
});

it("every constant on which an estimate may rest has another value here", () => {
  const shipped = shippedConstants();
  for (const name of NAMES) expect(OTHERWISE[name], name).not.toBe(shipped[name].text);
});
