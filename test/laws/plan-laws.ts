import type { T } from "../../server/src/estimate/document/figure.ts";
import type { OutcomeEntry } from "../../server/src/estimate/document/scenario-entry.ts";
import { CASES, type LawDocument, noMore, number, told } from "./law-document.ts";

/** What of a plan breaks a law, in words; nothing if it holds. */
export type Broken = readonly string[];

/** low ≤ likely ≤ high in every figure of the document, and every number is one, 0 or more. */
export function disordered(document: LawDocument): Broken {
  const broken: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value === "number" && !(Number.isFinite(value) && value >= 0)) broken.push(`${path} is ${value}`);
    if (typeof value !== "object" || value === null) return;
    if (isFigure(value)) {
      const [low, likely, high] = CASES.map((on) => number(value[on]));
      if (!((low as number) <= (likely as number) && (likely as number) <= (high as number))) {
        broken.push(`${path} is ${told(value)}`);
      }
    }
    for (const [key, inner] of Object.entries(value)) visit(inner, `${path} ${key}`);
  };
  for (const part of ESTIMATED) visit(document[part], part);
  return broken;
}

const ESTIMATED = ["links", "replications", "backups", "migrations", "scenarios", "options"] as const;

function isFigure(value: object): value is T {
  return "low" in value && "likely" in value && "high" in value;
}

/**
 * No recovery ends before its critical path does, and no step of that begins before the one that it waits for has
 * ended. The machines of several workloads that share boot slots do overlap: a wave waits for slots and not for the whole
 * boot of the workload before it, so these steps count for no more than the time at which they end.
 */
export function shorterThanItsPath(document: LawDocument): Broken {
  return outcomesOf(document).flatMap(([name, { rto, criticalPath }]) => {
    const broken: string[] = [];
    let apart = 0;
    let at = 0;
    for (const { step, start, end } of criticalPath) {
      const boots = step.startsWith("boot ");
      if (!boots && number(start) < at * (1 - 1e-9) - 1e-6)
        broken.push(`${name}: ${step} begins before the step before it ends`);
      if (number(start) > at * (1 + 1e-9) + 1e-6) broken.push(`${name}: nothing happens before ${step}`);
      if (number(end) < number(start)) broken.push(`${name}: ${step} ends before it begins`);
      if (!boots && end !== "never") apart += end - number(start);
      at = Math.max(at, number(end));
      if (!boots && number(end) > number(rto.likely) * (1 + 1e-9))
        broken.push(`${name}: ${step} ends after the recovery`);
    }
    if (apart > number(rto.likely) * (1 + 1e-9))
      broken.push(`${name}: its steps take ${apart} s, all of it ${rto.likely}`);
    return broken;
  });
}

/** What differs between the documents but for their order, by more than the last digits: sums of other terms round differently. */
export function differences(a: LawDocument, b: LawDocument): Broken {
  return ESTIMATED.flatMap((part) => differing(sorted(a[part]), sorted(b[part]), part));
}

/** Lists of what has a name in the order of the names; steps and routes as they are. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(sorted);
    return items.some((item) => nameOf(item) === NAMELESS)
      ? items
      : items.sort((x, y) => (nameOf(x) < nameOf(y) ? -1 : 1));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)]));
}

function nameOf(entry: unknown): string {
  if (typeof entry !== "object" || entry === null) return NAMELESS;
  return NAMES.map((key) => String(Reflect.get(entry, key) ?? "")).join(" ");
}

const NAMES = ["name", "of", "scenario", "workload", "objective", "to"];
const NAMELESS = NAMES.map(() => "").join(" ");

function differing(a: unknown, b: unknown, path: string): Broken {
  if (typeof a === "number" && typeof b === "number") {
    return Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b)) + 1e-6 ? [] : [`${path}: ${a} and ${b}`];
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return a === b ? [] : [`${path}: ${a} and ${b}`];
  }
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  // Of two moments that are as bad but for rounding either may be named.
  keys.delete("worstAt");
  return [...keys].flatMap((key) =>
    differing((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], `${path} ${key}`),
  );
}

/**
 * No recovery point and no write of `better` is worse than in `worse`, a plan of the same blocks with more change, less
 * bandwidth or the like.
 *
 * Cycles and backups that overrun do not count: the next ones move, and may fall on a better time of day. Nor do
 * recoveries from corruption: a copy that comes too late may by that be clean, where a fresh one is not.
 */
export function worsened(better: LawDocument, worse: LawDocument): Broken {
  const copies = better.replications.flatMap((copy, index) => {
    const other = worse.replications[index];
    const cases = [...(worse.onSchedule[index] ?? [])];
    const name = `${copy.workload} to ${copy.to}`;
    return [
      ...(["typical", "p95", "worst"] as const).flatMap((what) =>
        noMore(copy.rpo?.[what], other?.rpo?.[what], cases)
          ? []
          : [`${what} of ${name}: ${told(copy.rpo?.[what])}, not ${told(other?.rpo?.[what])}`],
      ),
      ...(noMore(copy.addedWriteLatency, other?.addedWriteLatency) ? [] : [`writes of ${name}`]),
    ];
  });
  const backups = better.backups.flatMap((backup, index) => {
    const other = worse.backups[index];
    if (!worse.backupsOnSchedule || noMore(backup.loss, other?.loss)) return [];
    return [`${backup.name}: ${told(backup.loss)}, not ${told(other?.loss)}`];
  });
  return [...copies, ...backups, ...lostMore(better, worse, ({ undetected }) => undetected === null)];
}

/**
 * No scenario is worse in `better`, as recoveries are ranked: objectives first, then the likely loss.
 *
 * A recovery that meets an objective goes before one that does not and loses less, so the loss may grow where the verdict
 * improves; whether it is in time is judged as if it were alone. Where nothing is asked, a copy that works as planned goes
 * before one that does not.
 */
export function lostMore(
  better: LawDocument,
  worse: LawDocument,
  isJudged: (outcome: OutcomeEntry) => boolean = () => true,
): Broken {
  const before = new Map(outcomesOf(worse));
  return outcomesOf(better).flatMap(([name, outcome]) => {
    const other = before.get(name);
    if (!other || !isJudged(outcome) || !isRegular(better, outcome) || !isRegular(worse, other)) return [];
    const words = `${name}: ${outcome.verdict}, ${told(outcome.rpo)} from ${outcome.copy}, and not ${other.verdict}, ${told(other.rpo)} from ${other.copy}`;
    if (RANKS[outcome.verdict] > RANKS[other.verdict]) return [words];
    // It meets what is asked of the loss, so alone it was in time, and is late because it waits for others.
    const waits = outcome.objective.rpo !== null && number(outcome.rpo.high) <= outcome.objective.rpo;
    if (waits && outcome.verdict === other.verdict && outcome.verdict !== "met") return [];
    if (RANKS[outcome.verdict] < RANKS[other.verdict] || noMore(outcome.rpo, other.rpo, ["likely"])) return [];
    return other.verdict === "none" && !worksAsPlanned(worse, other) ? [] : [words];
  });
}

const RANKS = { none: 0, met: 0, "at-risk": 1, missed: 2 } as const;

/** Whether neither cycles nor backups overrun on which a recovery rests. */
function isRegular(document: LawDocument, outcome: OutcomeEntry): boolean {
  const isBackup = document.backups.some(({ name }) => name === outcome.copy);
  return isBackup
    ? document.backupsOnSchedule
    : copiesFor(document, outcome).every((index) => document.onSchedule[index]?.size === CASES.length);
}

function worksAsPlanned(document: LawDocument, outcome: OutcomeEntry): boolean {
  return copiesFor(document, outcome).every((index) => document.replications[index]?.feasible === "yes");
}

/** The replications of a workload to the site of the copy that a recovery takes. */
function copiesFor({ replications }: LawDocument, { workload, copy }: OutcomeEntry): readonly number[] {
  return replications.flatMap((entry, index) => (entry.workload === workload && entry.to === copy ? [index] : []));
}

function outcomesOf({ scenarios }: LawDocument): readonly (readonly [name: string, outcome: OutcomeEntry])[] {
  return scenarios.flatMap(({ name, workloads }) =>
    workloads.map((outcome) => [`${name} of ${outcome.workload}`, outcome] as const),
  );
}
