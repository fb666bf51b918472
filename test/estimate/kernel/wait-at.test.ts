import { describe, expect, it } from "vitest";
import { waitAt } from "../../../server/src/estimate/kernel/wait-at.ts";
import { weeklyProfile } from "../../../server/src/estimate/kernel/weekly-profile.ts";
import { rate, seconds } from "../../../server/src/quantity/quantity.ts";
import { simulateWeek } from "../reference/step-simulation.ts";

const H = 3600;
const window = (from: number, to: number) => [{ start: seconds(from * H), end: seconds(to * H) }];

/** 20 from Monday 09:00 to 17:00, 2 otherwise, over a line of 10. */
const demand = weeklyProfile(rate(2), [{ windows: window(9, 17), value: rate(20) }]);
const line = weeklyProfile(rate(10), []);

describe("how long the oldest byte waits at an instant", () => {
  it.each([
    // hour  seconds  why
    [8, 0, "before the busy hours nothing waits"],
    [9, 0, "as they begin, neither"],
    [13, 2 * H, "after 4 h came 80, and 40 left: the oldest came 2 h after the start"],
    [17, 4 * H, "160 came, 80 left: half of the 8 h"],
    [21, 6 * H, "48 wait, 8 of them from after 17:00 and 40 from the 2 h before"],
    [27, 0, "80 waited at 17:00 and shrink by 8 an hour: gone at 03:00"],
    [26.5, 2 * H, "80 less 9.5 times 8 are 4, which came in the last 2 h"],
  ])("%d:00 → %d s (%s)", (hour, expected) => {
    expect(waitAt(demand, line, seconds(hour * H))).toBeCloseTo(expected, 6);
  });

  it("is what a simulation in small steps gives, at every hour of the week", () => {
    const late = weeklyProfile(rate(3), [
      { windows: window(30, 44), value: rate(26) },
      { windows: window(160, 168), value: rate(30) },
    ]);
    const varying = weeklyProfile(rate(12), [{ windows: window(36, 40), value: rate(0) }]);
    const simulated = simulateWeek(
      [
        [0, 3],
        [30, 26],
        [44, 3],
        [160, 30],
      ],
      [
        [0, 12],
        [36, 0],
        [40, 12],
      ],
      10,
    );
    for (let hour = 1; hour < 168; hour++) {
      const step = hour * 360 - 1;
      const found = waitAt(late, varying, seconds(hour * H));
      expect(Math.abs(found - (simulated?.lags[step] ?? Number.NaN)), `hour ${hour}`).toBeLessThan(30);
    }
  });
});
