import source from "../../catalogue/places.json" with { type: "json" };
import type { Coordinates } from "../base/coordinates.ts";
import { nearest } from "../base/nearest.ts";

/** A city or a cloud region, at the centre of its metropolitan area: within some 15 km of the sites that bear its name. */
export interface Place extends Coordinates {
  /** As a plan can write it: `Frankfurt, DE` or `aws:eu-central-1`. */
  readonly id: string;
  /** The city, also of a region. */
  readonly name: string;
  /** ISO 3166 code of the country, two letters; `XK` for Kosovo. */
  readonly country: string;
  readonly kind: "city" | "region";
}

/**
 * The place that a plan names: `Frankfurt`, `frankfurt, de` or `aws:eu-central-1`. Upper and lower case, accents and other common spellings
 * (München, Den Haag) make no difference. Of cities with one name the best known counts, unless the country is given.
 */
export function findPlace(text: string): Place | undefined {
  const key = keyOf(text);
  const byCode = key.replace(QUALIFIER, (_, country: string) => `, ${COUNTRY_WORDS[country] ?? country}`);
  return index().get(key) ?? index().get(byCode) ?? index().get(key.replace(", ", " "));
}

/** Places that a mistyped name may mean, the likeliest first; at most three. */
export function nearestPlaces(text: string): readonly Place[] {
  const key = keyOf(text);
  const bare = key.replace(QUALIFIER, "");
  const found = new Map<string, Place>();
  for (const written of [key, bare]) {
    const candidates = new Set(index().keys());
    for (let attempt = 0; attempt < MOST_SPELLINGS && found.size < MOST_SUGGESTED; attempt++) {
      const candidate = nearest(written, candidates);
      if (candidate === undefined) break;
      candidates.delete(candidate);
      const place = index().get(candidate);
      if (place) found.set(place.id, place);
    }
  }
  return [...found.values()].slice(0, MOST_SUGGESTED);
}

/** Every place: cities, then regions by operator. */
export function allPlaces(): readonly Place[] {
  places ??= readPlaces(source);
  return places;
}

/** `places.json` as written: cities `name|country|latitude|longitude|spellings`, the spellings parted by commas; regions `id|city` by operator. */
export interface PlacesSource {
  readonly about: string;
  readonly cities: readonly string[];
  readonly regions: Readonly<Record<string, readonly string[]>>;
}

/** Reads that form. Throws on a line that it cannot read: the file ships with the product. */
export function readPlaces({ cities, regions }: PlacesSource): readonly Place[] {
  const read = cities.map(readCity);
  const byName = new Map(read.toReversed().map((city) => [city.name, city]));
  const ofOperators = Object.entries(regions).flatMap(([operator, lines]) =>
    lines.map((line) => {
      const [id = "", cityName = ""] = line.split("|");
      const city = byName.get(cityName);
      if (!city) throw new RangeError(`The region '${line}' lies in no known city.`);
      return { ...city, id: `${operator}:${id}`, kind: "region" as const };
    }),
  );
  return [...read, ...ofOperators];
}

let places: readonly Place[] | undefined;
let byKey: ReadonlyMap<string, Place> | undefined;

const MOST_SUGGESTED = 3;

/** Several near spellings may mean one place. */
const MOST_SPELLINGS = 8;

/** The country behind a city's name. */
const QUALIFIER = /, ?([\p{L} ]+)$/u;

/** How people write countries whose code they rarely use, as keys. */
const COUNTRY_WORDS: Readonly<Record<string, string>> = {
  uk: "gb",
  england: "gb",
  scotland: "gb",
  wales: "gb",
  usa: "us",
  ireland: "ie",
  germany: "de",
  france: "fr",
  spain: "es",
  italy: "it",
  netherlands: "nl",
  switzerland: "ch",
  austria: "at",
  canada: "ca",
  ontario: "ca",
  india: "in",
  japan: "jp",
  australia: "au",
  brazil: "br",
};

/** Letters that Unicode does not part into a base and an accent. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = { ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", ı: "i" };

/** One key for all spellings of a name: lower case, no accents, no full stops or apostrophes, single spaces, `, ` before a country. */
function keyOf(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßøłđæı]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/[.'’]/g, "")
    .replace(/[\s_-]+/g, " ")
    .replace(/ ?, ?/g, ", ")
    .trim();
}

function index(): ReadonlyMap<string, Place> {
  byKey ??= indexed();
  return byKey;
}

/** Earlier places win, and names win over other spellings. */
function indexed(): ReadonlyMap<string, Place> {
  const keys = new Map<string, Place>();
  const add = (text: string, place: Place): void => {
    const key = keyOf(text);
    if (!keys.has(key)) keys.set(key, place);
  };
  for (const place of allPlaces()) {
    add(place.id, place);
    if (place.kind === "city") add(place.name, place);
  }
  source.cities.forEach((line, row) => {
    const place = allPlaces()[row];
    if (!place) return;
    for (const spelling of spellingsOf(line)) {
      add(spelling, place);
      add(`${spelling}, ${place.country}`, place);
    }
  });
  return keys;
}

function readCity(line: string): Place {
  const [name = "", country = "", latitude, longitude] = line.split("|");
  const coordinates = { latitude: Number(latitude), longitude: Number(longitude) };
  if (name === "" || country === "" || !Number.isFinite(coordinates.latitude + coordinates.longitude)) {
    throw new RangeError(`Not a city: '${line}'.`);
  }
  return { id: `${name}, ${country}`, name, country, kind: "city", ...coordinates };
}

function spellingsOf(line: string): readonly string[] {
  return line.split("|")[4]?.split(",") ?? [];
}
