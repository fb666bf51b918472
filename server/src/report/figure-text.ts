import type { T } from "../estimate/document/figure.ts";
import { printable } from "./printable.ts";

/** Nothing for what is not known. */
export function shown(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? "" : printable(format(value));
}

/** The likely figure; `≈` says that it is not exact. */
export function likely(value: T | null | undefined, format: (value: number) => string): string {
  if (!value) return "";
  const [low, middle, high] = [bound(value.low, format), bound(value.likely, format), bound(value.high, format)];
  return low === middle && middle === high ? middle : `≈ ${middle}`;
}

/** The likely figure and the range in which it lies. */
export function range(value: T | null | undefined, format: (value: number) => string): string {
  if (!value) return "";
  const [low, middle, high] = [bound(value.low, format), bound(value.likely, format), bound(value.high, format)];
  if (low === middle && middle === high) return middle;
  return value.likely === "never" ? `${middle} (at best ${low})` : `≈ ${middle} (${low} … ${high})`;
}

function bound(value: number | "never", format: (value: number) => string): string {
  return value === "never" ? "never" : printable(format(value));
}
