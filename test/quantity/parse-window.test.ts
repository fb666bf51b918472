import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseWindow } from "../../server/src/quantity/parse-window.ts";

/** Spans in hours of the week. */
function hoursOf(text: string): number[][] {
  const result = parseWindow(text);
  if (!result.ok) throw new Error(result.problem.message);
  return result.spans.map(({ start, end }) => [start / 3600, end / 3600]);
}

describe("windows", () => {
  it.each([
    ["mon 09:00-17:00", [[9, 17]], "one day"],
    [
      "mon-wed 09:00-17:00",
      [
        [9, 17],
        [33, 41],
        [57, 65],
      ],
      "a range of days",
    ],
    [
      "tue,thu 00:30-01:00",
      [
        [24.5, 25],
        [72.5, 73],
      ],
      "a list of days",
    ],
    [
      "mon-tue,sun 09:00-10:00",
      [
        [9, 10],
        [33, 34],
        [153, 154],
      ],
      "a list with a range",
    ],
    ["sat,sun", [[120, 168]], "whole days that touch are one span"],
    [
      "mon,wed",
      [
        [0, 24],
        [48, 72],
      ],
      "whole days apart",
    ],
    [
      "fri-mon",
      [
        [0, 24],
        [96, 168],
      ],
      "a range over the week's end",
    ],
    ["mon 22:00-06:00", [[22, 30]], "past midnight belongs to its first day"],
    [
      "sun 22:00-06:00",
      [
        [0, 6],
        [166, 168],
      ],
      "past midnight over the week's end",
    ],
    ["sun 22:00-24:00", [[166, 168]], "to the week's end"],
    ["sun 22:00-00:00", [[166, 168]], "to midnight, written as the next day's start"],
    ["00:00-24:00", [[0, 168]], "always"],
    ["mon-sun", [[0, 168]], "every day"],
    [
      "mon,tue,mon 09:00-10:00",
      [
        [9, 10],
        [33, 34],
      ],
      "a day said twice",
    ],
    [
      "mon-tue 12:00-11:00",
      [
        [12, 35],
        [36, 59],
      ],
      "long windows of neighbouring days never meet",
    ],
  ])("%s is %j (%s)", (text, expected) => {
    expect(hoursOf(text)).toEqual(expected);
  });

  it("holds every day when no day is given", () => {
    expect(hoursOf("09:00-17:00")).toEqual([0, 1, 2, 3, 4, 5, 6].map((day) => [day * 24 + 9, day * 24 + 17]));
  });

  it.each([
    ["MON - Fri   9:00 - 17:00", "mon-fri 09:00-17:00"],
    ["sat , sun", "sat,sun"],
    ["fri-fri 08:00-09:00", "fri 08:00-09:00"],
    ["22:00-06:00", "22:00-06:00"],
  ])("formats %j as %j", (text, canonical) => {
    expect(parseWindow(text)).toMatchObject({ ok: true, canonical });
  });
});

describe("what is no window", () => {
  it.each([
    ["", "empty-window", "", "nothing"],
    ["   ", "empty-window", "   ", "only space"],
    ["monday 09:00-17:00", "unknown-day", "monday", "a long name"],
    ["mon-firday", "unknown-day", "firday", "a misspelt end"],
    ["mon, xyz", "unknown-day", "xyz", "a word that is no day"],
    ["mon,,tue", "unknown-day", "", "a missing day"],
    ["mon-tue-wed", "bad-window", "mon-tue-wed", "two ranges in one"],
    ["mon 25:00-26:00", "bad-time", "25:00", "a late hour"],
    ["mon 09:00-17:60", "bad-time", "17:60", "a late minute"],
    ["24:00-06:00", "bad-time", "24:00", "a start at the day's end"],
    ["09:00-", "bad-time", "", "a missing end"],
    ["mon 09:00", "bad-window", "09:00", "no end"],
    ["mon 09:00-12:00-13:00", "bad-window", "09:00-12:00-13:00", "three times"],
    ["09:00-09:00", "empty-window", "09:00-09:00", "no time between"],
  ])("%j: %s at %j (%s)", (text, kind, where) => {
    const result = parseWindow(text);
    if (result.ok) throw new Error("It was read.");
    expect(result.problem.kind).toBe(kind);
    expect(text.slice(result.problem.span.start, result.problem.span.end)).toBe(where);
    expect(result.problem.message).toMatch(/^.+[.?']$/);
  });

  it.each([
    ["monday", "mon"],
    ["Tues", "tue"],
    ["sonntag", undefined],
  ])("suggests for %j: %j", (text, suggestion) => {
    const result = parseWindow(text);
    expect(result.ok ? "read" : result.problem.suggestion).toBe(suggestion);
  });

  it("never throws, and spans stay in the week, rise and do not touch", () => {
    const piece = fc.constantFrom("mon", "fri", "sun", "-", ",", " ", "09:00", "22:00", "06:00", "24:00", "x", "7");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join("");
        const result = parseWindow(text);
        if (!result.ok) {
          const { start, end } = result.problem.span;
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
          return;
        }
        const edges = result.spans.flatMap(({ start, end }) => [start as number, end as number]);
        expect(edges).toEqual([...new Set(edges)].sort((a, b) => a - b));
        expect(edges[0]).toBeGreaterThanOrEqual(0);
        expect(edges.at(-1)).toBeLessThanOrEqual(604_800);
        expect(parseWindow(result.canonical)).toMatchObject({
          ok: true,
          spans: result.spans,
          canonical: result.canonical,
        });
      }),
      { seed: 11, numRuns: 2000 },
    );
  });
});
