import type { T } from "../estimate/document/figure.ts";
import { formatMoney } from "../quantity/format-money.ts";
import { formatDuration, formatNumber } from "../quantity/format-quantity.ts";
import type { BlockChange } from "./compare-blocks.ts";
import type { ComparedDesign, CostEntry, DesignEntry } from "./compare-document.ts";
import type { Moved, PenaltyEntry, WorkloadMoves } from "./compare-outcomes.ts";

/** A row of the table of what moved, in words. */
export interface MoveRow {
  readonly workload: string;
  /** The scenario, or the copy. */
  readonly where: string;
  readonly rpo: string;
  readonly rto: string;
  readonly latency: string;
  readonly verdict: string;
  readonly penalty: string;
  /** Whether the verdict is worse, better, or neither. */
  readonly way: "worse" | "better" | "same";
}

export function moveRows(workloads: readonly WorkloadMoves[]): readonly MoveRow[] {
  return workloads.flatMap(({ workload, copies, scenarios }) => [
    ...scenarios.map(
      ({ scenario, rpo, rto, verdict, penalty }): MoveRow => ({
        workload,
        where: scenario,
        rpo: movedWords(rpo, timeWords),
        rto: movedWords(rto, timeWords),
        latency: "",
        verdict: movedWords(verdict, verdictWords),
        penalty: movedWords(penalty, penaltyWords),
        way: wayOf(verdict, ["met", "at-risk", "missed"]),
      }),
    ),
    ...copies.map(
      ({ from, to, rpo, addedWriteLatency, feasible }): MoveRow => ({
        workload,
        where: `copy ${from} → ${to}`,
        rpo: movedWords(rpo, timeWords),
        rto: "",
        latency: movedWords(addedWriteLatency, timeWords),
        verdict: movedWords(feasible, (verdict) => FEASIBLE_WORDS[verdict]),
        penalty: "",
        way: wayOf(feasible, ["yes", "at-risk", "no"]),
      }),
    ),
  ]);
}

const FEASIBLE_WORDS = { yes: "works", "at-risk": "at risk", no: "cannot work" } as const;

function verdictWords(verdict: string): string {
  return verdict === "at-risk" ? "at risk" : verdict === "none" ? "" : verdict;
}

/** `before → after`, one word where both are shown alike; `–` on the side that has none. */
export function movedWords<V>({ before, after }: Moved<V>, words: (value: V) => string): string {
  const [was, is] = [before, after].map((value) => (value === null ? "" : words(value)));
  if (was === is) return is ?? "";
  return `${was || "–"} → ${is || "–"}`;
}

/** The likely time, with `≈` unless it is certain. */
export function timeWords({ low, likely, high }: T): string {
  const show = (time: number | "never") => (time === "never" ? "never" : formatDuration(time));
  const certain = show(low) === show(high);
  return `${certain || likely === "never" ? "" : "≈ "}${show(likely)}`;
}

function penaltyWords({ currency, likely }: PenaltyEntry): string {
  return likely === "never" ? "without end" : formatMoney(likely, currency);
}

function wayOf<V>({ before, after }: Moved<V>, rank: readonly V[]): MoveRow["way"] {
  const [was, is] = [before, after].map((value) => (value === null ? -1 : rank.indexOf(value)));
  if (was === undefined || is === undefined || was < 0 || is < 0 || was === is) return "same";
  return is > was ? "worse" : "better";
}

/** `Option faster: Double the line`; the name of a file. */
export function designWords({ kind, name, label }: Pick<ComparedDesign, "kind" | "name" | "label">): string {
  const shown = kind === "option" ? `Option ${name}` : name;
  return label === null ? shown : `${shown}: ${label}`;
}

/** Amounts of a design, one for each column of the overview. */
export function costWords(cost: CostEntry | null): { readonly [what in "setup" | "yearly" | "overall"]: string } {
  if (!cost) return { setup: "several currencies", yearly: "", overall: "" };
  if (cost.currency === null) return { setup: "", yearly: "", overall: "" };
  const { currency, setup, yearly, horizonCost } = cost;
  return {
    setup: amountWords(setup, currency),
    yearly: amountWords(yearly, currency),
    overall: amountWords(horizonCost, currency),
  };
}

/** Over how long costs are added up: `over 3 years`. */
export function horizonWords({ cost }: DesignEntry): string {
  const years = cost?.horizon ?? 0;
  return `over ${formatNumber(years)} ${years === 1 ? "year" : "years"}`;
}

function amountWords({ low, likely, high }: T, currency: string): string {
  if (likely === "never") return "without end";
  return `${low === high ? "" : "≈ "}${formatMoney(likely, currency)}`;
}

/** When a design has paid for itself; empty where it costs no more at first, or nothing is known. */
export function paybackWords({ difference }: ComparedDesign): string {
  if (!difference) return "";
  const { setup, yearly, payback } = difference;
  if (setup.likely === 0 && yearly.likely === 0) return "";
  return payback.likely === 0 ? "at once" : timeWords(payback);
}

/** `link wan: bandwidth 155 Mbps → 310 Mbps`. */
export function changeWords({ change, block, attributes }: BlockChange): string {
  if (change !== "changed") return `${change} ${block}`;
  const parts = attributes.map(({ attribute, before, after }) => {
    if (before === null) return `${attribute} ${after ?? ""}`;
    return `${attribute} ${before} → ${after ?? "left out"}`;
  });
  return `${block}: ${parts.join(", ")}`;
}
