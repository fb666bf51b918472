import { attributeReader, readCitation, type SourceTable } from "./attribute-reader.ts";
import type { CatalogueProblem } from "./catalogue-problem.ts";
import {
  type Citation,
  TECHNOLOGY_CLASSES,
  TECHNOLOGY_MODES,
  type Technology,
  type TechnologyClass,
} from "./technology.ts";

export interface TechnologyContext {
  readonly origin: Technology["origin"];
  /** JSON pointer of the entry; the paths of problems start with it. */
  readonly path: string;
  /** The file's table, to whose keys `source` refers. Without one `source` is the text itself. */
  readonly sources?: SourceTable;
  /** Class of the entries of the file that name none. */
  readonly class?: TechnologyClass;
  /** What `based-on` names, already read. */
  readonly base?: Technology;
}

export interface TechnologyReading {
  readonly technology: Technology;
  readonly problems: readonly CatalogueProblem[];
}

/**
 * Reads one technology from its JSON form: an entry of a shipped file, or the document of a plan's `technology` block.
 *
 * Attributes have the language's names (`max-rtt`). Quantities are texts (`"5 ms"`), or objects with a source and a note
 * of their own. What is unsound is left out and reported; what the entry leaves out is inherited from `context.base`.
 */
export function readTechnology(id: string, entry: object, context: TechnologyContext): TechnologyReading {
  const { base, path, sources } = context;
  const problems: CatalogueProblem[] = [];
  const attributes: Readonly<Record<string, unknown>> = { ...entry };
  const citation = citationOf(attributes, context, problems);
  const read = attributeReader(attributes, citation, path, sources, problems);
  const technology: Technology = {
    ...(base ?? { aliases: [], modes: [], witnessMaxRtt: [], settingIsAge: false }),
    id,
    product: read.text("product") ?? read.text("label") ?? id,
    citation,
    origin: context.origin,
    ...present({
      vendor: read.text("vendor"),
      aliases: read.texts("aliases"),
      class: read.word("class", TECHNOLOGY_CLASSES) ?? base?.class ?? context.class,
      modes: read.words("modes", TECHNOLOGY_MODES),
      maxRtt: read.duration("max-rtt"),
      maxDistance: read.distance("max-distance"),
      minBandwidth: read.rate("min-bandwidth"),
      maxChange: read.rate("max-change"),
      witnessMaxRtt: read.witnessLimits("witness-max-rtt"),
      witnessMinBandwidth: read.rate("witness-min-bandwidth"),
      interval: read.interval("interval"),
      ownLag: read.duration("own-lag"),
      roundTrips: read.count("round-trips"),
      promote: read.duration("promote"),
      waitsForAll: read.flag("waits-for-all"),
      writeOverhead: read.duration("write-overhead"),
      history: read.history("history"),
      sameArray: read.flag("same-array"),
      settingIsAge: read.flag("setting-is-age")?.value,
      onLinkLoss: read.choice("on-link-loss", ["continue", "stop"]),
      note: read.text("note"),
    }),
  };
  return { technology, problems };
}

function citationOf(
  { source, mark, year }: Readonly<Record<string, unknown>>,
  { origin, base, path, sources }: TechnologyContext,
  problems: CatalogueProblem[],
): Citation {
  if (origin === "plan") return { mark: "plan", verified: true, ...(typeof source === "string" ? { source } : {}) };
  if (source === undefined && mark === undefined && base) return base.citation;
  return readCitation({ source, mark, year }, sources, (message) => problems.push({ path, message }));
}

/** The properties that have a value, so that the others can be inherited. */
function present<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
