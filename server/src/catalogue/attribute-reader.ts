import { parseQuantity } from "../quantity/parse-quantity.ts";
import { metres, type Quantity, rate, seconds } from "../quantity/quantity.ts";
import { rising, type Uncertain } from "../quantity/uncertain.ts";
import type { Dimension } from "../quantity/units.ts";
import type { CatalogueProblem } from "./catalogue-problem.ts";
import {
  type Citation,
  type HistoryOffer,
  type IntervalLimit,
  LIMIT_SCOPES,
  type Limit,
  type Provenance,
  type Stated,
  type WitnessLimit,
} from "./technology.ts";

/** Sources of a catalogue file, by the key that its entries use. */
export type SourceTable = Readonly<Record<string, { readonly text: string; readonly year?: string }>>;

type Attributes = Readonly<Record<string, unknown>>;

/** Readers for the attributes of one entry, by attribute name. Each gives nothing for an attribute that is absent or unsound. */
export type AttributeReader = ReturnType<typeof attributeReader>;

/**
 * Reads the attributes of one catalogue entry.
 *
 * @param citation holds for every attribute that has none of its own
 * @param path JSON pointer of the entry
 * @param problems takes what is unsound
 */
export function attributeReader(
  attributes: Attributes,
  citation: Citation,
  path: string,
  sources: SourceTable | undefined,
  problems: CatalogueProblem[],
) {
  const report = (at: string, message: string): undefined => {
    problems.push({ path: `${path}/${at}`, message });
  };

  /** An attribute given as `value`, or as `{ value, … }` with a source and a note of its own. */
  function detailed(given: unknown): Attributes {
    return isObject(given) ? given : { value: given };
  }

  function stated<T>(value: T, details: Attributes, at: string): Stated<T> {
    const { source, mark, year, note } = details;
    const own = source !== undefined || mark !== undefined || year !== undefined;
    return {
      value,
      citation: own ? readCitation({ source, mark, year }, sources, (message) => report(at, message)) : citation,
      ...(typeof note === "string" ? { note } : {}),
    };
  }

  function amount(given: unknown, dimension: Dimension, at: string): { value: Uncertain; text: string } | undefined {
    if (typeof given !== "string" && typeof given !== "number") return report(at, `Expected a ${dimension}.`);
    const parsed = parseQuantity(String(given));
    if (!parsed.ok) return report(at, `'${given}' is not a quantity.`);
    const { quantity, canonical } = parsed;
    if (quantity.dimension !== dimension || quantity.relative) {
      return report(at, `Expected a ${dimension}, found '${given}'.`);
    }
    if (quantity.value.low < 0) return report(at, `'${given}' must not be negative.`);
    return { value: quantity.value, text: canonical };
  }

  function limitAt<T extends number>(given: unknown, at: string, dimension: Dimension, brand: (value: number) => T) {
    const details = detailed(given);
    const read = amount(details.value, dimension, at);
    if (!read) return undefined;
    const scope = LIMIT_SCOPES.find((known) => known === details.per);
    const limit: Limit<T> = {
      ...stated(rising(read.value, brand), details, at),
      text: read.text,
      ...(details.exclusive === true ? { exclusive: true } : {}),
      ...(details.advisory === true ? { advisory: true } : {}),
      ...(scope ? { per: scope } : {}),
    };
    return limit;
  }

  function limit<T extends number>(name: string, dimension: Dimension, brand: (value: number) => T) {
    return attributes[name] === undefined ? undefined : limitAt(attributes[name], name, dimension, brand);
  }

  function word<T extends string>(given: unknown, at: string, allowed: readonly T[]): T | undefined {
    const found = allowed.find((one) => one === given);
    return found ?? report(at, `'${String(given)}' is none of ${allowed.join(", ")}.`);
  }

  return {
    text(name: string): string | undefined {
      const given = attributes[name];
      return given === undefined || typeof given === "string" ? given : report(name, "Expected a text.");
    },
    texts(name: string): readonly string[] | undefined {
      const given = attributes[name];
      return given === undefined ? undefined : listOf(given).filter((one) => typeof one === "string");
    },
    word<T extends string>(name: string, allowed: readonly T[]): T | undefined {
      return attributes[name] === undefined ? undefined : word(attributes[name], name, allowed);
    },
    words<T extends string>(name: string, allowed: readonly T[]): readonly T[] | undefined {
      const given = attributes[name];
      if (given === undefined) return undefined;
      const found = listOf(given).map((one, index) => word(one, `${name}/${index}`, allowed));
      return found.filter((one) => one !== undefined);
    },
    choice<T extends string>(name: string, allowed: readonly T[]): Stated<T> | undefined {
      if (attributes[name] === undefined) return undefined;
      const details = detailed(attributes[name]);
      const value = word(details.value, name, allowed);
      return value === undefined ? undefined : stated(value, details, name);
    },
    /** `true`, `false`, or the language's `yes` and `no`. */
    flag(name: string): Stated<boolean> | undefined {
      if (attributes[name] === undefined) return undefined;
      const details = detailed(attributes[name]);
      const value = FLAGS.get(details.value);
      return value === undefined ? report(name, "Expected yes or no.") : stated(value, details, name);
    },
    duration: (name: string) => limit(name, "duration", seconds),
    distance: (name: string) => limit(name, "distance", metres),
    rate: (name: string) => limit(name, "rate", rate),
    count: (name: string) => limit(name, "number", (value) => value as Quantity<"count">),
    /** A range gives the shortest and the longest interval, a single duration the shortest. */
    interval(name: string): IntervalLimit | undefined {
      const given = attributes[name];
      if (given === undefined) return undefined;
      const details = detailed(given);
      const usual = details.usual === undefined ? undefined : amount(details.usual, "duration", `${name}/usual`);
      const bounds = usual && details.value === undefined ? undefined : amount(details.value, "duration", name);
      if (!usual && !bounds) return undefined;
      const { value: _, ...rest } = stated(undefined, details, name);
      const offered = details.only === undefined ? [] : listOf(details.only);
      const only = offered.flatMap((one, index) => amount(one, "duration", `${name}/only/${index}`) ?? []);
      return {
        ...rest,
        ...(bounds ? boundsOf(bounds) : {}),
        ...(usual ? { usual: seconds(usual.value.likely) } : {}),
        ...(only.length > 0 ? onlyOf(only) : {}),
      };
    },
    /** A flag, or how far back the points in time reach (`"30 d"`, `{ keep, every }`). */
    history(name: string): HistoryOffer | undefined {
      const given = attributes[name];
      if (given === undefined) return undefined;
      const details = typeof given === "string" && !FLAGS.has(given) ? { keep: given } : detailed(given);
      const part = (key: string) =>
        details[key] === undefined ? undefined : amount(details[key], "duration", `${name}/${key}`);
      const keep = part("keep");
      const every = part("every");
      const value = keep !== undefined || FLAGS.get(details.value);
      if (value === undefined) return report(name, "Expected yes, no, or how far back.");
      return {
        ...stated(value, details, name),
        ...(keep ? { keep: seconds(keep.value.high) } : {}),
        ...(every ? { every: seconds(every.value.low) } : {}),
      };
    },
    /** One limit, or a list of them by number of hosts; smallest first. */
    witnessLimits(name: string): readonly WitnessLimit[] | undefined {
      const given = attributes[name];
      if (given === undefined) return undefined;
      const limits = listOf(given).flatMap((one, index): WitnessLimit[] => {
        const read = limitAt(one, Array.isArray(given) ? `${name}/${index}` : name, "duration", seconds);
        const hosts = detailed(one)["up-to-hosts"];
        return read ? [{ ...read, ...(typeof hosts === "number" ? { upToHosts: hosts } : {}) }] : [];
      });
      const hostsOf = (one: WitnessLimit) => one.upToHosts ?? Number.POSITIVE_INFINITY;
      return limits.sort((a, b) => hostsOf(a) - hostsOf(b));
    },
  };
}

/** Where a statement of a catalogue file comes from; a source without a mark was read there. */
export function readCitation(
  { source, mark, year }: { source?: unknown; mark?: unknown; year?: unknown },
  sources: SourceTable | undefined,
  report: (message: string) => void,
): Citation {
  const key = typeof source === "string" ? source : undefined;
  const cited = key === undefined ? undefined : sources ? sources[key] : { text: key };
  if (key !== undefined && !cited) report(`'${key}' is none of the file's sources.`);
  const known = MARKS.find((one) => one === mark);
  if (mark !== undefined && !known) report(`'${String(mark)}' is none of ${MARKS.join(", ")}.`);
  if (!cited && !known) report("Neither a source nor a mark says where this comes from.");
  // What cannot be told where it comes from is trusted least.
  const provenance = known ?? (cited ? "S" : "M-l");
  const when = typeof year === "string" ? year : cited?.year;
  return {
    mark: provenance,
    verified: !provenance.startsWith("M"),
    ...(cited ? { source: cited.text } : {}),
    ...(when === undefined ? {} : { year: when }),
  };
}

const MARKS: readonly Provenance[] = ["S", "D", "M-h", "M-m", "M-l"];
const FLAGS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  ["yes", true],
  ["no", false],
]);

function boundsOf({
  value,
  text,
}: {
  value: Uncertain;
  text: string;
}): Pick<IntervalLimit, "shortest" | "longest" | "text"> {
  const shortest = seconds(value.low);
  return value.high > value.low ? { shortest, longest: seconds(value.high), text } : { shortest, text };
}

function onlyOf(offered: readonly { value: Uncertain; text: string }[]): Pick<IntervalLimit, "only" | "text"> {
  const texts = offered.map(({ text }) => text);
  const last = texts.pop();
  return { only: offered.map(({ value }) => seconds(value.likely)), text: `${texts.join(", ")} or ${last}` };
}

function listOf(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? given : [given];
}

function isObject(value: unknown): value is Attributes {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
