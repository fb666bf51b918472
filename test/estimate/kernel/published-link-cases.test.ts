import { describe, expect, it } from "vitest";
import { capacity } from "../../../server/src/estimate/kernel/capacity.ts";
import { copyTimeAnyStart } from "../../../server/src/estimate/kernel/copy-time-any-start.ts";
import {
  creditsNeeded,
  distanceWithCredits,
  fibreChannelRate,
} from "../../../server/src/estimate/kernel/fibre-channel.ts";
import { goodput } from "../../../server/src/estimate/kernel/goodput.ts";
import {
  lossThroughput,
  windowThroughput,
  windowToFill,
} from "../../../server/src/estimate/kernel/stream-throughput.ts";
import { constantProfile, exactProfile } from "../../../server/src/estimate/kernel/weekly-profile.ts";
import { bytes, type Rate, rate, ratio, seconds } from "../../../server/src/quantity/quantity.ts";
import { exactly } from "../../../server/src/quantity/uncertain.ts";
import { GLASS_INDEX, LINE } from "../reference/usual.ts";

const WATERSTONS = "DataCore and Riverbed case study (Waterstons)";
const gbps = (value: number) => rate(value * 125e6);

describe("times to copy", () => {
  it.each([
    ["36 GB seed at 240 kB/s", 36e9, rate(240e3), 41.6, 43.7, WATERSTONS],
    ["36 GB at 0.196 GB a minute", 36e9, rate(0.196e9 / 60), 3.0, 3.1, WATERSTONS],
    ["20 063 MB at 3278 kB/s: 102 min", 20_063e6, rate(3278e3), 101.5 / 60, 102.5 / 60, WATERSTONS],
    ["12 GB backlog on 170 kB/s", 12e9, rate(170e3), 19, 21, WATERSTONS],
    ["2949 MB backlog on 170 kB/s", 2949e6, rate(170e3), 4.6, 5.1, WATERSTONS],
    ["60 GB resync on 240 kB/s", 60e9, rate(240e3), 69, 74, WATERSTONS],
    [
      "36 GB over 1 Mbps ADSL",
      36e9,
      goodput({ ...LINE, bandwidth: rate(125e3) }, seconds(0.03)).link,
      82,
      88,
      WATERSTONS,
    ],
  ])("%s", (_what, size, speed, from, to) => {
    const time = copyTimeAnyStart(bytes(size), constantProfile(speed), constantProfile(rate(0)));
    for (const bound of [time.low, time.likely, time.high]) {
      const hours = bound.kind === "after" ? bound.time / 3600 : Number.NaN;
      expect(hours).toBeGreaterThanOrEqual(from);
      expect(hours).toBeLessThanOrEqual(to);
    }
  });
});

describe("goodput", () => {
  it(`gets 240 kB/s of a 2 Mbps leased line (${WATERSTONS})`, () => {
    const { link } = goodput({ ...LINE, bandwidth: rate(250e3), medium: "leased-line" }, seconds(0.03));
    expect(link).toBeGreaterThanOrEqual(236e3);
    expect(link).toBeLessThanOrEqual(250e3);
  });

  it(`leaves 170 of 240 kB/s to replication beside 70 of voice and users (${WATERSTONS})`, () => {
    const otherTraffic = exactProfile<Rate>(constantProfile(rate(70e3)));
    expect(capacity({ goodput: exactly(rate(240e3)), otherTraffic }).likely.values).toEqual([170e3]);
  });

  it("gets three times as much of 90 % payload as of 30 % (VMworld and long distance Vmotion, blog, 2009)", () => {
    const payload = (efficiency: number) =>
      goodput({ ...LINE, bandwidth: rate(1e6), efficiency: ratio(efficiency) }, seconds(0.001)).link;
    expect(payload(0.9) / payload(0.3)).toBeCloseTo(3, 9);
  });

  it("gets 5.24 Mbps with a window of 64 KiB over 100 ms (superglobalcalculator.com, TCP)", () => {
    const mbps = windowThroughput(bytes(65_536), seconds(0.1)) / 125_000;
    expect(Math.abs(mbps / 5.24 - 1)).toBeLessThan(0.01);
  });

  it("needs a window of 10 MB for 1 Gbps over 80 ms (superglobalcalculator.com, TCP)", () => {
    expect(Math.abs(windowToFill(gbps(1), seconds(0.08)) / 10e6 - 1)).toBeLessThan(0.01);
  });

  it("gets 9.05 Mbps at 0.1 % loss over 50 ms with 1460-byte segments (Mathis et al. 1997, C = √(3/2))", () => {
    const mbps = (lossThroughput(bytes(1460), seconds(0.05), ratio(0.001)) ?? Number.NaN) / 125_000;
    expect(Math.abs(mbps / 9.05 - 1)).toBeLessThan(0.01);
  });

  // RFC 9438, table 1 (RTT 0.1 s): average window in segments by packet loss rate; Reno's column where it is higher.
  it.each([
    [1e-2, 12],
    [1e-3, 38],
    [1e-4, 187],
    [1e-5, 1054],
    [1e-6, 5926],
    [1e-7, 33_325],
    [1e-8, 187_400],
  ])("keeps at loss %d a window of %d segments (RFC 9438, table 1)", (loss, segments) => {
    const window = (lossThroughput(bytes(1), seconds(0.1), ratio(loss)) ?? Number.NaN) * 0.1;
    expect(Math.abs(window / segments - 1)).toBeLessThan(0.03);
  });
});

describe("Fibre Channel", () => {
  it("carries 1200 MB/s at 10 Gbps, which its encoding leaves of 10.51875 GBd (FCIA roadmap)", () => {
    expect(fibreChannelRate(gbps(10))).toBe(1200e6);
    expect(fibreChannelRate(rate(1200e6))).toBe(1200e6);
  });

  it.each([1, 2, 4, 8, 16, 32, 64, 128])("carries 100 MB/s per Gbps at %d Gbps (FCIA roadmap)", (speed) => {
    expect(fibreChannelRate(gbps(speed))).toBe(speed * 100e6);
    expect(fibreChannelRate(rate(speed * 100e6))).toBe(speed * 100e6);
  });

  it.each([
    [1, 26],
    [2, 13],
    [4, 6],
  ])("reaches with 16 credits at %d Gbps %d km at least (QLogic SANbox 5000 guide 59096-04)", (speed, km) => {
    expect(Math.abs(distanceWithCredits(gbps(speed), 16, GLASS_INDEX).low / 1000 - km)).toBeLessThanOrEqual(1);
  });

  /** There and back on glass, 4.897 µs/km (NetApp ISL requirements). */
  const cable = (km: number) => exactly(seconds(2 * km * 4.897e-6));

  it.each([
    [1, 1, 0.1, "Brocade Fabric OS 7.3 Admin Guide"],
    [10, 10, 0.05, "S. Gordon, FC part 2 (2003)"],
    [100, 100, 0.05, "S. Gordon, FC part 2 (2003)"],
  ])("needs over %d km at 2 Gbps %d credits (± %d: %s)", (km, credits, tolerance) => {
    expect(Math.abs(creditsNeeded(gbps(2), cable(km)).likely / credits - 1)).toBeLessThanOrEqual(tolerance);
  });

  it("keeps three credits more for the high value, and one for no distance at all", () => {
    expect(creditsNeeded(gbps(1), cable(0))).toEqual({ low: 1, likely: 1, high: 4 });
    // 0.6 per km and Gbps at 26 km: vendors' 16.
    expect(creditsNeeded(gbps(1), cable(26)).high).toBe(16);
  });

  it("keeps a distance full with exactly the credits that it needs", () => {
    for (const credits of [1, 16, 97, 500]) {
      const distance = distanceWithCredits(gbps(8), credits, GLASS_INDEX).likely;
      expect(creditsNeeded(gbps(8), exactly(seconds((2 * distance * 1.4682) / 299_792_458))).likely).toBe(credits);
    }
  });
});
