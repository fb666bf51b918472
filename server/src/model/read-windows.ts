import { parseWindow } from "../quantity/parse-window.ts";
import type { WeekSpan } from "../quantity/week.ts";

/** The stretches of the week that a window means; nothing when it is absent or no window (the vocabulary has said so then). */
export function readWindows(text: string | undefined): readonly WeekSpan[] | undefined {
  if (text === undefined) return undefined;
  const parsed = parseWindow(text);
  return parsed.ok ? parsed.spans : undefined;
}
