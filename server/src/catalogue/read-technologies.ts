import type { CatalogueProblem } from "./catalogue-problem.ts";
import { readTechnology, type TechnologyContext } from "./read-technology.ts";
import type { Technology } from "./technology.ts";

/** One technology still to be read. */
export interface TechnologyEntry extends Omit<TechnologyContext, "base"> {
  readonly id: string;
  readonly entry: object;
}

export interface TechnologiesReading {
  /** By id, in the order of the entries; of two with the same id the first. */
  readonly technologies: ReadonlyMap<string, Technology>;
  readonly problems: readonly CatalogueProblem[];
}

/**
 * Reads technologies that may be based on one another, in any order, or on others that `find` knows.
 * An entry may be based on the one of its own name that `find` knows, and so change it. A base that nobody knows, and a
 * chain of bases that closes on itself, are problems; the entry then stands alone.
 */
export function readTechnologies(
  entries: readonly TechnologyEntry[],
  find: (id: string) => Technology | undefined,
): TechnologiesReading {
  const problems: CatalogueProblem[] = [];
  const pending = new Map<string, TechnologyEntry>();
  for (const entry of entries) {
    if (pending.has(entry.id)) problems.push({ path: entry.path, message: `'${entry.id}' is declared twice.` });
    else pending.set(entry.id, entry);
  }
  const done = new Map<string, Technology>();
  const open = new Set<string>();

  function baseOf({ id, entry, path }: TechnologyEntry): Technology | undefined {
    const name = "based-on" in entry ? entry["based-on"] : undefined;
    if (typeof name !== "string") return undefined;
    const closed = open.has(name);
    const next = closed ? undefined : pending.get(name);
    const base = next ? resolve(next) : find(name);
    if (!base) {
      const message = closed ? `'${id}' is based on itself, by way of '${name}'.` : `No technology is named '${name}'.`;
      problems.push({ path: `${path}/based-on`, message });
    }
    return base;
  }

  function resolve(entry: TechnologyEntry): Technology {
    const known = done.get(entry.id);
    if (known) return known;
    open.add(entry.id);
    const base = baseOf(entry);
    open.delete(entry.id);
    const reading = readTechnology(entry.id, entry.entry, { ...entry, ...(base ? { base } : {}) });
    problems.push(...reading.problems);
    done.set(entry.id, reading.technology);
    return reading.technology;
  }

  const technologies = new Map([...pending.values()].map((entry) => [entry.id, resolve(entry)]));
  return { technologies, problems };
}
