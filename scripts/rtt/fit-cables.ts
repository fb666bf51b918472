import type { Corridors } from "../../server/src/base/corridors.ts";
import { type CorridorsSource, readCorridors } from "../../server/src/catalogue/corridors.ts";
import { corridorPath, sphericalDistance } from "../../server/src/estimate/kernel/corridor-path.ts";
import { type Carrier, floor } from "../../server/src/estimate/kernel/floor.ts";
import { shippedConstants } from "../../server/src/model/constants.ts";
import type { Metres } from "../../server/src/quantity/quantity.ts";
import type { Measured } from "./tables.ts";

/**
 * Fits the factors of cables, access and direct ways and the addition to measured round trips.
 *
 * Alternates between finding each pair's quickest way and a ridge regression of the measured times on the light's times along it. Errors are
 * relative and weighted towards the least absolute error, so that a few odd pairs do not bend a corridor. Factors are drawn towards that of
 * their kind, and a kind's towards the median of its measured cables.
 */
export function fitCables(source: CorridorsSource, pairs: readonly Measured[]): CorridorsSource {
  const kinds = Object.keys(source.cables);
  const kindOf = kinds.flatMap((kind) => source.cables[kind]?.links.map(() => kind) ?? []);
  const kindFactor = new Map(kinds.map((kind) => [kind, PRIOR[kind] ?? 1.5]));
  const start = readCorridors(source);
  let factors = [PRIOR_ADDED, PRIOR_ACCESS, PRIOR_DIRECT, ...kindOf.map((kind) => kindFactor.get(kind) ?? 1.5)];
  const prior = [...factors];
  const used = new Set<number>();
  for (let round = 0; round < ROUNDS; round++) {
    const rows = pairs.map((pair) => rowOf(pair, factors, withFactors(start, factors)));
    const now = new Set(rows.flatMap(({ entries }) => entries.map(([column]) => column)));
    for (const column of now) used.add(column);
    const solved = ridge(rows, prior, round);
    factors = factors.map((value, column) => {
      const step = now.has(column) || !used.has(column) ? STEP : STEP_BACK;
      return value + step * (clampFactor(solved[column] ?? value, column) - value);
    });
    if (round < 3) continue;
    for (const kind of kinds) {
      const measured = factors.filter((_, column) => used.has(column) && kindOf[column - FIXED] === kind);
      if (measured.length < 4) continue;
      kindFactor.set(kind, ((kindFactor.get(kind) ?? 0) + median(measured)) / 2);
    }
    kindOf.forEach((kind, cable) => {
      prior[cable + FIXED] = kindFactor.get(kind) ?? 1.5;
    });
  }
  return written(source, factors, kindFactor, used);
}

/** The corridors with the fitted figures, links without measurement left to their kind. */
function written(
  source: CorridorsSource,
  factors: readonly number[],
  kindFactor: ReadonlyMap<string, number>,
  used: ReadonlySet<number>,
): CorridorsSource {
  let column = FIXED;
  const cables = Object.fromEntries(
    Object.entries(source.cables).map(([kind, { links }]) => {
      const fitted = links.map((line) => {
        const [from, to] = line.split("|");
        const factor = used.has(column) ? `|${round(factors[column] ?? 1, 100)}` : "";
        column++;
        return `${from}|${to}${factor}`;
      });
      return [kind, { factor: round(kindFactor.get(kind) ?? 1.5, 100), links: fitted }];
    }),
  );
  const [added = 0, access = 0, direct = 0] = factors;
  return {
    ...source,
    cables,
    added: round(added / 1000, 1e5),
    access: round(access, 100),
    direct: round(direct, 100),
  };
}

/** Columns before the cables: addition, access, direct. */
const FIXED = 3;

/** Where factors start and what they are drawn to, ratios. Professional knowledge; fitted medians take over. */
const PRIOR: Readonly<Record<string, number>> = {
  dense: 1.5,
  land: 1.6,
  sea: 1.5,
  ocean: 1.25,
  gulf: 1.7,
  border: 2.2,
};
const PRIOR_ACCESS = 1.5;
const PRIOR_DIRECT = 1.7;

/** The addition in milliseconds. */
const PRIOR_ADDED = 3;

/** How strongly figures are drawn to their prior; chosen by cross-validation. */
const DRAW = 0.03;

const ROUNDS = 15;

/** Share of each solution that a round takes, so that paths do not flip to and fro. */
const STEP = 0.5;

/** The same for a cable that paths have left: if it fell back at once, they would return to it at its old factor. */
const STEP_BACK = 0.05;

/** Relative error below which errors count squared. */
const SMALL_ERROR = 0.03;

/** A pair's time is the sum of its entries, factor times light's time in milliseconds. */
interface PathRow {
  readonly entries: readonly (readonly [column: number, time: number])[];
  readonly measured: number;
  readonly fitted: number;
}

function withFactors(start: Corridors, factors: readonly number[]): Corridors {
  const cached = fittedCorridors.get(factors);
  if (cached) return cached;
  const cables = start.cables.map((cable, index) => ({ ...cable, factor: factors[index + FIXED] ?? cable.factor }));
  const fitted = { ...start, cables, access: factors[1] ?? 1, direct: factors[2] ?? 1 };
  fittedCorridors.set(factors, fitted);
  return fitted;
}

const fittedCorridors = new WeakMap<readonly number[], Corridors>();

function rowOf(pair: Measured, factors: readonly number[], corridors: Corridors): PathRow {
  const path = corridorPath(pair.from, pair.to, corridors);
  const off = [path.hubs.length > 0 ? 1 : 2, lightTime(path.access)] as const;
  const cables = path.cables.map((index) => {
    const cable = corridors.cables[index];
    const [a, b] = [corridors.hubs[cable?.from ?? -1], corridors.hubs[cable?.to ?? -1]];
    if (!a || !b) throw new RangeError("A path leaves the corridors.");
    return [index + FIXED, lightTime(sphericalDistance(a, b))] as const;
  });
  return {
    entries: [[0, 1], off, ...cables],
    measured: pair.rtt * 1000,
    fitted: (factors[0] ?? 0) + lightTime(path.length),
  };
}

/** There and back in glass, milliseconds. */
function lightTime(length: Metres): number {
  return floor(length, GLASS) * 1000;
}

const GLASS: Carrier = { kind: "matter", index: shippedConstants()["glass-index"].value.likely };

function ridge(rows: readonly PathRow[], prior: readonly number[], round: number): number[] {
  const size = prior.length;
  const matrix = Array.from({ length: size }, () => new Float64Array(size));
  const target = new Float64Array(size);
  prior.forEach((value, column) => {
    const draw = column === 0 ? ADDED_DRAW : DRAW;
    (matrix[column] as Float64Array)[column] = draw;
    target[column] = draw * value;
  });
  for (const { entries, measured, fitted } of rows) {
    const error = Math.abs(fitted - measured) / measured;
    // In the first round the paths are guesses, and large errors say little.
    const scaled = SMALL_ERROR / (measured ** 2 * Math.max(error, round === 0 ? 0.2 : SMALL_ERROR));
    for (const [column, time] of entries) {
      target[column] = (target[column] ?? 0) + scaled * time * measured;
      const line = matrix[column] as Float64Array;
      for (const [other, otherTime] of entries) line[other] = (line[other] ?? 0) + scaled * time * otherTime;
    }
  }
  return solve(matrix, target);
}

/** How strongly the addition is drawn to its prior: its unit is milliseconds, not a ratio. */
const ADDED_DRAW = 0.1;

/** Gauss without pivoting: the matrix is symmetric and positive definite. Overwrites its arguments. */
function solve(matrix: Float64Array[], target: Float64Array): number[] {
  const size = target.length;
  for (let pivot = 0; pivot < size; pivot++) {
    const top = matrix[pivot] as Float64Array;
    for (let row = pivot + 1; row < size; row++) {
      const line = matrix[row] as Float64Array;
      const share = (line[pivot] as number) / (top[pivot] as number);
      if (share === 0) continue;
      for (let column = pivot; column < size; column++)
        line[column] = (line[column] as number) - share * (top[column] as number);
      target[row] = (target[row] as number) - share * (target[pivot] as number);
    }
  }
  const result = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row--) {
    const line = matrix[row] as Float64Array;
    let rest = target[row] as number;
    for (let column = row + 1; column < size; column++) rest -= (line[column] as number) * (result[column] as number);
    result[row] = rest / (line[row] as number);
  }
  return result;
}

/** No cable is straight, none winds more than threefold; devices take half a millisecond to eight. */
function clampFactor(value: number, column: number): number {
  const [least, most] = column === 0 ? [0.5, 8] : [1.04, 3];
  return Math.min(most, Math.max(least, value));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function round(value: number, digits: number): number {
  return Math.round(value * digits) / digits;
}
