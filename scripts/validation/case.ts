import type { T } from "../../server/src/estimate/document/figure.ts";
import type { EstimateDocument } from "../../server/src/estimate/estimate-document.ts";
import { documentOf } from "./document-of.ts";

/** A figure or a judgement that somebody published, and how the engine comes to it. */
export interface Case {
  /** As in the list of cases: `SC01`. Several rows of one case have letters behind it. */
  readonly id: string;
  readonly source: string;
  /** What is asked, with the inputs. */
  readonly about: string;
  readonly expected: Figure | Judgement;
  /** What the engine says; in the unit of the figure. */
  readonly predicted: () => number | string;
}

/** A published figure and the range that counts as agreeing. */
export interface Figure {
  readonly kind: "figure";
  /** Absent where a range was published, or a bound. */
  readonly published: number | undefined;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
}

/** A published judgement, such as `no` for what is not feasible; it must be the same. */
export interface Judgement {
  readonly kind: "judgement";
  readonly published: string;
}

/** A figure with the range that the source, or what it leaves open, allows. */
export function figure(published: number, unit: string, from: number, to: number): Figure {
  return { kind: "figure", published, unit, from, to };
}

/** A published range. */
export function band(from: number, to: number, unit: string): Figure {
  return { kind: "figure", published: undefined, unit, from, to };
}

/** A figure that must be met within so many per cent. */
export function about(published: number, unit: string, percent: number): Figure {
  const off = (Math.abs(published) * percent) / 100;
  return { kind: "figure", published, unit, from: published - off, to: published + off };
}

/** A figure without any tolerance but that of rounding. */
export function exactly(published: number, unit: string): Figure {
  return about(published, unit, 1e-6);
}

export function judgement(published: string): Judgement {
  return { kind: "judgement", published };
}

/** What the whole engine says of a plan: from its text to the estimate document. */
export function ofPlan(plan: string, read: (document: EstimateDocument) => number | string | undefined) {
  return () => {
    const value = read(documentOf(plan));
    if (value === undefined) throw new Error("The document has nothing of it.");
    return value;
  };
}

/** The likely value, divided by the unit that the case is counted in. */
export function likely(range: T | null | undefined, unit = 1): number | string {
  if (!range) throw new Error("Nothing is estimated.");
  return range.likely === "never" ? `never (${range.reason})` : range.likely / unit;
}

/** The same where it must be a number. */
export function number(range: T | null | undefined, unit = 1): number {
  const value = likely(range, unit);
  if (typeof value === "string") throw new Error(value);
  return value;
}

export const MS = 1e-3;
export const MIN = 60;
export const HOUR = 3600;
export const DAY = 86_400;
export const KM = 1000;
export const KB = 1e3;
export const GB = 1e9;
/** Bytes per second in a megabit per second. */
export const MBPS = 125_000;
