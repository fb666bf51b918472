import type { Metres, Rate, Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";

/**
 * A product or feature that copies or moves data, as a plan names it with `using`, and what its maker publishes about it.
 * Whatever is absent is not published, or not known: the model's default applies.
 */
export interface Technology {
  /** What a plan writes: kebab-case, with dots in version numbers. */
  readonly id: string;
  readonly vendor?: string;
  readonly product: string;
  /** Other names under which people look for it. */
  readonly aliases: readonly string[];
  readonly class?: TechnologyClass;
  readonly modes: readonly TechnologyMode[];
  /** Longest round trip between the sites. */
  readonly maxRtt?: Limit<Seconds>;
  readonly maxDistance?: Limit<Metres>;
  /** Smallest bandwidth of the line; optimisers do not count towards it. */
  readonly minBandwidth?: Limit<Rate>;
  /** Fastest change that it can take. */
  readonly maxChange?: Limit<Rate>;
  /** Longest round trip to the witness, smallest installation first; `witnessMaxRtt` picks one. */
  readonly witnessMaxRtt: readonly WitnessLimit[];
  readonly witnessMinBandwidth?: Limit<Rate>;
  /** Spacings that a cycle may have. */
  readonly interval?: IntervalLimit;
  /** How far behind the copy is even on an idle line. */
  readonly ownLag?: Limit<Seconds>;
  /** Round trips per write. Absent: the transport decides. */
  readonly roundTrips?: Limit<number>;
  /** Time to make a copy usable once that is decided. */
  readonly promote?: Limit<Seconds>;
  /** Whether a write of a quorum group waits for every member, and not for a majority. */
  readonly waitsForAll?: Stated<boolean>;
  /** What it adds to each write besides the line. */
  readonly writeOverhead?: Limit<Seconds>;
  readonly history?: HistoryOffer;
  /** Whether both sites need the same make of array. */
  readonly sameArray?: Stated<boolean>;
  /** Whether the interval set is the greatest age of the copy, and not the spacing of the cycles. */
  readonly settingIsAge: boolean;
  /** What writes do when the partner is lost. */
  readonly onLinkLoss?: Stated<"continue" | "stop">;
  readonly note?: string;
  /** Where the entry as a whole comes from; each limit has its own citation. */
  readonly citation: Citation;
  readonly origin: "catalogue" | "plan";
}

export const TECHNOLOGY_CLASSES = [
  "array",
  "hypervisor",
  "host",
  "database",
  "filesystem",
  "object",
  "messaging",
  "appliance",
] as const;
export type TechnologyClass = (typeof TECHNOLOGY_CLASSES)[number];

/** The modes of `replicate` and the methods of `migrate`. */
export const TECHNOLOGY_MODES = [
  "sync",
  "quorum",
  "async",
  "periodic",
  "log-shipping",
  "live",
  "cold",
  "storage",
] as const;
export type TechnologyMode = (typeof TECHNOLOGY_MODES)[number];

/**
 * How a statement is known: S read in the source named; D arithmetic from such; M-h, M-m, M-l professional knowledge
 * with high, medium or low (or no stated) confidence; `plan` declared by the plan's author.
 */
export type Provenance = "S" | "D" | "M-h" | "M-m" | "M-l" | "plan";

export interface Citation {
  readonly mark: Provenance;
  /** False for professional knowledge: whatever rests on it is called unverified. */
  readonly verified: boolean;
  readonly source?: string;
  /** A year or years: `2011`, `2015-2018`, `2020-`. */
  readonly year?: string;
}

/** A value with where it comes from. */
export interface Stated<T> {
  readonly value: T;
  readonly citation: Citation;
  readonly note?: string;
}

/** A published figure in SI units. A range means that it depends on something that the plan does not say; the note names it. */
export interface Limit<T extends number> extends Stated<Uncertain<T>> {
  /** As written, with its unit: `5 ms`. */
  readonly text: string;
  /** True when the figure itself is already outside: "below 10 km". */
  readonly exclusive?: true;
  /** True when the figure is a typical value or follows from another limit: shown, never judged by. */
  readonly advisory?: true;
  /** What the figure is counted for; absent: the whole. */
  readonly per?: LimitScope;
}

export const LIMIT_SCOPES = ["session", "path", "vm", "1000-components"] as const;
export type LimitScope = (typeof LIMIT_SCOPES)[number];

export interface WitnessLimit extends Limit<Seconds> {
  /** Hosts per site up to which it holds; absent: any number. */
  readonly upToHosts?: number;
}

export interface IntervalLimit {
  /** Absent: not published. */
  readonly shortest?: Seconds;
  /** Absent: any longer interval will do. */
  readonly longest?: Seconds;
  /** What it uses unless told otherwise. */
  readonly usual?: Seconds;
  /** What alone is offered, shortest first; absent: anything between the bounds. */
  readonly only?: readonly Seconds[];
  /** What it may be set to, as written; absent: not published. */
  readonly text?: string;
  readonly citation: Citation;
  readonly note?: string;
}

/** Whether the copy keeps earlier points in time (`value`), and which at most. */
export interface HistoryOffer extends Stated<boolean> {
  /** How far back they can reach; absent: not published. */
  readonly keep?: Seconds;
  /** The least distance between two of them; absent: not published. */
  readonly every?: Seconds;
}
