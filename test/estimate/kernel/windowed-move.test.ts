import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { constantProfile, onlyWithin, weeklyProfile } from "../../../server/src/estimate/kernel/weekly-profile.ts";
import { stretchesOf, windowedMove } from "../../../server/src/estimate/kernel/windowed-move.ts";
import { parseWindow } from "../../../server/src/quantity/parse-window.ts";
import { bytes, rate } from "../../../server/src/quantity/quantity.ts";

const H = 3600;

function spans(text: string) {
  const parsed = parseWindow(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.spans;
}

describe("stretches", () => {
  it.each<[string, readonly (readonly [number, number])[], string]>([
    ["mon 09:00-17:00", [[9, 8]], "one a week"],
    ["mon,tue", [[0, 48]], "days that touch are one"],
    ["sat,sun", [[120, 48]], "up to the end of the week"],
    ["sun 22:00-06:00", [[166, 8]], "over the end of the week"],
    ["mon-sun 00:00-24:00", [[0, 168]], "always"],
    ["sat 20:00-06:00", [[140, 10]], "past midnight"],
  ])("%s: %j (%s)", (text, expected) => {
    expect(stretchesOf(spans(text)).map(({ start, length }) => [start / H, length / H])).toEqual(expected);
  });

  it("one each night", () => {
    expect(stretchesOf(spans("22:00-06:00"))).toHaveLength(7);
  });
});

describe("moves in windows", () => {
  // Bytes in hours of 1 B/s.
  it.each<[number, string, number, number, number, string]>([
    [8, "mon 09:00-17:00", 1, 8, 1, "just fits"],
    [4, "mon 09:00-17:00", 1, 4, 1, "half of it"],
    [9, "mon 09:00-17:00", 1, 9, 2, "the rest a week later"],
    [24, "mon 09:00-17:00", 1, 24, 3, "three weeks"],
    [17, "mon,wed 09:00-17:00", 1, 17, 3, "two a week: the third is the next Monday's"],
    [16, "mon 09:00-17:00", 2, 8, 1, "twice as fast"],
    [0, "mon 09:00-17:00", 1, 0, 0, "nothing to move"],
    [168, "mon-sun", 1, 168, 1, "a week without a break"],
  ])("%d h of data, %s, at %d: %d h of work in %d windows (%s)", (size, window, speed, working, windows) => {
    const move = windowedMove(bytes(size * H), constantProfile(rate(speed)), stretchesOf(spans(window)), 0);
    expect(move?.windows).toBe(windows);
    expect((move?.working ?? Number.NaN) / H).toBeCloseTo(working, 9);
  });

  it("goes at the speed of each moment", () => {
    // 09:00 to 12:00 at 1 B/s, then 3 B/s: 3 + 6 hours' bytes by 14:00.
    const speed = weeklyProfile(rate(1), [{ windows: spans("mon 12:00-24:00"), value: rate(3) }]);
    const move = windowedMove(bytes(9 * H), speed, stretchesOf(spans("mon 09:00-17:00")), 0);
    expect(move).toEqual({ working: 5 * H, windows: 1 });
  });

  it("never ends when the line carries nothing in the windows", () => {
    const speed = onlyWithin(constantProfile(rate(5)), spans("tue"), rate(0));
    expect(windowedMove(bytes(1), speed, stretchesOf(spans("mon")), 0)).toBeUndefined();
  });

  it("agrees with going through the hours one by one", () => {
    const windows = fc.constantFrom(
      "22:00-06:00",
      "sat,sun",
      "mon 09:00-17:00",
      "tue,thu 12:00-14:00",
      "sun 23:00-02:00",
    );
    fc.assert(
      fc.property(
        windows,
        fc.integer({ min: 1, max: 300 }),
        fc.nat(6),
        fc.integer({ min: 1, max: 5 }),
        (text, size, first, speed) => {
          const open = stretchesOf(spans(text));
          const from = first % open.length;
          const move = windowedMove(bytes(size * H), constantProfile(rate(speed)), open, from);
          const isOpen = (hour: number) =>
            spans(text).some(({ start, end }) => start <= (hour % 168) * H && (hour % 168) * H < end);
          let left = size;
          let worked = 0;
          let seen = 0;
          let before = false;
          for (let hour = (open[from]?.start ?? 0) / H; left > 0; hour++) {
            const now = isOpen(hour);
            if (now && !before) seen++;
            if (now) {
              worked += Math.min(1, left / speed);
              left -= speed;
            }
            before = now;
          }
          expect(move?.windows).toBe(seen);
          expect(move?.working).toBeCloseTo(worked * H, 3);
        },
      ),
      { seed: 20_260_917, numRuns: 200 },
    );
  });

  it("takes no longer and no more windows with more speed", () => {
    const open = stretchesOf(spans("mon,wed,sat 20:00-23:00"));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        (size, speed, more) => {
          const slow = windowedMove(bytes(size * H), constantProfile(rate(speed)), open, 0);
          const fast = windowedMove(bytes(size * H), constantProfile(rate(speed + more)), open, 0);
          expect(fast?.windows).toBeLessThanOrEqual(slow?.windows ?? 0);
          expect(fast?.working).toBeLessThanOrEqual((slow?.working ?? 0) + 1e-6);
        },
      ),
      { seed: 20_260_918, numRuns: 200 },
    );
  });
});
