import { describe, expect, it } from "vitest";
import type { LinkEntry } from "../../server/src/estimate/document/link-entry.ts";
import { documentOf } from "../support/document-of.ts";

const SITES = `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
site dublin { location 53.35, -6.26 }
tier silver { rpo 1 h; rto 4 h }
`;

/** The entry of the only link in a plan of two sites. */
function linkWith(attributes: string): LinkEntry {
  const [link] = documentOf(`${SITES}link line york <-> leeds { ${attributes} }`).links;
  if (!link) throw new Error("No link was estimated.");
  return link;
}

const MBPS = 125_000;

describe("links", () => {
  it.each([
    // bandwidth, what is declared, expected goodput in B/s, tolerance, why
    [
      "1 Gbps",
      "rtt 100 ms; tcp-window 64 KiB; streams 1; loss 0 %",
      5.24 * MBPS,
      0.01,
      "64 KiB a round trip (superglobalcalculator.com, TCP)",
    ],
    ["1 Gbps", "rtt 100 ms; tcp-window 64 KiB; streams 4; loss 0 %", 4 * 5.24 * MBPS, 0.01, "each stream has a window"],
    [
      "1 Gbps",
      "rtt 80 ms; tcp-window 10 MB; streams 1; loss 0 %; efficiency 100 %",
      1000 * MBPS,
      0.01,
      "10 MB fill 1 Gbps over 80 ms (same)",
    ],
    [
      "2 Mbps",
      "rtt 20 ms; medium leased-line",
      240e3,
      1e-9,
      "96 % of 250 kB/s (Waterstons, DataCore and Riverbed case study)",
    ],
    ["1 Gbps", "rtt 1 ms; medium dark-fibre", (1000 * MBPS * 1460) / 1538, 1e-9, "TCP/IPv4 in Ethernet frames"],
    [
      "10 Gbps",
      "rtt 1 ms; medium dark-fibre; mtu 9000 B",
      (10_000 * MBPS * 8960) / 9038,
      1e-9,
      "the same in jumbo frames",
    ],
    ["8 Gbps", "distance 10 km; medium fibre-channel", 800e6, 0.02, "8GFC carries 800 MB/s (FCIA roadmap)"],
  ])("%s; %s: %d B/s, %d off at most (%s)", (bandwidth, attributes, expected, tolerance) => {
    const { goodput } = linkWith(`bandwidth ${bandwidth}; ${attributes}`);
    expect(Math.abs(Number(goodput?.likely) / expected - 1)).toBeLessThanOrEqual(tolerance);
  });

  it.each([
    // Figures of S. Gordon, Fibre Channel part 2 (2003), ± 5 %, and Brocade Fabric OS 7.3 Admin Guide, p. 119.
    ["2 Gbps", "10 km", 10],
    ["2 Gbps", "100 km", 100],
    ["8 Gbps", "25 km", 100],
  ])("at %s over %s needs %d credits", (bandwidth, distance, credits) => {
    const { creditsNeeded } = linkWith(`bandwidth ${bandwidth}; distance ${distance}; medium fibre-channel`);
    expect(Math.abs((creditsNeeded ?? 0) / credits - 1)).toBeLessThanOrEqual(0.05);
  });

  it("needs no credits without Fibre Channel", () => {
    expect(linkWith("bandwidth 1 Gbps; medium dark-fibre").creditsNeeded).toBeNull();
  });

  it.each([
    ["", 240e3],
    ["available 50 %", 120e3],
    ["available 100 kB/s", 100e3],
    ["other-traffic 70 kB/s", 170e3],
    ["available 90 %; other-traffic 70 kB/s", 170e3],
    // Twelve hours of the day at 40, twelve at 240.
    ["other-traffic 200 kB/s 06:00-18:00", 140e3],
    ["throttle 60 kB/s sat,sun", (5 * 240e3 + 2 * 60e3) / 7],
  ])("leaves of 240 kB/s with '%s' %d B/s in the mean of the week", (attributes, expected) => {
    const { available } = linkWith(`bandwidth 2 Mbps; medium leased-line; rtt 10 ms; ${attributes}`);
    expect(available?.likely).toBeCloseTo(expected, 6);
  });

  it.each([
    ["rtt 24..28 ms", "declared", 0.024, 0.028],
    // 2 · 200 km · 1.4682 / c is 1.959 ms, and two devices of 25 µs at each end pass each direction: 0.2 ms.
    ["distance 200 km", "distance", 0.002155, 0.002165],
    ["medium geo-satellite", "radio", 0.477, 0.9],
  ])("%s: the round trip is %s", (attributes, source, from, to) => {
    const { rtt, rttSource } = linkWith(`bandwidth 1 Gbps; ${attributes}`);
    expect(rttSource).toBe(source);
    expect(Number(rtt?.low)).toBeGreaterThanOrEqual(from);
    expect(Number(rtt?.high)).toBeLessThanOrEqual(to);
  });

  it("takes private fibre and carriers for what they are", () => {
    expect(linkWith("bandwidth 1 Gbps; medium dark-fibre").rttSource).toBe("private");
    expect(linkWith("bandwidth 1 Gbps; medium mpls").rttSource).toBe("carrier");
  });

  it("knows the distance from Frankfurt to Dublin, and the light's time", () => {
    const { links } = documentOf(`site frankfurt { location 50.1109, 8.6821 }
site dublin { location 53.3498, -6.2603 }
link wan frankfurt <-> dublin { bandwidth 155 Mbps; medium metro-ethernet }`);
    // 1 091 km on the ellipsoid; 2 · 1 091 km · 1.4682 / c.
    expect(links[0]?.greatCircle).toBeCloseTo(1.091e6, -3);
    expect(links[0]?.rttFloor).toBeCloseTo(0.010686, 5);
    expect(Number(links[0]?.rtt?.low)).toBeGreaterThan(0.010686);
  });

  it("says nothing of what is not known", () => {
    const { links } = documentOf("site a; site b; link l a <-> b { bandwidth 1 Gbps }");
    expect(links).toEqual([
      {
        name: "l",
        from: "a",
        to: "b",
        greatCircle: null,
        route: null,
        rttFloor: null,
        rtt: null,
        rttSource: null,
        goodput: null,
        available: null,
        creditsNeeded: null,
        utilisation: null,
      },
    ]);
  });
});

describe("utilisation", () => {
  const LINE = "link line york <-> leeds { bandwidth 2 Mbps; medium leased-line; rtt 10 ms; other-traffic 40 kB/s }";
  const workload = (name: string, site: string, change: string) =>
    `workload ${name} { site ${site}; tier silver; data 1 GB; ${change} }\n`;

  it.each([
    ["nothing replicated", "", { mean: 0, peak: 0 }],
    [
      "two flows of 30 and 70 of 200 kB/s",
      `${workload("a", "york", "change 30 kB/s")}${workload("b", "york", "change 70 kB/s")}replicate a, b to leeds { mode async }`,
      { mean: 0.5, peak: 0.5 },
    ],
    [
      "20 kB/s, and 160 kB/s for a tenth of the week (16.8 h)",
      `${workload("a", "york", "change 20 kB/s; change 160 kB/s mon 00:00-16:48")}replicate a to leeds { mode async }`,
      { mean: 0.17, peak: 0.8 },
    ],
    [
      "one flow each way: the busier way counts",
      `${workload("a", "york", "change 30 kB/s")}${workload("b", "leeds", "change 80 kB/s")}replicate a to leeds { mode async }
replicate b to york { mode async }`,
      { mean: 0.4, peak: 0.4 },
    ],
    [
      "reduced to a half",
      `${workload("a", "york", "change 100 kB/s")}replicate a to leeds { mode async; reduction 2x }`,
      { mean: 0.25, peak: 0.25 },
    ],
    [
      "a synchronous copy at its burst",
      `${workload("a", "york", "change 20 kB/s; burst 3x for 5 min")}replicate a to leeds { mode sync }`,
      { mean: 0.1, peak: 0.3 },
    ],
  ])("%s", (_what, plan, expected) => {
    const [link] = documentOf(`${SITES}${LINE}\n${plan}`).links;
    expect(link?.utilisation?.mean).toBeCloseTo(expected.mean, 9);
    expect(link?.utilisation?.peak).toBeCloseTo(expected.peak, 9);
  });

  it("counts what an optimiser squeezes out", () => {
    const [link] =
      documentOf(`${SITES}link line york <-> leeds { bandwidth 2 Mbps; medium leased-line; rtt 10 ms; optimiser 4x }
${workload("a", "york", "change 240 kB/s")}replicate a to leeds { mode async; reduction 2x }`).links;
    expect(link?.utilisation?.mean).toBeCloseTo(0.25, 9);
  });

  it("has no number where something should be sent while the link carries nothing", () => {
    const [link] =
      documentOf(`${SITES}link line york <-> leeds { bandwidth 2 Mbps; medium leased-line; rtt 10 ms; throttle 0 kB/s sat }
${workload("a", "york", "change 24 kB/s")}replicate a to leeds { mode async }`).links;
    expect(link?.utilisation?.peak).toBeNull();
    expect(link?.utilisation?.mean).toBeCloseTo(0.1 / (6 / 7), 9);
  });
});

describe("the frame", () => {
  it("has the plan's title, versions and findings with places from zero", () => {
    const document = documentOf(
      'plan "Two sites"\nsite a { location 1, 1 }\nlink l a <-> nowhere { bandwidth 1 Gbps }',
    );
    expect([document.schema, document.engine, document.plan]).toEqual([1, "0.0.0", "Two sites"]);
    expect(document.findings.find(({ rule }) => rule === "unknown-name")).toMatchObject({
      severity: "error",
      file: "main.drplan",
      range: { start: { line: 2, character: 13 }, end: { line: 2, character: 20 } },
    });
  });

  it("has no title when the plan has none", () => {
    expect(documentOf("").plan).toBeNull();
  });
});
