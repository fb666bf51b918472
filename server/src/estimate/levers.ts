import { type Declaration, isKind } from "../model/declaration.ts";
import type { Plan } from "../model/plan.ts";
import { readChange, readDuration, readRate, readRatio, readSize } from "../model/read-quantity.ts";
import type { PlanChanges } from "../model/vary-plan.ts";
import { formatDistance, formatDuration, formatRatio } from "../quantity/format-quantity.ts";
import { parseQuantity } from "../quantity/parse-quantity.ts";
import { writeQuantity } from "../quantity/write-quantity.ts";
import type { BlockDocument } from "../vocabulary/block-document.ts";
import { durationText, lineSizesAbove, lineText, roundDurationsBelow, roundNumbersBelow } from "./round-sizes.ts";

/** A value of the plan that may be moved until an objective is met. */
export interface Lever {
  /** Id of the declaration that gives the value. */
  readonly declaration: number;
  /** For people: `bandwidth of 'wan'`. */
  readonly what: string;
  /** What the plan says now, for people. */
  readonly present: string;
  /** Values to try, the one nearest to the present first. Each helps no less than those before it. */
  readonly values: readonly number[];
  /** A value for people, as a plan may write it. */
  readonly text: (value: number) => string;
  readonly changes: (value: number) => PlanChanges;
}

/** A wider line: sizes that can be bought. Nothing where no bandwidth is given. */
export function bandwidthLever(plan: Plan, id: number): Lever | undefined {
  const link = plan.declarations.get(id);
  if (!link || !isKind(link, "link")) return undefined;
  const present = readRate(link.document.value.bandwidth);
  if (!present) return undefined;
  return {
    declaration: id,
    what: `bandwidth of '${link.name ?? ""}'`,
    present: lineText(present.likely),
    values: lineSizesAbove(present.likely),
    text: lineText,
    changes: (value) => withAttribute(link, "bandwidth", lineText(value)),
  };
}

/** A larger share of the line for replication. Nothing where all of it is available, or a rate is given. */
export function availableLever(plan: Plan, id: number): Lever | undefined {
  const link = plan.declarations.get(id);
  if (!link || !isKind(link, "link")) return undefined;
  const present = readRatio(link.document.value.available);
  if (!present || present.likely >= 1) return undefined;
  return {
    declaration: id,
    what: `share of '${link.name ?? ""}' that is available`,
    present: formatRatio(present.likely),
    values: SHARES.filter((share) => share > present.likely),
    text: formatRatio,
    changes: (value) => withAttribute(link, "available", writeQuantity(value, { dimension: "ratio" })),
  };
}

/** Shares that people agree on. Own choice. */
const SHARES = Array.from({ length: 20 }, (_, index) => (index + 1) / 20);

/** Smaller copies on the wire. */
export function reductionLever(plan: Plan, id: number): Lever | undefined {
  const copy = plan.declarations.get(id);
  if (!copy || !(isKind(copy, "replicate") || isKind(copy, "backup"))) return undefined;
  const present = readRatio(copy.document.value.reduction)?.likely ?? 1;
  return {
    declaration: id,
    what: "reduction",
    present: present === 1 ? "none" : factorText(present),
    values: REDUCTIONS.filter((reduction) => reduction > present),
    text: factorText,
    changes: (value) => withAttribute(copy, "reduction", factorText(value)),
  };
}

/** What compression and deduplication reach with data that suits them, from little to the most. Own choice. */
const REDUCTIONS = [1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6, 8, 10, 15, 20];

function factorText(value: number): string {
  return `${Number(value.toPrecision(3))}x`;
}

/** Shorter intervals of a copy in cycles, or of a backup: the longest of them that does is looked for. */
export function intervalLever(plan: Plan, id: number): Lever | undefined {
  const copy = plan.declarations.get(id);
  if (!copy || !(isKind(copy, "replicate") || isKind(copy, "backup"))) return undefined;
  const { every } = copy.document.value;
  const present = readDuration(typeof every === "object" ? every.interval : every);
  if (!present) return undefined;
  return {
    declaration: id,
    what: "interval",
    present: durationText(present.likely),
    values: roundDurationsBelow(present.likely),
    text: durationText,
    changes: (value) => {
      const interval = durationText(value);
      return withAttribute(copy, "every", typeof every === "object" ? { ...every, interval } : interval);
    },
  };
}

/** A shorter route of the cable. What is measured of the longer one no longer holds. */
export function distanceLever(plan: Plan, id: number, present: number): Lever | undefined {
  const link = plan.declarations.get(id);
  if (!link || !isKind(link, "link")) return undefined;
  const { rtt: _, ...rest } = link.document.value;
  return {
    declaration: id,
    what: `distance along '${link.name ?? ""}'`,
    present: formatDistance(present),
    values: roundNumbersBelow(present, NEAREST),
    text: formatDistance,
    changes: (value) => ({
      replaced: new Map([[id, { ...rest, distance: writeQuantity(value, { dimension: "distance" }) }]]),
    }),
  };
}

/** Metres. Two rooms of one building; nearer is not another place. Own choice. */
const NEAREST = 100;

/** A shorter round trip, as if it had been measured so. */
export function rttLever(plan: Plan, id: number, present: number): Lever | undefined {
  const link = plan.declarations.get(id);
  if (!link || !isKind(link, "link")) return undefined;
  return {
    declaration: id,
    what: `round trip of '${link.name ?? ""}'`,
    present: formatDuration(present),
    values: roundNumbersBelow(present, QUICKEST),
    text: formatDuration,
    changes: (value) => withAttribute(link, "rtt", writeQuantity(value, { dimension: "duration" })),
  };
}

/** Seconds. What devices alone take (`device-delay`, two at each end). */
const QUICKEST = 1e-4;

/** Less change, as share of what the workload writes now: in all windows alike. */
export function changeLever(plan: Plan, id: number): Lever | undefined {
  const workload = plan.declarations.get(id);
  if (!workload || !isKind(workload, "workload")) return undefined;
  const { change, data } = workload.document.value;
  if (!change?.some(({ rate }) => readChange(rate, readSize(data)))) return undefined;
  const scaled = (share: number) =>
    change.map((statement) => ({ ...statement, rate: scaledText(statement.rate, share) }));
  return {
    declaration: id,
    what: `change of '${workload.name ?? ""}'`,
    present: "as it is",
    values: LESS_CHANGE,
    text: (share) => `${formatRatio(share)} of what it is`,
    changes: (share) => withAttribute(workload, "change", scaled(share)),
  };
}

/** Steps in which less change is thought of. Own choice. */
const LESS_CHANGE = Array.from({ length: 19 }, (_, index) => (19 - index) / 20);

/** A quantity times a factor, with its range. */
export function scaledText(text: string, factor: number): string {
  const read = parseQuantity(text);
  if (!read.ok) return text;
  const { low, likely, high } = read.quantity.value;
  const [from, middle, to] = [low, likely, high].map((value) => writeQuantity(value * factor, read.quantity));
  return low === high ? String(middle) : `${from}..${to}`;
}

/** One declaration with another value of an attribute. */
export function withAttribute({ id, document }: Declaration, attribute: string, value: unknown): PlanChanges {
  const changed = { ...document.value, [attribute]: value } as BlockDocument["value"];
  return { replaced: new Map([[id, changed]]) };
}
