import { shippedTechnologies } from "./shipped-technologies.ts";
import type { Technology } from "./technology.ts";

/** The shipped technology of that id. A version may be written with hyphens as well: `vmotion-5-0` is `vmotion-5.0`. */
export function technology(id: string): Technology | undefined {
  const { technologies } = shippedTechnologies();
  return technologies.get(id) ?? allTechnologies().find((one) => hyphenated(one.id) === hyphenated(id));
}

function hyphenated(id: string): string {
  return id.replaceAll(".", "-");
}

/** All shipped technologies, by class in the order of `TECHNOLOGY_CLASSES`, and within it as the file lists them. */
export function allTechnologies(): readonly Technology[] {
  return [...shippedTechnologies().technologies.values()];
}

/**
 * Shipped technologies in whose id, product, vendor, other names, class or modes every word of the text occurs; best first.
 * A whole word counts more than its beginning, the id and product more than the rest.
 */
export function searchTechnologies(text: string): readonly Technology[] {
  const wanted = wordsOf(text);
  if (wanted.length === 0) return [];
  const scored = allTechnologies().map((found) => ({ found, score: scoreOf(found, wanted) }));
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ found }) => found);
}

/**
 * Shipped technologies that an unknown id may mean, best first: those that the words of the id find, then those whose ids
 * share most letter pairs with it. Nothing when none resembles it.
 */
export function nearestTechnologies(id: string): readonly Technology[] {
  const found = searchTechnologies(id);
  const alike = allTechnologies()
    .map((one) => ({ one, likeness: likeness(one.id, id.toLowerCase()) }))
    .filter(({ one, likeness }) => likeness >= LEAST_LIKENESS && !found.includes(one))
    .sort((a, b) => b.likeness - a.likeness)
    .map(({ one }) => one);
  return [...found, ...alike].slice(0, MOST_SUGGESTIONS);
}

/** Sørensen-Dice likeness from which two ids are taken for misspellings of each other; chosen on misspelt catalogue ids. */
const LEAST_LIKENESS = 0.6;
/** As many as a person reads at a glance. */
const MOST_SUGGESTIONS = 3;

/** Sørensen-Dice coefficient of the letter pairs of two texts: 0 nothing in common, 1 the same. */
function likeness(a: string, b: string): number {
  const pairs = new Set(pairsOf(a));
  const others = pairsOf(b);
  return (2 * others.filter((pair) => pairs.has(pair)).length) / Math.max(1, pairs.size + others.length);
}

function pairsOf(text: string): string[] {
  const letters = text.replaceAll(/[^\p{L}\p{N}]/gu, "");
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2));
}

/** How much a word is worth where it occurs; ratios chosen so that a product's own name beats all else. */
const WEIGHTS = { name: 4, vendor: 3, alias: 2, kind: 1 };
/** A word of which only the beginning is given, or some part of it, against a whole word. */
const BEGINNING = 0.5;
const PART = 0.2;

function scoreOf(found: Technology, wanted: readonly string[]): number {
  const fields = [
    { weight: WEIGHTS.name, words: wordsOf(`${found.id} ${found.product}`) },
    { weight: WEIGHTS.vendor, words: wordsOf(found.vendor ?? "") },
    { weight: WEIGHTS.alias, words: wordsOf(found.aliases.join(" ")) },
    { weight: WEIGHTS.kind, words: wordsOf(`${found.class ?? ""} ${found.modes.join(" ")}`) },
  ];
  const scores = wanted.map((word) => Math.max(...fields.map(({ weight, words }) => weight * best(word, words))));
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

function best(wanted: string, words: readonly string[]): number {
  if (words.includes(wanted)) return 1;
  if (words.some((word) => word.startsWith(wanted))) return BEGINNING;
  return words.some((word) => word.includes(wanted)) ? PART : 0;
}

/** Lower-case words; dots stay, so that `6.0` is one word. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}.]+/gu) ?? [];
}
