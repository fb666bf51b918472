import { type Span, span } from "../base/span.ts";
import { exactly, type Uncertain, uncertain } from "./uncertain.ts";
import { type AmbiguousUnit, type Dimension, findUnit, type Unit } from "./units.ts";

export interface ParsedQuantity {
  readonly dimension: Dimension;
  /** In SI units: seconds, bytes, bytes per second, metres, a factor, events per second; money in its currency. */
  readonly value: Uncertain;
  /** A rate in shares of the workload's data: `value` is then in 1/s. */
  readonly relative?: true;
  readonly currency?: string;
  readonly per?: "year" | "h";
  /** The unit may mean two things; `value` covers both readings, its likely value is the literal one. */
  readonly ambiguous?: {
    readonly unit: Span;
    readonly meanings: readonly { readonly unit: string; readonly text: string }[];
  };
}

export interface QuantityProblem {
  readonly kind: "bad-number" | "unknown-unit" | "missing-unit" | "mixed-units" | "reversed-range" | "not-a-quantity";
  /** Where, in the text that was parsed. */
  readonly span: Span;
  /** The unit as written, for `unknown-unit`. */
  readonly unit?: string;
}

export type ParseResult =
  | { readonly ok: true; readonly quantity: ParsedQuantity; readonly canonical: string }
  | { readonly ok: false; readonly problem: QuantityProblem };

/** Results by text: the same few hundred texts recur in a plan. Emptied when full, so memory stays bounded. */
const cache = new Map<string, ParseResult>();
const CACHE_SIZE = 4096;

/**
 * Reads a quantity as LANGUAGE defines it: `155 Mbps`, `1 h 30 min`, `8..12 ms`, `12 MB/s ± 30 %`, `14x`, `12`.
 *
 * A range gives low and high, and their middle as the likely value. Never throws.
 */
export function parseQuantity(text: string): ParseResult {
  const known = cache.get(text);
  if (known) return known;
  if (cache.size >= CACHE_SIZE) cache.clear();
  const result = new Reader(text).read();
  cache.set(text, result);
  return result;
}

interface Part {
  readonly number: string;
  readonly value: number;
  readonly unit: Unit | AmbiguousUnit | undefined;
  readonly unitText: string;
  readonly unitSpan: Span;
}

class Problem extends Error {
  constructor(readonly problem: QuantityProblem) {
    super(problem.kind);
  }
}

const NUMBER = /[+-]?\d[\d_]*(?:\.\d[\d_]*)?/y;
const UNIT = /(?:[%×]|\p{L})?[\p{L}]*(?:\/\p{L}+)?/uy;
const SPACE = /[\s\u00a0\u202f]*/y;

class Reader {
  private at = 0;
  constructor(private readonly text: string) {}

  read(): ParseResult {
    try {
      return this.readAll();
    } catch (error) {
      if (error instanceof Problem) return { ok: false, problem: error.problem };
      throw error;
    }
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  private fail(kind: QuantityProblem["kind"], at: Span, unit?: string): never {
    throw new Problem({ kind, span: at, ...(unit === undefined ? {} : { unit }) });
  }

  private part(): Part {
    this.match(SPACE);
    const start = this.at;
    const number = this.match(NUMBER);
    if (number === "") this.fail("not-a-quantity", span(start, this.text.length));
    const value = Number(number.replaceAll("_", ""));
    if (!Number.isFinite(value)) this.fail("bad-number", span(start, this.at));
    const afterNumber = this.at;
    this.match(SPACE);
    const unitStart = this.at;
    const unitText = this.match(UNIT);
    const unitSpan = span(unitStart, this.at);
    if (unitText === "") {
      this.at = afterNumber;
      return { number, value, unit: undefined, unitText, unitSpan: span(afterNumber, afterNumber) };
    }
    const unit = findUnit(unitText);
    if (!unit) this.fail("unknown-unit", unitSpan, unitText);
    return { number, value, unit, unitText, unitSpan };
  }

  private readAll(): ParseResult {
    const first = this.part();
    this.match(SPACE);
    if (this.text.startsWith("..", this.at)) return this.range(first);
    const parts = [first];
    while (/[\d]/.test(this.text[this.at] ?? "")) {
      parts.push(this.part());
      this.match(SPACE);
    }
    if (parts.length > 1) return this.end(this.compound(parts));
    const base = quantityOf([first]);
    const written = writePart(first);
    const sign = this.match(/±|\+-|\+\/-/y);
    return this.end(sign === "" ? { quantity: base, canonical: written } : this.tolerance(base, written));
  }

  private end(result: { quantity: ParsedQuantity; canonical: string }): ParseResult {
    this.match(SPACE);
    if (this.at < this.text.length) this.fail("not-a-quantity", span(this.at, this.text.length));
    return { ok: true, ...result };
  }

  private range(first: Part): ParseResult {
    this.at += 2;
    const second = this.part();
    const unit = second.unit ?? first.unit;
    const low = { ...first, unit: first.unit ?? unit };
    const high = { ...second, unit };
    const a = quantityOf([low]);
    const b = quantityOf([high]);
    if (a.dimension !== b.dimension) this.fail("mixed-units", second.unitSpan);
    if (a.value.likely > b.value.likely) this.fail("reversed-range", span(0, this.at));
    const value = uncertain(a.value.low, (a.value.likely + b.value.likely) / 2, b.value.high);
    const canonical =
      writeUnit(low) === writeUnit(high)
        ? `${low.number}..${writePart(high)}`
        : `${writePart(low)}..${writePart(high)}`;
    return this.end({ quantity: { ...b, value }, canonical });
  }

  private compound(parts: readonly Part[]): { quantity: ParsedQuantity; canonical: string } {
    let previous = Number.POSITIVE_INFINITY;
    for (const part of parts) {
      if (!part.unit) this.fail("missing-unit", part.unitSpan);
      if ("ambiguous" in part.unit || part.unit.dimension !== "duration" || part.unit.factor >= previous)
        this.fail("mixed-units", part.unitSpan);
      previous = part.unit.factor;
    }
    const total = parts.reduce((sum, part) => sum + quantityOf([part]).value.likely, 0);
    const quantity: ParsedQuantity = { dimension: "duration", value: exactly(total) };
    return { quantity, canonical: parts.map(writePart).join(" ") };
  }

  private tolerance(base: ParsedQuantity, written: string): { quantity: ParsedQuantity; canonical: string } {
    const part = this.part();
    const by = quantityOf([part]);
    const likely = base.value.likely;
    const isShare = part.unitText === "%" || part.unitText === "percent";
    if (!isShare && by.dimension !== base.dimension) this.fail("mixed-units", part.unitSpan);
    const width = isShare ? Math.abs(likely) * by.value.likely : by.value.likely;
    const value = uncertain(base.value.low - width, likely, base.value.high + width);
    return { quantity: { ...base, value }, canonical: `${written} ± ${writePart(part)}` };
  }
}

function quantityOf([part]: readonly [Part]): ParsedQuantity {
  const { unit, value } = part;
  if (!unit) return { dimension: "number", value: exactly(value) };
  if ("ambiguous" in unit) {
    const [literal, other] = unit.ambiguous;
    const readings = [value * literal.factor, value * other.factor] as const;
    const meanings = unit.ambiguous.map((meaning) => {
      const scaled = meaning.dimension === "size" && meaning.factor !== findFactor(meaning.canonical);
      const text = scaled
        ? `${Number((value / 8).toPrecision(12))} ${meaning.canonical}`
        : `${part.number} ${meaning.canonical}`;
      return { unit: meaning.canonical, text };
    });
    return {
      dimension: literal.dimension,
      value: uncertain(Math.min(...readings), readings[0], Math.max(...readings)),
      ambiguous: { unit: part.unitSpan, meanings },
    };
  }
  return {
    dimension: unit.dimension,
    value: exactly(value * unit.factor),
    ...(unit.relative ? { relative: unit.relative } : {}),
    ...(unit.currency ? { currency: unit.currency } : {}),
    ...(unit.per ? { per: unit.per } : {}),
  };
}

function findFactor(canonical: string): number {
  const unit = findUnit(canonical);
  return unit && "factor" in unit ? unit.factor : 0;
}

function writeUnit(part: Part): string {
  if (!part.unit) return "";
  return "ambiguous" in part.unit ? part.unitText : part.unit.canonical;
}

function writePart(part: Part): string {
  const unit = writeUnit(part);
  return unit === "" || unit === "x" || unit.startsWith("/") ? `${part.number}${unit}` : `${part.number} ${unit}`;
}
