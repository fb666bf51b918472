import type { BackupEstimate } from "../../server/src/estimate/backup-estimate.ts";
import type { T } from "../../server/src/estimate/document/figure.ts";
import { type EstimateDocument, estimateDocument } from "../../server/src/estimate/estimate-document.ts";
import type { PlanEstimates } from "../../server/src/estimate/plan-estimates.ts";
import type { ReplicationEstimate } from "../../server/src/estimate/replication-estimate.ts";
import { planEstimatesOfText } from "../support/estimates.ts";

export type Case = "low" | "likely" | "high";
export const CASES: readonly Case[] = ["low", "likely", "high"];

/** What is estimated of a plan, as the laws look at it: its document without findings, and what that does not tell. */
export interface LawDocument extends EstimateDocument {
  readonly estimated: PlanEstimates;
  /** Of each of `replications` the cases in which none of its cycles, nor of those before it in a cascade, overruns. */
  readonly onSchedule: readonly ReadonlySet<Case>[];
  /** Whether every backup, a full too, ends before the next is due: none moves the one after it. */
  readonly backupsOnSchedule: boolean;
  /** Whether something takes more than one link, so that what holds it up on one leaves room on another. */
  readonly hasLongRoutes: boolean;
}

export function lawDocument(text: string): LawDocument {
  const estimated = planEstimatesOfText(text);
  const { plan, estimates } = estimated;
  const document = estimateDocument(estimated, { engine: "0.0.0", inputs: "0".repeat(64), findings: [] });
  const declarations = [...plan.files.values()].flatMap(({ ids }) => ids.map((id) => plan.declarations.get(id)));
  const copies = declarations.flatMap((declaration) => estimates.replications(declaration));
  const backups = declarations.flatMap((declaration) => estimates.backups(declaration));
  return {
    ...document,
    estimated,
    onSchedule: copies.map(casesOnSchedule),
    backupsOnSchedule: backups.every(isOnSchedule),
    hasLongRoutes: [...copies, ...backups].some(({ route }) => (route?.hops.length ?? 0) > 1),
  };
}

function isOnSchedule({ bound: { backup }, duration: { high }, fits }: BackupEstimate): boolean {
  return fits === "met" && high.kind === "after" && high.time <= (backup.every?.low ?? Number.POSITIVE_INFINITY);
}

function casesOnSchedule({ cycles, source }: ReplicationEstimate): ReadonlySet<Case> {
  const before = source && casesOnSchedule(source);
  return new Set(
    CASES.filter((on) => {
      const own = cycles?.cases[on];
      return (!own || (own.kind === "steady" && own.fits)) && (before?.has(on) ?? true);
    }),
  );
}

/** `never` is more than every number. */
export function number(amount: T["low"]): number {
  return amount === "never" ? Number.POSITIVE_INFINITY : amount;
}

/** The week is solved to half a second's worth of bytes (`steady-flows.ts`): relatively, and in seconds. */
const WITHIN = { share: 1e-4, seconds: 0.05 };

/** Whether `a` exceeds `b` in none of the cases, but for rounding. Where nothing is known of either, it does not. */
export function noMore(a: T | null | undefined, b: T | null | undefined, cases: Iterable<Case> = CASES): boolean {
  if (!a || !b) return !a === !b;
  return [...cases].every((on) => number(a[on]) <= number(b[on]) * (1 + WITHIN.share) + WITHIN.seconds);
}

/** A figure in short, for the message of a law that is broken. */
export function told(figure: T | null | undefined): string {
  return figure ? CASES.map((on) => figure[on]).join(" / ") : "nothing";
}
