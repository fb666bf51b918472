import { type Declaration, isKind } from "../model/declaration.ts";
import { declarationTitle } from "../model/declaration-title.ts";
import { type Money, readAmount, YEAR } from "../model/money.ts";
import { indexed, type Plan } from "../model/plan.ts";
import { inPlanOrder } from "../model/plan-order.ts";
import { planSettings } from "../model/plan-settings.ts";
import { readDuration } from "../model/read-quantity.ts";
import { type Seconds, seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import { assumedFor } from "../vocabulary/vocabulary.ts";

/** What a plan costs. */
export interface PlanCost {
  /** That of the `plan` block, else of the first amount; absent when nothing costs anything. */
  readonly currency: string | undefined;
  /** Currencies of other amounts: what is in several cannot be added up. */
  readonly otherCurrencies: readonly string[];
  /** Over how long yearly costs are added up. */
  readonly horizon: Uncertain<Seconds>;
  /** Absent when amounts are in several currencies. */
  readonly total: CostTotal | undefined;
  /** What the blocks cost, by their titles. */
  readonly lines: ReadonlyMap<string, CostLine>;
}

/** Amounts in the plan's currency. */
export interface CostTotal {
  /** Once. */
  readonly setup: Uncertain;
  /** Every year. */
  readonly yearly: Uncertain;
  /** Setup and all years of the horizon. */
  readonly overHorizon: Uncertain;
}

export interface CostLine {
  readonly setup: Uncertain;
  readonly yearly: Uncertain;
}

/**
 * Costs of all blocks of a plan, those of a workload times its count. Options are designs that are not taken, so they cost
 * nothing, but for the one that is given: its own costs are added.
 */
export function planCost(plan: Plan, option?: Declaration): PlanCost {
  const lines = new Map<string, CostLine>();
  const currencies = new Set<string>();
  const ids = [...plan.files.values()].flatMap((file) => file.ids);
  const blocks = ids.flatMap((id) => plan.declarations.get(id) ?? []);
  const taken = blocks.filter((declaration) => !isKind(declaration, "option"));
  for (const declaration of option ? [...taken, option] : taken) {
    const found = amountsOf(declaration);
    if (!found) continue;
    for (const currency of found.currencies) currencies.add(currency);
    const title = declarationTitle(declaration);
    const known = lines.get(title) ?? NOTHING;
    lines.set(title, { setup: sum([known.setup, found.setup]), yearly: sum([known.yearly, found.yearly]) });
  }
  const settings = planSettings(plan, inPlanOrder(plan, indexed(plan, "plan")));
  const currency = settings.currency ?? [...currencies][0];
  const otherCurrencies = [...currencies].filter((other) => other !== currency);
  const horizon = settings.horizon ?? defaultHorizon();
  const total = otherCurrencies.length > 0 ? undefined : totalOf([...lines.values()], horizon);
  return { currency, otherCurrencies, horizon, total, lines };
}

function totalOf(lines: readonly CostLine[], horizon: Uncertain<Seconds>): CostTotal {
  const setup = sum(lines.map((line) => line.setup));
  const yearly = sum(lines.map((line) => line.yearly));
  const over = (bound: keyof Uncertain) => setup[bound] + yearly[bound] * (horizon[bound] / YEAR);
  return { setup, yearly, overHorizon: { low: over("low"), likely: over("likely"), high: over("high") } };
}

/** What another design costs more (negative: less), and when that has paid for itself. */
export interface CostDifference {
  readonly setup: Uncertain;
  readonly yearly: Uncertain;
  readonly overHorizon: Uncertain;
  readonly payback: Payback;
}

/** From when on the design is the cheaper one: 0 when it is so at once, never when it saves nothing. */
export interface Payback {
  readonly low: Seconds | "never";
  readonly likely: Seconds | "never";
  readonly high: Seconds | "never";
}

/**
 * The difference between two designs; nothing when one of them has no total, or their currencies differ. What both have
 * alike makes no difference, however uncertain it is.
 */
export function costDifference(before: PlanCost, after: PlanCost): CostDifference | undefined {
  if (!before.total || !after.total) return undefined;
  if (before.currency !== undefined && after.currency !== undefined && before.currency !== after.currency)
    return undefined;
  const titles = [...new Set([...before.lines.keys(), ...after.lines.keys()])];
  const by = (what: keyof CostLine) =>
    sum(
      titles.map((title) =>
        difference((before.lines.get(title) ?? NOTHING)[what], (after.lines.get(title) ?? NOTHING)[what]),
      ),
    );
  const setup = by("setup");
  const yearly = by("yearly");
  const years = { low: after.horizon.low / YEAR, likely: after.horizon.likely / YEAR, high: after.horizon.high / YEAR };
  const overHorizon = {
    low: setup.low + Math.min(yearly.low * years.low, yearly.low * years.high),
    likely: setup.likely + yearly.likely * years.likely,
    high: setup.high + Math.max(yearly.high * years.low, yearly.high * years.high),
  };
  const payback: Payback = {
    low: paysBack(setup.low, -yearly.low),
    likely: paysBack(setup.likely, -yearly.likely),
    high: paysBack(setup.high, -yearly.high),
  };
  return { setup, yearly, overHorizon, payback };
}

function paysBack(setup: number, saving: number): Seconds | "never" {
  if (setup <= 0 && saving >= 0) return seconds(0);
  return saving > 0 ? seconds((setup / saving) * YEAR) : "never";
}

function difference(before: Uncertain, after: Uncertain): Uncertain {
  const same = before.low === after.low && before.likely === after.likely && before.high === after.high;
  if (same) return exactly(0);
  return { low: after.low - before.high, likely: after.likely - before.likely, high: after.high - before.low };
}

interface Amounts extends CostLine {
  readonly currencies: readonly string[];
}

const NOTHING: CostLine = { setup: exactly(0), yearly: exactly(0) };

/** What one block costs, with the steps inside a runbook; nothing when it says nothing of costs. */
function amountsOf(declaration: Declaration): Amounts | undefined {
  const { value } = declaration.document;
  const steps = isKind(declaration, "runbook") ? (declaration.document.value.steps ?? []) : [];
  const count = isKind(declaration, "workload") ? (declaration.document.value.count ?? 1) : 1;
  const priced = [value as Priced, ...steps];
  const setup = priced.flatMap((each) => readAmount(each.setup) ?? []);
  const yearly = priced.flatMap((each) => readAmount(each.cost) ?? []);
  if (setup.length === 0 && yearly.length === 0) return undefined;
  const times = (amounts: readonly Money[]) => {
    const { low, likely, high } = sum(amounts.map(({ amount }) => amount));
    return { low: low * count, likely: likely * count, high: high * count };
  };
  return {
    setup: times(setup),
    yearly: times(yearly),
    currencies: [...setup, ...yearly].map(({ currency }) => currency),
  };
}

interface Priced {
  readonly setup?: string;
  readonly cost?: string;
}

function sum(amounts: readonly Uncertain[]): Uncertain {
  const total = { low: 0, likely: 0, high: 0 };
  for (const { low, likely, high } of amounts) {
    total.low += low;
    total.likely += likely;
    total.high += high;
  }
  return total;
}

/** As the vocabulary documents it. */
function defaultHorizon(): Uncertain<Seconds> {
  const text = assumedFor("plan", "horizon")?.value;
  const horizon = readDuration(text);
  if (!horizon) throw new Error("The schema gives no horizon for costs.");
  return horizon;
}
