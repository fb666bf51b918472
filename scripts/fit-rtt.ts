/**
 * Fits the corridors of carriers' networks to published round-trip times, validates the fit on what it has not seen, and writes
 * `server/catalogue/corridors.json`. Usage: npx tsx scripts/fit-rtt.ts FOLDER [--dry-run]; the folder holds the tables that docs/rtt.md names.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { type CorridorsSource, readCorridors } from "../server/src/catalogue/corridors.ts";
import { sphericalDistance } from "../server/src/estimate/kernel/corridor-path.ts";
import { fitCables } from "./rtt/fit-cables.ts";
import { fitSpread, type Residual } from "./rtt/fit-spread.ts";
import { type Outcome, predict, SCORE_HEADER, scoreLine } from "./rtt/score.ts";
import { type Measured, readTables, type Site } from "./rtt/tables.ts";

const FILE = new URL("../server/catalogue/corridors.json", import.meta.url);

/** Share of the cities that a split holds out. Only pairs with both ends held out are tested. */
const HELD_OUT = 0.4;

/** Splits of the cities: for the reported figures, and within each for the spread. */
const SPLITS = 8;
const INNER_SPLITS = 3;

/** Cities nearer than this are one city, metres: twins would give the held-out one away. */
const SAME_CITY = 60_000;

function main(folder: string | undefined, dryRun: boolean): void {
  if (folder === undefined) throw new Error("Which folder holds the tables? npx tsx scripts/fit-rtt.ts FOLDER");
  const source: CorridorsSource = JSON.parse(readFileSync(FILE, "utf8"));
  const pairs = readTables(folder);
  const azure = pairs.filter(({ operator }) => operator === "azure");
  const ibm = pairs.filter(({ operator }) => operator === "ibm");

  console.log(SCORE_HEADER);
  const unseen = splits(pairs, SPLITS, 1).flatMap(({ train, test }) =>
    outcomes(refit(source, train, INNER_SPLITS), test),
  );
  console.log(scoreLine("cities never seen", unseen));
  for (const [name, from, to] of DISTANCES) {
    const part = unseen.filter(({ pair }) => within(sphericalDistance(pair.from, pair.to), from, to));
    console.log(scoreLine(`– ${name}`, part));
  }
  console.log(scoreLine("IBM, fitted to Azure", outcomes(refit(source, azure, SPLITS), ibm)));
  const elsewhere = azure.filter(({ from, to }) => !measuredBy(ibm, from) && !measuredBy(ibm, to));
  console.log(scoreLine("IBM, fitted to Azure in other cities", outcomes(refit(source, elsewhere, SPLITS), ibm)));
  console.log(scoreLine("Azure, fitted to IBM (bounds as before)", outcomes(refit(source, ibm, 0), azure)));
  const final = refit(source, pairs, SPLITS);
  console.log(scoreLine("all, as shipped (seen)", outcomes(final, pairs)));
  if (!dryRun) writeFileSync(FILE, `${JSON.stringify(final, null, 2)}\n`);
}

const DISTANCES = [
  ["under 500 km", 0, 5e5],
  ["500 to 1500 km", 5e5, 1.5e6],
  ["1500 to 5000 km", 1.5e6, 5e6],
  ["over 5000 km", 5e6, 3e7],
] as const;

/** Whether a table holds the city of a site. */
function measuredBy(pairs: readonly Measured[], site: Site): boolean {
  return pairs.some(({ from, to }) => [from, to].some((end) => sphericalDistance(end, site) < SAME_CITY));
}

function within(value: number, from: number, to: number): boolean {
  return from <= value && value < to;
}

/** Factors from all pairs; spread from pairs held out of fits to the others. */
function refit(source: CorridorsSource, pairs: readonly Measured[], inner: number): CorridorsSource {
  const fitted = fitCables(source, pairs);
  const residuals = splits(pairs, inner, 2).flatMap(({ train, test }) => residualsOf(fitCables(source, train), test));
  if (residuals.length === 0) return fitted;
  return { ...fitted, spread: fitSpread(residuals, readCorridors(source).hubs) };
}

function outcomes(source: CorridorsSource, pairs: readonly Measured[]): Outcome[] {
  const corridors = readCorridors(source);
  return pairs.map((pair) => predict(pair, corridors));
}

function residualsOf(source: CorridorsSource, pairs: readonly Measured[]): Residual[] {
  return outcomes(source, pairs).map(({ pair, likely }) => ({
    from: pair.from,
    to: pair.to,
    error: Math.log(pair.rtt / likely),
  }));
}

interface Split {
  readonly train: readonly Measured[];
  readonly test: readonly Measured[];
}

/** Holds out cities, whoever measured there; pairs with one end held out are in neither part. */
function splits(pairs: readonly Measured[], count: number, seed: number): Split[] {
  const cities: Site[] = [];
  const cityOf = (site: Site): Site => {
    const known = cities.find((city) => sphericalDistance(city, site) < SAME_CITY);
    if (known) return known;
    cities.push(site);
    return site;
  };
  const ends = pairs.map((pair) => ({ pair, from: cityOf(pair.from), to: cityOf(pair.to) }));
  const random = generator(seed);
  return Array.from({ length: count }, () => {
    const order = cities.map((city) => ({ city, key: random() })).sort((a, b) => a.key - b.key);
    const out = new Set(order.slice(0, Math.round(HELD_OUT * cities.length)).map(({ city }) => city));
    return {
      train: ends.filter(({ from, to }) => !out.has(from) && !out.has(to)).map(({ pair }) => pair),
      test: ends.filter(({ from, to }) => out.has(from) && out.has(to)).map(({ pair }) => pair),
    };
  });
}

/** Numbers from 0 to 1, the same on each run (Lehmer's generator with Park and Miller's constants). */
function generator(seed: number): () => number {
  let state = seed * 12_345;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

main(process.argv[2], process.argv.includes("--dry-run"));
