import { expect } from "vitest";
import type { RttEstimate } from "../../../server/src/estimate/kernel/rtt-estimate.ts";

/** What holds of any estimated round trip: finite, ordered, not below physics. */
export function expectSound({ rtt, floor }: RttEstimate): void {
  expect(floor).toBeGreaterThanOrEqual(0);
  expect(rtt.low).toBeGreaterThanOrEqual(floor);
  expect(rtt.likely).toBeGreaterThanOrEqual(rtt.low);
  expect(rtt.high).toBeGreaterThanOrEqual(rtt.likely);
  expect(rtt.high).toBeLessThan(10);
}

/** An explanation must account for the whole time. */
export function expectPartsToAddUp({ rtt, parts }: RttEstimate): void {
  for (const bound of ["low", "likely", "high"] as const) {
    const sum = parts.reduce((total, { time }) => total + time[bound], 0);
    expect(sum).toBeCloseTo(rtt[bound], 9);
  }
}
