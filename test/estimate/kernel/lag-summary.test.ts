import { expect, it } from "vitest";
import { type FlowTrace, summariseLag } from "../../../server/src/estimate/kernel/lag-summary.ts";

const H = 3600;

/** Twenty bytes a second for ten hours, ten carried, in each of two weeks: the lag grows from 0 to 10 h in the first 20 h. */
const twoWeeks: FlowTrace = {
  times: [0, 10 * H, 20 * H, 168 * H, 178 * H, 188 * H, 336 * H],
  arriving: [20, 0, 0, 20, 0, 0],
  departing: [10, 10, 0, 10, 10, 0],
  backlog: [0, 100 * H, 0, 0, 100 * H, 0, 0],
};

it.each([
  // p95 by hand: of the measured time, 5 % lag longest, and the lag is even between its ends.
  [0, 10 - 10 * (8.4 / 20), "both weeks: the same share of each"],
  [168, 10 - 10 * (8.4 / 20), "the second week"],
  [178, 10 - 10 * (7.9 / 20), "from the middle of the second backlog"],
])("measures from hour %d on: 95 %% within %d h (%s)", (from, p95) => {
  const lag = summariseLag(twoWeeks, from * H);
  expect(lag.typical).toBe(0);
  expect(lag.p95 / H).toBeCloseTo(p95, 9);
  expect(lag.worst / H).toBeCloseTo(10, 9);
  expect((lag.worstAt ?? Number.NaN) / H).toBeCloseTo(20, 9);
  expect(lag.maxBacklog).toBe(100 * H);
});

it("names no instant when nothing lags", () => {
  const lag = summariseLag(twoWeeks, 188 * H);
  expect(lag).toEqual({ typical: 0, p95: 0, worst: 0, maxBacklog: 0 });
});
