/** What a quantity measures. A bare number has the dimension "number". */
export type Dimension = "number" | "duration" | "size" | "rate" | "distance" | "ratio" | "frequency" | "money";

export interface Unit {
  /** The spelling that the formatter writes. */
  readonly canonical: string;
  readonly dimension: Dimension;
  /** SI value of one: seconds, bytes, bytes per second, metres, a plain factor, events per second. */
  readonly factor: number;
  /** A share of the workload's data per time (`%/day`): `factor` is then 1/s. */
  readonly relative?: true;
  readonly currency?: string;
  /** Money per time: what the amount is paid for. */
  readonly per?: "year" | "h";
}

/** A spelling that people use for two units eight times apart, with both readings. The first is the literal one. */
export interface AmbiguousUnit {
  readonly ambiguous: readonly [Unit, Unit];
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
/** The Julian year, 365.25 days: the calendar's average to 0.002 %. */
const YEAR = 365.25 * DAY;

const PREFIXES = [
  ["", 1],
  ["k", 1e3],
  ["M", 1e6],
  ["G", 1e9],
  ["T", 1e12],
  ["P", 1e15],
] as const;
const BINARY_PREFIXES = [
  ["Ki", 2 ** 10],
  ["Mi", 2 ** 20],
  ["Gi", 2 ** 30],
  ["Ti", 2 ** 40],
  ["Pi", 2 ** 50],
] as const;
const PER = [
  ["s", 1],
  ["min", MINUTE],
  ["h", HOUR],
  ["day", DAY],
] as const;
const PER_ALIASES: Readonly<Record<string, string>> = {
  sec: "s",
  second: "s",
  hour: "h",
  hr: "h",
  d: "day",
  minute: "min",
};

const table = new Map<string, Unit>();
const ambiguous = new Map<string, AmbiguousUnit>();

function add(unit: Unit, ...aliases: string[]): void {
  for (const spelling of [unit.canonical, ...aliases]) table.set(spelling, unit);
}

function addSimple(dimension: Dimension, canonical: string, factor: number, ...aliases: string[]): void {
  add({ canonical, dimension, factor }, ...aliases);
}

addSimple("duration", "us", 1e-6, "µs", "μs", "usec");
addSimple("duration", "ms", 1e-3, "msec", "millisecond", "milliseconds");
addSimple("duration", "s", 1, "sec", "secs", "second", "seconds");
addSimple("duration", "min", MINUTE, "mins", "minute", "minutes");
addSimple("duration", "h", HOUR, "hr", "hrs", "hour", "hours");
addSimple("duration", "d", DAY, "day", "days");
addSimple("duration", "w", 7 * DAY, "wk", "wks", "week", "weeks");
addSimple("duration", "month", YEAR / 12, "months");
addSimple("duration", "year", YEAR, "years", "yr", "yrs");

addSimple("distance", "m", 1, "metre", "metres", "meter", "meters");
addSimple("distance", "km", 1e3, "kilometre", "kilometres", "kilometer", "kilometers");
/** International mile, exactly 1609.344 m, and nautical mile, exactly 1852 m. */
addSimple("distance", "mi", 1609.344, "mile", "miles");
addSimple("distance", "nmi", 1852);

addSimple("ratio", "%", 0.01, "percent");
addSimple("ratio", "x", 1, "×");

for (const [per, time] of PER) {
  addSimple("frequency", `/${per}`, 1 / time);
  add({ canonical: `%/${per}`, dimension: "rate", factor: 0.01 / time, relative: true });
}

for (const [prefix, factor] of [...PREFIXES, ...BINARY_PREFIXES]) {
  const size = `${prefix}B`;
  const long = prefix === "" ? ["byte", "bytes"] : prefix.length === 1 ? [`${prefix}Byte`, `${prefix}Bytes`] : [];
  addSimple("size", size, factor, ...long, ...(prefix === "k" ? ["KB"] : []));
  for (const [per, time] of PER)
    addSimple("rate", `${size}/${per}`, factor / time, ...(prefix === "k" ? [`KB/${per}`] : []));
}
for (const [prefix, factor] of PREFIXES) {
  const spelled = prefix === "k" ? ["k", "K"] : [prefix];
  const aliases = spelled.flatMap((p) => [`${p}bit/s`, `${p}bits/s`, `${p}bps`, ...(p === "" ? [] : [`${p}b/s`])]);
  addSimple("rate", `${prefix}bps`, factor / 8, ...aliases);
}
for (const [alias, per] of Object.entries(PER_ALIASES)) {
  for (const [spelling, unit] of [...table]) {
    if (spelling.endsWith(`/${per}`)) table.set(`${spelling.slice(0, -per.length)}${alias}`, unit);
  }
}

/** How people write out a prefix, in lower case. Case says nothing in a word that is written out: `mbit/s`, `GByte`. */
const PREFIX_WORDS: Readonly<Record<string, string>> = {
  kilo: "k",
  mega: "M",
  giga: "G",
  tera: "T",
  peta: "P",
  kibi: "Ki",
  mebi: "Mi",
  gibi: "Gi",
  tebi: "Ti",
  pebi: "Pi",
  k: "k",
  m: "M",
  g: "G",
  t: "T",
  p: "P",
};
const WORD = /^(kilo|mega|giga|tera|peta|kibi|mebi|gibi|tebi|pebi|[kmgtp])?(bit|byte)s?(?:\/([a-z]+))?$/;

/** A unit with `bit` or `byte` written out, in any case: `Mbits/s`, `kbytes/s`, `terabytes`. */
function writtenOut(text: string): Unit | undefined {
  const [, word = "", what, per] = WORD.exec(text.toLowerCase()) ?? [];
  if (what === undefined) return undefined;
  const prefix = PREFIX_WORDS[word] ?? "";
  if (what === "byte") return table.get(per === undefined ? `${prefix}B` : `${prefix}B/${per}`);
  return per !== undefined && (PER_ALIASES[per] ?? per) === "s" ? table.get(`${prefix}bps`) : undefined;
}

/** What a mistyped unit of data or bandwidth says for certain, for comparison with another. Absent where it says nothing. */
export interface DataUnitParts {
  /** In lower case: `m`, `mi` or nothing. */
  readonly prefix: string;
  readonly counts?: "bits" | "bytes";
  readonly per?: string;
}

const PARTS = /^([kmgtp]i?)?(?:([bB])(?:it|yte)?s?)?(?:\/(\p{L}+)|(ps))?$/iu;

/** Prefix, bit or byte and time of a data unit, whatever the letters' case; nothing for what is not built like one. */
export function dataUnitParts(text: string): DataUnitParts | undefined {
  const [all, prefix = "", letter, slash, ps] = PARTS.exec(text) ?? [];
  if (!all) return undefined;
  const isWord = /bit|byte/i.exec(text)?.[0].toLowerCase();
  const counts =
    (isWord ?? letter) === undefined ? undefined : isWord === "bit" || (!isWord && letter === "b") ? "bits" : "bytes";
  const per = ps ? "s" : slash?.toLowerCase();
  return {
    prefix: prefix.toLowerCase(),
    ...(counts ? { counts } : {}),
    ...(per === undefined ? {} : { per: PER_ALIASES[per] ?? per }),
  };
}

/** The other letter cases of `Mbps`, `MB/s` and `MB`: the `b` no longer says whether bits or bytes are meant. */
function addAmbiguous(): void {
  for (const [prefix, factor] of PREFIXES.slice(1, 5)) {
    const bits = table.get(`${prefix}bps`);
    const bytesPerSecond = table.get(`${prefix}B/s`);
    const size = table.get(`${prefix}B`);
    if (!bits || !bytesPerSecond || !size) continue;
    const bitSize: Unit = { canonical: size.canonical, dimension: "size", factor: factor / 8 };
    for (const p of new Set([prefix.toLowerCase(), prefix.toUpperCase()])) {
      for (const b of ["b", "B"]) {
        for (const ending of ["ps", "Ps", "PS", "pS", "s", "/s", "/S"]) {
          const spelling = `${p}${b}${ending}`;
          const pair = b === "b" ? ([bits, bytesPerSecond] as const) : ([bytesPerSecond, bits] as const);
          if (!table.has(spelling)) ambiguous.set(spelling, { ambiguous: pair });
        }
        const spelling = `${p}${b}`;
        const pair = b === "b" ? ([bitSize, size] as const) : ([size, bitSize] as const);
        if (!table.has(spelling)) ambiguous.set(spelling, { ambiguous: pair });
      }
    }
  }
}
addAmbiguous();

let currencies: ReadonlySet<string> | undefined;

function moneyUnit(text: string): Unit | undefined {
  const match = /^([A-Z]{3})(?:\/(year|yr|a|h|hour))?$/.exec(text);
  const currency = match?.[1];
  if (!currency) return undefined;
  currencies ??= new Set(Intl.supportedValuesOf("currency"));
  if (!currencies.has(currency)) return undefined;
  if (!match[2]) return { canonical: currency, dimension: "money", factor: 1, currency };
  const per = match[2].startsWith("h") ? "h" : "year";
  return { canonical: `${currency}/${per}`, dimension: "money", factor: 1, currency, per };
}

/** The unit of that spelling, the pair of units that it may mean, or nothing. */
export function findUnit(text: string): Unit | AmbiguousUnit | undefined {
  return table.get(text) ?? ambiguous.get(text) ?? writtenOut(text) ?? moneyUnit(text);
}

/** Whether a word that stands after a number is its unit. */
export function isUnit(text: string): boolean {
  return findUnit(text) !== undefined;
}

/** Canonical spellings of a dimension's units, smallest first; for messages and completion. */
export function unitsOf(dimension: Dimension): readonly string[] {
  const found = new Map<string, number>();
  for (const unit of table.values()) if (unit.dimension === dimension) found.set(unit.canonical, unit.factor);
  return [...found].sort((a, b) => a[1] - b[1]).map(([canonical]) => canonical);
}

/** Spellings that name exactly one unit, those of one dimension where it is given; for did-you-mean. */
export function unitSpellings(dimension?: Dimension): readonly string[] {
  const spellings = [...table];
  return spellings.flatMap(([spelling, unit]) => (dimension && unit.dimension !== dimension ? [] : [spelling]));
}
