import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backlogAt } from "../../../server/src/estimate/kernel/backlog-at.ts";
import { copyTime } from "../../../server/src/estimate/kernel/copy-time.ts";
import { fluidQueue } from "../../../server/src/estimate/kernel/fluid-queue.ts";
import {
  constantProfile,
  type WeeklyProfile,
  weeklyProfile,
} from "../../../server/src/estimate/kernel/weekly-profile.ts";
import { type Rate, rate, seconds } from "../../../server/src/quantity/quantity.ts";
import { WEEK, weekInstant } from "../../../server/src/quantity/week.ts";

const H = 3600;
const window = (from: number, to: number) => [{ start: seconds(from * H), end: seconds(to * H) }];

/** 20 from Monday 09:00 to 17:00, 2 otherwise, over a line of 10. */
const demand = weeklyProfile(rate(2), [{ windows: window(9, 17), value: rate(20) }]);
const line = constantProfile(rate(10));

describe("what waits at an instant", () => {
  it.each([
    // hour  amount  why
    [9, 0, "nothing yet"],
    [13, 40 * H, "4 h in which 10 more came than left"],
    [17, 80 * H, "8 h of them"],
    [21, 48 * H, "32 less after 4 h of 8"],
    [27, 0, "10 h after 17:00 all has left"],
  ])("%d:00 → %d (%s)", (hour, expected) => {
    expect(backlogAt(demand, line, seconds(hour * H))).toBeCloseTo(expected, 3);
  });
});

const rates = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 166 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 40 })), {
    maxLength: 4,
  })
  .map((pieces) => pieces.map(([from, length, value]) => [from, Math.min(168, from + length), value] as const));

function profileOf(base: number, pieces: readonly (readonly [number, number, number])[]): WeeklyProfile<Rate> {
  return weeklyProfile(
    rate(base),
    pieces.map(([from, to, value]) => ({ windows: window(from, to), value: rate(value) })),
  );
}

/** From an instant on, until all that waits then is sent, when nothing new comes. */
function drained(arriving: WeeklyProfile<Rate>, leaving: WeeklyProfile<Rate>, instant: number): number {
  const at = weekInstant(instant);
  const time = copyTime(backlogAt(arriving, leaving, at), leaving, constantProfile(rate(0)), at);
  return time.kind === "after" ? time.time : Number.POSITIVE_INFINITY;
}

describe("sending what waits when nothing new comes", () => {
  const week = fc.tuple(rates, rates).map(([come, go]) => [profileOf(1, come), profileOf(13, go)] as const);

  it("never takes longer than the longest lag of the week, and as long once the byte came that waits longest", () => {
    fc.assert(
      fc.property(week, ([arriving, leaving]) => {
        const lag = fluidQueue(arriving, leaving);
        fc.pre(lag.kind === "steady");
        if (lag.kind !== "steady") return;
        for (let hour = 0; hour < WEEK / H; hour++) {
          expect(drained(arriving, leaving, hour * H)).toBeLessThanOrEqual(lag.worst + 1e-3);
        }
        // Just after the byte that waits longest came; as it comes, nothing may wait yet.
        const soon = 0.01;
        const longest = drained(arriving, leaving, (lag.worstAt ?? 0) - lag.worst + soon);
        expect(longest).toBeGreaterThanOrEqual(lag.worst - 2 * soon);
      }),
      { seed: 20_261_122, numRuns: 300 },
    );
  });
});
