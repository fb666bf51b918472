import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Framing, framingEfficiency, segmentSize } from "../../../server/src/estimate/kernel/framing.ts";
import { ratio } from "../../../server/src/quantity/quantity.ts";
import { FRAMING } from "../reference/usual.ts";

describe("efficiency", () => {
  // Expected shares are written out from header sizes of the standards, byte by byte.
  it.each<[Partial<Framing>, number, string]>([
    [{}, 1460 / 1538, "TCP/IPv4 on Ethernet"],
    [{ mtu: 9000 }, 8960 / 9038, "jumbo frames"],
    [{ mtu: 1400 }, 1360 / 1438, "another MTU"],
    [{ mtu: 100 }, 536 / 614, "below what IPv4 hosts must take"],
    [{ timestamps: true }, 1448 / 1538, "timestamps"],
    // 1500 − 20 outer IP − 8 ESP − 8 nonce − 16 check = 1448 = 1446 inner + 2 trailer; 1446 − 40.
    [{ medium: "internet-vpn" }, 1406 / 1538, "IPsec, padding even"],
    // 1400 − 52 = 1348 = 1346 + 2; 1346 − 40.
    [{ medium: "internet-vpn", mtu: 1400 }, 1306 / 1438, "IPsec in a smaller MTU"],
    // 1399 − 52 = 1347: words of four leave 1344 = 1342 + 2; 1342 − 40.
    [{ medium: "internet-vpn", mtu: 1399 }, 1302 / 1437, "IPsec with padding"],
    [{ transport: "iscsi" }, ((1460 / 1538) * 8192) / 8240, "iSCSI, 48 bytes on 8 KiB"],
    [{ transport: "fcip" }, ((1460 / 1538) * 2112) / 2176, "FCIP: 28 + 4 + 24 + 4 + 4 on 2112"],
    [{ medium: "leased-line" }, 0.96, "leased line"],
    [{ medium: "leased-line", leasedLineEfficiency: ratio(0.9) }, 0.9, "a worse leased line"],
    [{ medium: "leased-line", transport: "fcip" }, (0.96 * 2112) / 2176, "FCIP on a leased line"],
    [{ medium: "fibre-channel" }, 1, "nominal rates are net"],
    [{ medium: "dwdm", transport: "fc" }, 1, "Fibre Channel over DWDM"],
  ])("of %j is %d (%s)", (framing, expected) => {
    expect(framingEfficiency({ ...FRAMING, ...framing })).toBeCloseTo(expected, 12);
  });

  it("lies between a half and one, whatever the MTU", () => {
    const media = fc.constantFrom("metro-ethernet", "internet-vpn", "leased-line", "geo-satellite");
    fc.assert(
      fc.property(media, fc.integer({ min: 0, max: 65_535 }), fc.boolean(), (medium, mtu, timestamps) => {
        const share = framingEfficiency({ ...FRAMING, medium, mtu, timestamps } as Framing);
        expect(share).toBeGreaterThan(0.5);
        expect(share).toBeLessThan(1);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

it.each<[Partial<Framing>, number]>([
  [{}, 1460],
  [{ timestamps: true }, 1448],
  [{ mtu: 9000 }, 8960],
  [{ medium: "internet-vpn" }, 1406],
])("segments of %j hold %d bytes", (framing, size) => {
  expect(segmentSize({ ...FRAMING, ...framing })).toBe(size);
});
