import { expect, it } from "vitest";
import { seconds } from "../../server/src/quantity/quantity.ts";
import { formatTimeOfDay, formatWeekdayTime, parseTimeOfDay } from "../../server/src/quantity/time-of-day.ts";
import { weekInstant } from "../../server/src/quantity/week.ts";

it.each([
  ["00:00", 0],
  ["09:05", 32_700],
  ["9:05", 32_700],
  ["23:59", 86_340],
  ["24:00", 86_400],
  ["24:01", undefined],
  ["12:60", undefined],
  ["12", undefined],
  ["12:5", undefined],
  ["noon", undefined],
])("reads %j as %j s", (text, time) => {
  expect(parseTimeOfDay(text)).toBe(time);
});

it.each([
  [0, "00:00"],
  [32_729, "09:05"],
  [86_400, "24:00"],
])("writes %d s as %j", (time, text) => {
  expect(formatTimeOfDay(seconds(time))).toBe(text);
});

it.each([
  [0, "mon 00:00"],
  [17 * 3600, "mon 17:00"],
  [6 * 86_400 + 86_399, "mon 00:00"],
  [6 * 86_400 + 86_340, "sun 23:59"],
  [604_800 + 86_400, "tue 00:00"],
  [-60, "sun 23:59"],
])("writes the instant %d s as %j", (instant, text) => {
  expect(formatWeekdayTime(seconds(instant))).toBe(text);
});

it.each([
  [604_800, 0],
  [-1, 604_799],
  [-1e-20, 0],
  [3 * 604_800 + 5, 5],
])("finds the instant of the week of %d s: %d", (time, instant) => {
  expect(weekInstant(time)).toBe(instant);
});
