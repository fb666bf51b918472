import { describe, expect, it } from "vitest";
import { profileAt } from "../../server/src/estimate/kernel/weekly-profile.ts";
import { type Seconds, seconds } from "../../server/src/quantity/quantity.ts";
import { linkEstimate } from "../support/estimates.ts";

function flowOf(bandwidth: string, attributes: string) {
  const plan = `site a {}
site b {}
link wan a <-> b { bandwidth ${bandwidth}; ${attributes} }`;
  const { flow } = linkEstimate(plan, "wan");
  if (!flow) throw new Error("The link has no flow.");
  return flow;
}

const WATERSTONS = "DataCore and Riverbed case study (Waterstons)";
const VMOTION_2009 = "VMworld and long distance Vmotion, blog, 2009";

describe("goodput of one flow", () => {
  it.each([
    [`a leased line of 2 Mbps: ${WATERSTONS}`, "2 Mbps", "medium leased-line; rtt 30 ms", 240e3],
    [
      "64 KiB window, 100 ms: 5.24 Mbps (superglobalcalculator.com, TCP)",
      "1 Gbps",
      "rtt 100 ms; tcp-window 64 KiB; streams 1; loss 0 %",
      655_360,
    ],
    ["eight such streams", "1 Gbps", "rtt 100 ms; tcp-window 64 KiB; streams 8; loss 0 %", 8 * 655_360],
    ["TCP/IPv4 on Ethernet: 1460 of 1538 bytes", "1 Gbps", "rtt 1 ms; loss 0 %", (125e6 * 1460) / 1538],
    ["jumbo frames: 8960 of 9038", "1 Gbps", "rtt 1 ms; loss 0 %; mtu 9000", (125e6 * 8960) / 9038],
    ["an efficiency that is given", "1 Gbps", "rtt 1 ms; loss 0 %; efficiency 80 %", 100e6],
    ["0.1 % loss, 50 ms: 9.05 Mbps (Mathis et al. 1997)", "1 Gbps", "rtt 50 ms; loss 0.1 %; streams 1", 1_131_250],
    [
      "acceleration ends the TCP session",
      "1 Gbps",
      "rtt 500 ms; loss 1 %; transport udp-accelerated; efficiency 90 %",
      112.5e6,
    ],
    ["so does an optimiser", "1 Gbps", "rtt 500 ms; loss 1 %; optimiser 3x; efficiency 90 %", 112.5e6],
    [
      "FCIP on a leased line: 2112 of 2176 bytes",
      "2 Mbps",
      "rtt 1 ms; loss 0 %; medium leased-line; transport fcip",
      (240e3 * 2112) / 2176,
    ],
  ])("%s", (_what, bandwidth, attributes, expected) => {
    expect(flowOf(bandwidth, attributes).goodput.likely.flow / expected).toBeCloseTo(1, 3);
  });

  it(`of 90 %% payload is three times that of 30 %% (${VMOTION_2009})`, () => {
    const [most, least] = [90, 30].map((share) => flowOf("622 Mbps", `rtt 1 ms; loss 0 %; efficiency ${share} %`));
    expect((most?.goodput.likely.flow ?? 0) / (least?.goodput.likely.flow ?? 1)).toBeCloseTo(3, 9);
  });

  it("is limited by window and streams, the link is not", () => {
    const flow = flowOf("1 Gbps", "rtt 100 ms; tcp-window 64 KiB; streams 1; loss 0 %");
    expect(flow.capacity.likely.values).toEqual([expect.closeTo((125e6 * 1460) / 1538, 0)]);
    expect(flow.flowCapacity.likely.values).toEqual([expect.closeTo(655_360, 0)]);
    expect(flow.goodput.likely.bottleneck).toBe("window");
  });

  it("falls with the round trip: low is that of the longest", () => {
    const { goodput } = flowOf("1 Gbps", "rtt 50..150 ms; tcp-window 64 KiB; streams 1; loss 0 %");
    expect([goodput.low.flow, goodput.likely.flow, goodput.high.flow]).toEqual([
      expect.closeTo(65_536 / 0.15, 0),
      expect.closeTo(655_360, 0),
      expect.closeTo(65_536 / 0.05, 0),
    ]);
  });
});

describe("Fibre Channel", () => {
  it.each([
    ["1 Gbps", 100],
    ["2 Gbps", 200],
    ["4 Gbps", 400],
    ["8 Gbps", 800],
    ["16 Gbps", 1600],
    ["32 Gbps", 3200],
    ["64 Gbps", 6400],
  ])("of %s carries %d MB/s", (bandwidth, rate) => {
    expect(flowOf(bandwidth, "medium fibre-channel; distance 10 km").goodput.likely.flow).toBe(rate * 1e6);
  });

  // QLogic SANbox 5000 guide 59096-04: 16 credits reach 26, 13 and 6 km at 1, 2 and 4 Gbps, ± 1 km.
  it.each([
    [1, 26],
    [2, 13],
    [4, 6],
  ])("of %d Gbps needs 16 credits for %d km", (speed, km) => {
    const needed = (length: number) =>
      flowOf(`${speed} Gbps`, `medium fibre-channel; distance ${length} km`).creditsNeeded?.high;
    expect(needed(km - 1)).toBeLessThanOrEqual(16);
    expect(needed(km + 1)).toBeGreaterThan(16);
  });

  it.each([
    [1, "1 to 1.1 (Brocade Fabric OS 7.3 Admin Guide: a credit per km)", 1, 1],
    [10, "10 ± 5 % (S. Gordon, FC part 2, 2003)", 10, 10],
    [100, "100 ± 5 % (the same)", 95, 105],
  ])("of 2 Gbps needs over %d km %s", (km, _what, least, most) => {
    const needed = flowOf("2 Gbps", `medium fibre-channel; distance ${km} km`).creditsNeeded?.likely;
    expect(needed).toBeGreaterThanOrEqual(least);
    expect(needed).toBeLessThanOrEqual(most);
  });

  it("short of credits carries its share of them", () => {
    // 100 km there and back: 0.97947 ms of light over 10.108 µs a frame, 97 credits.
    const flow = flowOf("2 Gbps", "medium fibre-channel; distance 100 km; credits 40");
    const enough = flowOf("2 Gbps", "medium fibre-channel; distance 100 km; credits 97");
    expect(flow.creditsNeeded?.likely).toBe(97);
    expect(flow.goodput.likely.flow / 1e6).toBeCloseTo((200 * 40) / 97, 6);
    expect(flow.goodput.likely.bottleneck).toBe("credits");
    expect(enough.goodput.likely.flow).toBe(200e6);
  });

  it("is full with just the credits that the light needs, if no device at the ends holds three of them", () => {
    const { goodput } = flowOf("2 Gbps", "medium fibre-channel; distance 100 km; credits 97");
    expect(goodput.likely.flow).toBe(200e6);
    expect(goodput.low.flow).toBeCloseTo(200e6 * (97 / 100), 3);
    expect(goodput.low.bottleneck).toBe("credits");
    expect(flowOf("2 Gbps", "medium fibre-channel; distance 100 km; credits 100").goodput.low.flow).toBe(200e6);
  });

  it("needs no credits told on other links", () => {
    expect(flowOf("2 Gbps", "medium dwdm; distance 100 km").creditsNeeded).toBeUndefined();
  });
});

describe("what replication gets of 10 MB/s", () => {
  const hour = (day: number, at: number): Seconds => seconds((day * 24 + at) * 3600);
  const LINE = "rtt 1 ms; loss 0 %; efficiency 100 %";

  it.each<[string, readonly (readonly [day: number, at: number, megabytes: number])[]]>([
    ["", [[0, 12, 10]]],
    ["available 70 %", [[0, 12, 7]]],
    ["available 24 Mbps", [[0, 12, 3]]],
    ["available 4 MB/s", [[0, 12, 4]]],
    ["available 80 MB/s", [[0, 12, 10]]],
    ["other-traffic 3 MB/s", [[0, 12, 7]]],
    ["other-traffic 20 MB/s", [[0, 12, 0]]],
    [
      "other-traffic 1 MB/s; other-traffic 6 MB/s mon-fri 09:00-17:00",
      [
        [0, 8, 9],
        [0, 9, 4],
        [0, 17, 9],
        [5, 12, 9],
      ],
    ],
    [
      "throttle 2 MB/s mon-fri 08:00-18:00",
      [
        [0, 7, 10],
        [0, 8, 2],
        [4, 17, 2],
        [4, 18, 10],
      ],
    ],
    [
      "throttle 2 MB/s 22:00-06:00",
      [
        [0, 0, 2],
        [0, 5, 2],
        [0, 6, 10],
        [6, 23, 2],
      ],
    ],
    [
      "throttle 2 MB/s sun 22:00-06:00",
      [
        [6, 21, 10],
        [6, 23, 2],
        [0, 3, 2],
        [0, 6, 10],
        [1, 3, 10],
      ],
    ],
    [
      "throttle 5 MB/s; throttle 2 MB/s sat,sun",
      [
        [0, 12, 5],
        [5, 12, 2],
      ],
    ],
    [
      "throttle 2 MB/s mon-fri; throttle 6 MB/s wed 12:00-13:00",
      [
        [2, 11, 2],
        [2, 12, 6],
        [2, 13, 2],
        [6, 0, 10],
      ],
    ],
    ["available 70 %; other-traffic 5 MB/s; throttle 6 MB/s", [[0, 12, 5]]],
  ])("%j", (attributes, expected) => {
    const { capacity } = flowOf("80 Mbps", `${LINE}; ${attributes}`);
    for (const [day, at, megabytes] of expected) {
      expect(profileAt(capacity.likely, hour(day, at)) / 1e6, `day ${day}, ${at} h`).toBeCloseTo(megabytes, 6);
    }
  });

  it(`is 170 of 240 kB/s beside 70 of voice and users (${WATERSTONS})`, () => {
    const { capacity } = flowOf("2 Mbps", "medium leased-line; rtt 30 ms; other-traffic 70 kB/s");
    expect(profileAt(capacity.likely, seconds(0))).toBeCloseTo(170e3, 3);
  });

  it("is least where other traffic is most", () => {
    const { capacity } = flowOf("80 Mbps", `${LINE}; other-traffic 1..5 MB/s`);
    expect(
      [capacity.low, capacity.likely, capacity.high].map((profile) => profileAt(profile, seconds(0)) / 1e6),
    ).toEqual([expect.closeTo(5, 6), expect.closeTo(7, 6), expect.closeTo(9, 6)]);
  });
});
