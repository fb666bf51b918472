import { isExact, type Uncertain } from "./uncertain.ts";

/** Keeps a value and its unit on one line, and groups thousands as ISO 80000 does. */
const NO_BREAK = "\u00a0";

/** Three significant digits, without needless zeros; thousands grouped from five digits on. */
export function formatNumber(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const rounded = size >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
  if (Math.abs(rounded) < 1e-6) return rounded.toExponential(1);
  const text = String(rounded);
  return Math.abs(rounded) >= 1000 ? text.replace(/\B(?=(\d{3})+(?!\d))/g, NO_BREAK) : text;
}

const DURATION_STEPS = [
  ["year", 365.25 * 86_400],
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
] as const;

/** Up to two days people count in hours: an RPO of 24 h is kept by 23 h 50 min and not by 24 h 20 min. */
const SHORTEST_IN_DAYS = 2;

/**
 * A duration in seconds as people write it: `10.7 ms`, `38 s`, `2 h 10 min`, `36 h`, `3 d 4 h`, `2 years 179 d`.
 * Two units at most; what is below one per cent of the whole is dropped.
 */
export function formatDuration(value: number): string {
  const size = Math.abs(value);
  if (size < 1e-6) return value === 0 ? "0 s" : `${formatNumber(value * 1e9)} ns`;
  if (size < 1e-3) return `${formatNumber(value * 1e6)} µs`;
  if (size < 0.9995) return `${formatNumber(value * 1e3)} ms`;
  if (size < 119.5) return `${formatNumber(value)} s`;
  const sign = value < 0 ? "-" : "";
  for (const [index, [unit, length]] of DURATION_STEPS.entries()) {
    const smaller = DURATION_STEPS[index + 1] ?? (["s", 1] as const);
    if (size < length * 0.9999 * (unit === "d" ? SHORTEST_IN_DAYS : 1)) continue;
    // A year is no whole number of days: what is left of it is counted from the exact length.
    const full = Math.floor(size / length);
    const left = Math.round((size - full * length) / smaller[1]);
    const [whole, rest] = left >= Math.floor(length / smaller[1]) ? [full + 1, 0] : [full, left];
    const keep = rest > 0 && rest * smaller[1] >= size / 100 && whole < 100;
    const name = unit === "year" && whole !== 1 ? "years" : unit;
    return `${sign}${formatNumber(whole)} ${name}${keep ? ` ${rest} ${smaller[0]}` : ""}`;
  }
  return `${formatNumber(value)} s`;
}

function scaled(value: number, unit: string, steps: readonly string[]): string {
  let step = 0;
  let rest = value;
  while (Math.abs(Number(rest.toPrecision(3))) >= 1000 && step < steps.length - 1) {
    rest /= 1000;
    step++;
  }
  return `${formatNumber(rest)} ${steps[step]}${unit}`;
}

/** Bytes as `4 TB`; as `8 KiB` when they are a whole number of binary units and not a round one of decimal ones. */
export function formatSize(value: number): string {
  if (Number(value.toPrecision(3)) !== value) {
    for (const [index, unit] of ["KiB", "MiB", "GiB", "TiB"].entries()) {
      const count = value / 2 ** (10 * (index + 1));
      if (Number.isInteger(count) && count >= 1 && count < 1024) return `${count} ${unit}`;
    }
  }
  return scaled(value, "B", ["", "k", "M", "G", "T", "P"]);
}

/** Bytes per second as `155 Mbps` (what lines are sold in) or `12 MB/s` (what storage writes). */
export function formatRate(value: number, as: "bits" | "bytes"): string {
  if (as === "bytes") return scaled(value, "B/s", ["", "k", "M", "G", "T", "P"]);
  return scaled(value * 8, "bps", ["", "k", "M", "G", "T", "P"]);
}

/** Metres as `1 085 km`, `9.9 km` or `300 m`. */
export function formatDistance(value: number): string {
  return Math.abs(value) >= 1000 ? `${formatNumber(value / 1000)} km` : `${formatNumber(value)} m`;
}

/** A share as `70 %`; a factor above ten as `14x`. */
export function formatRatio(value: number): string {
  return Math.abs(value) > 10 ? `${formatNumber(value)}x` : `${formatNumber(value * 100)} %`;
}

/** The likely value, and the range it may lie in unless it is exact: `26 ms (18 ms … 34 ms)`. */
export function formatUncertain(value: Uncertain, format: (value: number) => string): string {
  const likely = format(value.likely);
  if (isExact(value)) return likely;
  const low = format(value.low);
  const high = format(value.high);
  return low === likely && high === likely ? likely : `${likely} (${low} … ${high})`;
}
