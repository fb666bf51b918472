import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goodput, type Line, uncertainGoodput } from "../../../server/src/estimate/kernel/goodput.ts";
import type { Medium, Transport } from "../../../server/src/estimate/kernel/medium.ts";
import { bytes, rate, ratio, seconds } from "../../../server/src/quantity/quantity.ts";
import { exactly, uncertain } from "../../../server/src/quantity/uncertain.ts";
import { LINE } from "../reference/usual.ts";

const mbps = (value: number) => rate(value * 125_000);
const ms = (value: number) => seconds(value / 1000);

describe("the bottleneck", () => {
  it.each<[string, Partial<Line> & Pick<Line, "bandwidth">, number, string, number]>([
    ["a short clean line", { bandwidth: mbps(100), medium: "dark-fibre" }, 1, "bandwidth", (12.5e6 * 1460) / 1538],
    [
      "a long clean line: four windows of 4 MiB",
      { bandwidth: mbps(10_000), medium: "dwdm" },
      100,
      "window",
      4 * 41_943_040,
    ],
    // 4 × 1406 B/50 ms × √1.5/√0.001, by hand; CUBIC's 1.0538 · (0.05/0.001)^¾ = 19.8 is below Reno's 38.7 segments.
    ["the internet", { bandwidth: mbps(1000), medium: "internet-vpn", loss: ratio(0.001) }, 50, "loss", 4_356_300],
    // 4 × 1460 B/200 ms × 1.0538 · (0.2/1e-5)^¾ segments: CUBIC is above Reno's 387.
    ["a carrier's long line", { bandwidth: mbps(10_000), medium: "mpls", loss: ratio(1e-5) }, 200, "loss", 51_751_000],
    [
      "acceleration lifts the limit",
      { bandwidth: mbps(1000), medium: "internet-vpn", transport: "udp-accelerated", loss: ratio(0.001) },
      50,
      "bandwidth",
      (125e6 * 1406) / 1538,
    ],
    [
      "an optimiser does too",
      { bandwidth: mbps(1000), medium: "internet-vpn", optimised: true, loss: ratio(0.001) },
      50,
      "bandwidth",
      (125e6 * 1406) / 1538,
    ],
    [
      "given values stand",
      { bandwidth: mbps(1000), efficiency: ratio(0.9), window: bytes(65_536), streams: 2, loss: ratio(0) },
      10,
      "window",
      13_107_200,
    ],
    ["all is lost", { bandwidth: mbps(1000), loss: ratio(1) }, 10, "loss", 0],
    ["no bandwidth", { bandwidth: rate(0) }, 10, "bandwidth", 0],
    ["no round trip", { bandwidth: mbps(1000), loss: ratio(0) }, 0, "bandwidth", (125e6 * 1460) / 1538],
    [
      "Fibre Channel with credits to spare",
      { bandwidth: mbps(8000), medium: "fibre-channel", credits: 500 },
      0.5,
      "bandwidth",
      800e6,
    ],
    // 2148 B at 850 MB/s take 2.527 µs: 198 credits for 0.5 ms.
    [
      "Fibre Channel short of credits",
      { bandwidth: mbps(8000), medium: "fibre-channel", credits: 99 },
      0.5,
      "credits",
      400e6,
    ],
    ["Fibre Channel that does not say", { bandwidth: mbps(16_000), medium: "fibre-channel" }, 10, "bandwidth", 1600e6],
  ])("of %s", (_what, line, rtt, bottleneck, flow) => {
    const result = goodput({ ...LINE, ...line }, ms(rtt));
    expect(result.bottleneck).toBe(bottleneck);
    if (flow === 0) expect(result.flow).toBe(0);
    else expect(result.flow / flow).toBeCloseTo(1, 4);
    expect(result.limits[result.bottleneck]).toBe(result.flow);
  });

  it("limits each flow by its streams, not the link", () => {
    const result = goodput({ ...LINE, bandwidth: mbps(10_000), medium: "dwdm" }, ms(100));
    expect(result.link).toBeCloseTo((1.25e9 * 1460) / 1538, 3);
    expect(result.flow).toBeLessThan(result.link);
  });
});

describe("laws", () => {
  const media = fc.constantFrom<Medium[]>(
    "dark-fibre",
    "metro-ethernet",
    "leased-line",
    "internet-vpn",
    "fibre-channel",
    "geo-satellite",
  );
  const transports = fc.constantFrom<Transport[]>("tcp", "fcip", "iscsi", "udp-accelerated", "fc");
  const lines = fc.record({
    mtu: fc.integer({ min: 576, max: 9000 }),
    leasedLineEfficiency: fc.double({ min: 0.5, max: 1, noNaN: true }).map(ratio),
    medium: media,
    transport: transports,
    bandwidth: fc.double({ min: 1, max: 1e12, noNaN: true }).map(rate),
    loss: fc.double({ min: 0, max: 1, noNaN: true }).map(ratio),
    window: fc.double({ min: 1, max: 1e9, noNaN: true }).map(bytes),
    streams: fc.integer({ min: 1, max: 64 }),
    credits: fc.integer({ min: 0, max: 5000 }),
  });
  const trip = fc.double({ min: 0, max: 2, noNaN: true });
  const more = fc.double({ min: 1, max: 10, noNaN: true });

  it("is a number, never above the link, and never better for a longer trip, more loss or less of anything", () => {
    fc.assert(
      fc.property(lines, trip, more, (line, rtt, by) => {
        const base = goodput(line, seconds(rtt));
        const worse = [
          goodput(line, seconds(rtt * by)),
          goodput({ ...line, loss: ratio(Math.min(1, line.loss * by)) }, seconds(rtt)),
          goodput({ ...line, window: bytes(line.window / by) }, seconds(rtt)),
          goodput({ ...line, credits: line.credits / by }, seconds(rtt)),
          goodput({ ...line, streams: line.streams / by }, seconds(rtt)),
        ];
        expect(Number.isFinite(base.flow)).toBe(true);
        expect(base.flow).toBeLessThanOrEqual(base.link);
        for (const other of worse) expect(other.flow).toBeLessThanOrEqual(base.flow * (1 + 1e-12));
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it("keeps low ≤ likely ≤ high of uncertain lines", () => {
    fc.assert(
      fc.property(lines, trip, more, (line, rtt, by) => {
        const result = uncertainGoodput(
          {
            ...line,
            mtu: exactly(line.mtu),
            leasedLineEfficiency: exactly(line.leasedLineEfficiency),
            bandwidth: uncertain(rate(line.bandwidth / by), line.bandwidth, rate(line.bandwidth * by)),
            loss: uncertain(ratio(line.loss / by), line.loss, ratio(Math.min(1, line.loss * by))),
            window: uncertain(bytes(line.window / by), line.window, line.window),
            streams: uncertain(1, line.streams, 100),
            credits: uncertain(0, line.credits, 5000),
          },
          uncertain(seconds(rtt / by), seconds(rtt), seconds(rtt * by)),
        );
        expect(result.low.flow).toBeLessThanOrEqual(result.likely.flow);
        expect(result.likely.flow).toBeLessThanOrEqual(result.high.flow);
        expect(result.likely).toEqual(goodput(line, seconds(rtt)));
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
