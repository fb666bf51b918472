import { InvalidArgumentError, Option } from "commander";

/** The day on which reviews, drills and suppressions are judged; the result is then the same on every day. */
export function todayOption(): Option {
  return new Option("--today <date>", "judge as on this day (2026-09-14) instead of today").argParser((text) => {
    if (isDay(text)) return text;
    throw new InvalidArgumentError("It is no day: write it like 2026-09-14.");
  });
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
