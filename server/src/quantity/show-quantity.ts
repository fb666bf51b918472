import {
  formatDistance,
  formatDuration,
  formatNumber,
  formatRate,
  formatRatio,
  formatSize,
} from "./format-quantity.ts";
import type { Measure } from "./write-quantity.ts";

/** A value in SI units for people, in the manner of the text that gave it: rates in bits where that is in bits. */
export function showQuantity(value: number, { dimension, relative, currency, per }: Measure, like: string): string {
  if (relative) return `${formatNumber(value * 100 * DAY)} %/day`;
  switch (dimension) {
    case "duration":
      return formatDuration(value);
    case "size":
      return formatSize(value);
    case "rate":
      return formatRate(value, /[Bb]ytes?|B/.test(like) ? "bytes" : "bits");
    case "distance":
      return formatDistance(value);
    case "ratio":
      return like.includes("%") ? formatRatio(value) : `${formatNumber(value)}x`;
    case "frequency":
      return `${formatNumber(value * HOUR)}/h`;
    case "number":
      return formatNumber(value);
    case "money":
      return `${formatNumber(value)} ${currency ?? ""}${per === undefined ? "" : `/${per}`}`;
  }
}

/** Seconds. */
const HOUR = 3600;
const DAY = 24 * HOUR;
