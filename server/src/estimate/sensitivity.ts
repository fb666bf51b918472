import type { Steps } from "../base/steps.ts";
import type { ConstantName } from "../model/constants.ts";
import type { Declaration } from "../model/declaration.ts";
import { declarationTitle } from "../model/declaration-title.ts";
import { idsOfKind } from "../model/plan.ts";
import { inPlanOrder } from "../model/plan-order.ts";
import type { PlanChanges } from "../model/vary-plan.ts";
import { parseQuantity } from "../quantity/parse-quantity.ts";
import { showQuantity } from "../quantity/show-quantity.ts";
import { type Measure, writeQuantity } from "../quantity/write-quantity.ts";
import { isQuantity } from "../vocabulary/check-quantity.ts";
import type { QuantityConstraint } from "../vocabulary/definitions.ts";
import { NO_SPANS } from "../vocabulary/no-spans.ts";
import { type QuantityPlace, quantityPlaces, withValueAt } from "../vocabulary/quantity-places.ts";
import { blockInfo } from "../vocabulary/vocabulary.ts";
import type { Estimates } from "./estimates.ts";
import type { AssumedElsewhere, PlanEstimates } from "./plan-estimates.ts";
import { partOf } from "./plan-part.ts";
import { variedEstimates } from "./vary-estimates.ts";

/** A figure of which one asks what moves it; `never` is more than every number. */
export interface Figure {
  /** The likely value; nothing where it is not estimated. */
  readonly read: (estimates: Estimates) => FigureValue | undefined;
  readonly show: (value: FigureValue) => string;
}

export type FigureValue = number | "never";

/** What a figure rests on. */
export interface FigureInputs {
  /** Declarations whose amounts and counts go into it. */
  readonly declarations: readonly Declaration[];
  readonly constants: readonly ConstantName[];
  /** Names of the scenarios in which the figures are read. */
  readonly scenarios: readonly string[];
  /** Whether it is the declarations and what they name alone, whatever else uses these. */
  readonly alone: boolean;
}

/** How far one input moves a figure. */
export interface Sensitivity {
  /** For people: `bandwidth of 'wan'`, `assume route-factor`. */
  readonly input: string;
  readonly origin: "declared" | "assumed";
  /** The values tried: the ends of its own range, else a tenth less and more. */
  readonly from: string;
  readonly to: string;
  /** The figure at those values. */
  readonly atFrom: FigureValue;
  readonly atTo: FigureValue;
  /** The most by which the figure moved from its value; without end where it became, or was, never. */
  readonly effect: FigureValue;
}

export interface SensitivityBounds {
  readonly elsewhere?: AssumedElsewhere | undefined;
  /** The most inputs that are tried. Each takes two estimates. */
  readonly most?: number | undefined;
}

/** More than a figure of one copy has; a scenario of a large plan may rest on thousands. Own choice. */
const MOST_INPUTS = 60;

/** How much a value that is given exactly is varied: a tenth. Own choice, small enough to stay on the same branch of most limits. */
const STEP = 0.1;

/**
 * What moves each of several figures, the strongest first. Each input is varied alone, to the ends of its own range where
 * it is uncertain, and the plan is estimated anew: a step for each. What does not move a figure is left out.
 */
export function* sensitivitiesOf(
  base: PlanEstimates,
  figures: readonly Figure[],
  inputs: FigureInputs,
  { elsewhere, most = MOST_INPUTS }: SensitivityBounds = {},
): Steps<readonly (readonly Sensitivity[])[]> {
  const present = figures.map(({ read }) => read(base.estimates));
  const found = figures.map((): Sensitivity[] => []);
  if (present.every((value) => value === undefined)) return found;
  const part = partWith(base, figures, inputs, elsewhere);
  const fewer = Math.max(FEWEST_INPUTS, Math.floor((most * SMALL_PLAN) / part.plan.declarations.size));
  const atMost = Math.min(most, fewer);
  // Of many inputs those that stand first are nearest to the figure; half of them are what was assumed, if there is as much.
  const declarable = [...declaredVariations(inputs.declarations)];
  const assumable = Math.max(Math.ceil(atMost / 2), atMost - declarable.length);
  const assumed = [...assumedVariations(part, inputs.constants)].slice(0, assumable);
  const declared = declarable.slice(0, atMost - assumed.length);
  const tried = [...declared, ...assumed];
  for (const [index, { input, origin, from, to }] of tried.entries()) {
    yield { done: index, of: tried.length };
    const [less, more] = [from, to].map(({ changes }) => variedEstimates(part, changes, elsewhere).estimates);
    for (const [which, figure] of figures.entries()) {
      const value = present[which];
      if (value === undefined || !less || !more) continue;
      const [atFrom, atTo] = [figure.read(less) ?? value, figure.read(more) ?? value];
      // What cannot be told from the figure as it is does not move it.
      if ([atFrom, atTo].every((moved) => figure.show(moved) === figure.show(value))) continue;
      const effect = further(movement(value, atFrom), movement(value, atTo));
      found[which]?.push({ input, origin, from: from.shown, to: to.shown, atFrom, atTo, effect });
    }
  }
  return found.map((rows) => rows.sort((a, b) => compareValues(b.effect, a.effect)));
}

/** Declarations of a plan up to which all inputs are tried. Own choice: a few seconds. */
const SMALL_PLAN = 300;
const FEWEST_INPUTS = 10;

/** The part of the plan on which the inputs rest, if the figures are the same there. */
function partWith(
  base: PlanEstimates,
  figures: readonly Figure[],
  { declarations, scenarios, alone }: FigureInputs,
  elsewhere: AssumedElsewhere | undefined,
): PlanEstimates {
  const ids = declarations.map(({ id }) => id);
  const part = partOf(base, ids, { elsewhere, asked: new Set(scenarios), alone });
  const isSame = figures.every(({ read, show }) => {
    const [whole, alone] = [read(base.estimates), read(part.estimates)];
    return whole === alone || (whole !== undefined && alone !== undefined && show(whole) === show(alone));
  });
  return isSame ? part : base;
}

interface Variation {
  readonly input: string;
  readonly origin: Sensitivity["origin"];
  readonly from: End;
  readonly to: End;
}

interface End {
  readonly shown: string;
  readonly changes: PlanChanges;
}

function* declaredVariations(declarations: readonly Declaration[]): Iterable<Variation> {
  for (const declaration of declarations) {
    const { document, id, name } = declaration;
    const of = ` of '${name ?? declarationTitle(declaration)}'`;
    for (const place of quantityPlaces(document)) {
      const ends = endsOf(place);
      if (!ends) continue;
      const [from, to] = ends.map(({ shown, value }) => ({
        shown,
        changes: { replaced: new Map([[id, withValueAt(document.value, place.pointer, value)]]) },
      }));
      if (from && to) yield { input: `${place.label}${of}`, origin: "declared", from, to };
    }
  }
}

interface Value {
  readonly shown: string;
  readonly value: string | number;
}

function endsOf({ value, type }: QuantityPlace): readonly [Value, Value] | undefined {
  if (type.type === "count") {
    const step = Math.max(1, Math.round(Number(value) * STEP));
    const end = (count: number) => ({ shown: String(count), value: count });
    return [end(Math.max(type.min, Number(value) - step)), end(Math.min(type.max, Number(value) + step))];
  }
  const read = parseQuantity(String(value));
  if (!read.ok || read.quantity.dimension === "money") return undefined;
  const { low, high } = read.quantity.value;
  const end = (amount: number, bound: string | undefined) =>
    amountEnd(amount, read.quantity, String(value), type.quantity, bound);
  if (low !== high) return [end(low, undefined), end(high, undefined)];
  return [end(low * (1 - STEP), type.quantity.min), end(high * (1 + STEP), type.quantity.max)];
}

/** A varied amount; where it leaves what the vocabulary allows, the bound itself, else the amount as it was. */
function amountEnd(
  amount: number,
  measure: Measure,
  like: string,
  constraint: QuantityConstraint,
  bound: string | undefined,
): Value {
  const value = writeQuantity(amount, measure);
  if (isQuantity(value, constraint)) return { shown: showQuantity(amount, measure, like), value };
  const other = bound ?? like;
  return { shown: other, value: other };
}

/** The constants that stood in, varied by an `assume` that comes last. */
function* assumedVariations(base: PlanEstimates, names: readonly ConstantName[]): Iterable<Variation> {
  const { plan, constants } = base;
  const last = inPlanOrder(plan, idsOfKind(plan, "assume")).at(-1);
  const declaration = last === undefined ? undefined : plan.declarations.get(last);
  const attributes = blockInfo("assume").attributes;
  for (const name of new Set(names)) {
    const { value, text } = constants[name];
    const part = attributes.get(name)?.parts.get("");
    const read = parseQuantity(text);
    if (!part || !read.ok) continue;
    const { type } = part;
    const exact = value.low === value.high;
    const end = (amount: number, bound: "min" | "max"): End => {
      const { shown, value } =
        type.type === "quantity"
          ? amountEnd(amount, read.quantity, text, type.quantity, type.quantity[bound])
          : { shown: showQuantity(Math.round(amount), read.quantity, text), value: Math.round(amount) };
      return { shown, changes: assuming(declaration, name, value) };
    };
    const step = type.type === "count" ? Math.max(1, Math.round(value.likely * STEP)) : value.likely * STEP;
    const from = end(exact ? value.likely - step : value.low, "min");
    const to = end(exact ? value.likely + step : value.high, "max");
    yield { input: `assumed ${name}`, origin: "assumed", from, to };
  }
}

function assuming(last: Declaration | undefined, name: ConstantName, value: string | number): PlanChanges {
  if (last) return { replaced: new Map([[last.id, { ...last.document.value, [name]: value }]]) };
  return { added: [{ document: { kind: "assume", value: { [name]: value }, spans: NO_SPANS, problems: [] } }] };
}

function movement(present: FigureValue, then: FigureValue): FigureValue {
  if (present === "never" || then === "never") return present === then ? 0 : "never";
  return Math.abs(then - present);
}

function further(a: FigureValue, b: FigureValue): FigureValue {
  return compareValues(a, b) >= 0 ? a : b;
}

function compareValues(a: FigureValue, b: FigureValue): number {
  if (a === "never") return b === "never" ? 0 : 1;
  return b === "never" ? -1 : a - b;
}
