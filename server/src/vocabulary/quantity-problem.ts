import { type Span, shift, span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import { type ParsedQuantity, parseQuantity, type QuantityProblem } from "../quantity/parse-quantity.ts";
import { type Dimension, findUnit } from "../quantity/units.ts";
import type { Problem, ProblemCode, Repair } from "./block-document.ts";
import { quantityFailure } from "./check-quantity.ts";
import type { QuantityConstraint } from "./definitions.ts";
import { describeDimension, describeType } from "./describe-type.ts";
import { meantUnit } from "./meant-unit.ts";

/** What is asked of a quantity, and how it is called in messages. */
export interface AskedQuantity {
  readonly constraint: QuantityConstraint;
  /** The attribute or part, as the author writes it. */
  readonly name: string;
  readonly example: string;
}

/**
 * Why a quantity is not what its attribute asks for, with a fix for every meaning that it may have.
 * `where` is the place of the text; nothing when the quantity is right.
 */
export function quantityProblem(text: string, asked: AskedQuantity, where: Span): Problem | undefined {
  const failure = quantityFailure(text, asked.constraint);
  if (failure === undefined) return undefined;
  const parsed = parseQuantity(text);
  if (!parsed.ok) return unreadable(text, parsed.problem, asked, where);
  const { quantity } = parsed;
  switch (failure) {
    case "dimension":
      return wrongDimension(text, quantity, asked, where);
    case "relative": {
      const message = `'${text}' is a share of a workload's data; ${describe(asked)} is meant, for example ${asked.example}`;
      return problem("wrong-dimension", message, where);
    }
    case "period":
      return wrongPeriod(text, quantity, asked, where);
    case "bounds":
      return problem(
        "out-of-range",
        `'${asked.name}' must be ${bounds(asked.constraint, quantity.dimension)}, not ${text}`,
        where,
      );
    default:
      return ambiguous(text, quantity, where);
  }
}

function problem(code: ProblemCode, message: string, where: Span, repairs: readonly Repair[] = []): Problem {
  return { code, severity: "error", message, span: where, repairs };
}

function describe({ constraint }: AskedQuantity): string {
  return describeType({ type: "quantity", quantity: constraint });
}

function unreadable(text: string, found: QuantityProblem, asked: AskedQuantity, where: Span): Problem {
  const place = shift(found.span, where.start);
  switch (found.kind) {
    case "unknown-unit":
      return unknownUnit(found.unit ?? "", asked, place);
    case "missing-unit":
      return problem("missing-unit", `Every part of '${text}' needs a unit`, where);
    case "mixed-units":
      if (TOLERANCE_WITHOUT_UNIT.test(text)) return missingPercent(text, where);
      return problem("bad-quantity", `'${text}' mixes units that do not go together`, where);
    case "reversed-range": {
      const [low = "", high = ""] = text.split("..");
      const unit = /[^\d\s._-].*$/.exec(high)?.[0] ?? "";
      const turned = /[^\d\s._-]/.test(low)
        ? `${high.trim()}..${low.trim()}`
        : `${high.replace(unit, "").trim()}..${low.trim()} ${unit}`;
      const message = `The range '${text}' ends below its start`;
      return problem("bad-quantity", message, where, [replacing(where, turned.trim(), true)]);
    }
    default:
      return problem("bad-quantity", `'${text}' is not ${describe(asked)}; write for example ${asked.example}`, where);
  }
}

const TOLERANCE_WITHOUT_UNIT = /(?:±|\+-|\+\/-)\s*[\d._]+\s*$/;

function missingPercent(text: string, where: Span): Problem {
  const written = TOLERANCE_WITHOUT_UNIT.exec(text)?.[0].trim() ?? text;
  const repair = replacing(where, `${text.trimEnd()} %`, true);
  return problem("missing-unit", `Missing '%' after '${written}'`, where, [repair]);
}

function unknownUnit(unit: string, asked: AskedQuantity, where: Span): Problem {
  const meant = meantUnit(unit, dimensionsOf(asked));
  const hint =
    meant === undefined ? `units of ${describe(asked)} are ${usual(asked).join(", ")}` : `did you mean '${meant}'?`;
  const repairs = meant === undefined ? [] : [replacing(where, meant, true)];
  return problem("unknown-unit", `Unknown unit '${unit}': ${hint}`, where, repairs);
}

function wrongDimension(text: string, quantity: ParsedQuantity, asked: AskedQuantity, where: Span): Problem {
  if (quantity.dimension === "number") return missingUnit(text, asked, where);
  const meant = meantUnits(text, quantity, asked);
  const is = `'${text}' is ${describeDimension(quantity.dimension)}`;
  const hint =
    meant.length === 0 ? `for example ${asked.example}` : `${meant.map((unit) => `'${unit}'`).join(" or ")}?`;
  const repairs = meant.map((unit) => replacingUnit(text, unit, where, meant.length === 1));
  return problem("wrong-dimension", `${is}; ${describe(asked)} is meant: ${hint}`, where, repairs);
}

function missingUnit(text: string, asked: AskedQuantity, where: Span): Problem {
  const units = usual(asked);
  const list = units.length > 1 ? `one of ${units.join(", ")}` : (units[0] ?? "");
  const end = span(where.end, where.end);
  const repairs = units.map((unit) => {
    const glue = unit === "x" || unit.startsWith("/") ? "" : " ";
    return { title: `Write ${text}${glue}${unit}`, edits: [{ span: end, text: `${glue}${unit}` }] };
  });
  return problem("missing-unit", `Missing unit after '${asked.name} ${text}': ${list}`, where, repairs);
}

/** Units of the dimension asked for that somebody who wrote this unit may have meant. */
function meantUnits(text: string, { dimension }: ParsedQuantity, asked: AskedQuantity): readonly string[] {
  const wanted = dimensionsOf(asked);
  const written = canonicalOf(unitIn(text));
  if (written === "m" && wanted.includes("duration")) return ["min"];
  if (written === "min" && wanted.includes("distance")) return ["m"];
  if (dimension === "size" && wanted.includes("rate")) return [`${written}/s`, `${written}/h`, `${written}/day`];
  if (dimension === "rate" && wanted.includes("size") && /B\//.test(written))
    return [written.slice(0, written.indexOf("/"))];
  return [];
}

function wrongPeriod(text: string, { currency }: ParsedQuantity, asked: AskedQuantity, where: Span): Problem {
  const { per } = asked.constraint;
  const meant = per === undefined ? `${currency}` : `${currency}/${per}`;
  const is = per === undefined ? "is paid once" : `is an amount per ${per === "h" ? "hour" : per}`;
  const repair = replacingUnit(text, meant, where, true);
  return problem("wrong-dimension", `'${asked.name}' ${is}: write '${meant}'`, where, [repair]);
}

function ambiguous(text: string, { ambiguous: found }: ParsedQuantity, where: Span): Problem {
  if (!found) throw new Error(`'${text}' is not ambiguous.`);
  const unit = text.slice(found.unit.start, found.unit.end);
  const [first, second] = found.meanings.map((meaning) => meaning.unit);
  const isPlain =
    /^[-+\d_.]+\s*$/.test(text.slice(0, found.unit.start)) && found.unit.end === text.length && !text.includes("..");
  const repairs = found.meanings.map((meaning) =>
    isPlain ? replacing(where, meaning.text) : replacing(shift(found.unit, where.start), meaning.unit),
  );
  const same = first === second;
  const message = same
    ? `'${unit}' may mean bits or bytes: they differ by a factor of eight`
    : `'${unit}' may mean ${first} or ${second}: they differ by a factor of eight`;
  return { code: "ambiguous-unit", severity: "warning", message, span: shift(found.unit, where.start), repairs };
}

/** Bounds in words, those that count for a quantity of the dimension; nothing is nothing in every unit. */
function bounds({ min, max, moreThan }: QuantityConstraint, dimension: Dimension): string {
  const counts = (bound: string | undefined): bound is string =>
    bound !== undefined && (dimension === "number" || dimensionOf(bound) === dimension);
  const low =
    moreThan !== undefined ? `more than ${withoutZeroUnit(moreThan)}` : counts(min) ? `at least ${min}` : undefined;
  const high = counts(max) ? `at most ${max}` : undefined;
  return [low, high].filter((bound) => bound !== undefined).join(" and ") || "zero or more";
}

function withoutZeroUnit(bound: string): string {
  return /^0(?![\d.])/.test(bound) ? "0" : bound;
}

function dimensionOf(text: string): Dimension | undefined {
  const parsed = parseQuantity(text);
  return parsed.ok ? parsed.quantity.dimension : undefined;
}

function dimensionsOf({ constraint: { dimension } }: AskedQuantity): readonly Dimension[] {
  return typeof dimension === "string" ? [dimension] : dimension;
}

const USUAL: Readonly<Record<string, readonly string[]>> = {
  duration: ["s", "min", "h"],
  size: ["MB", "GB", "TB"],
  rate: ["Mbps", "Gbps", "MB/s"],
  distance: ["km", "m"],
  ratio: ["%", "x"],
  frequency: ["/h", "/day"],
  money: ["EUR", "USD", "GBP"],
};

/** Units to propose: that of the example first, when people use others more. */
function usual(asked: AskedQuantity): readonly string[] {
  const own = unitIn(asked.example);
  const per = asked.constraint.per;
  const common = dimensionsOf(asked).flatMap((dimension) => USUAL[dimension] ?? []);
  if (per !== undefined) return common.map((unit) => `${unit}/${per}`);
  if (/B\//.test(own)) return ["kB/s", "MB/s", "GB/h"];
  return common.includes(own) || !findUnit(own) ? common : [own, ...common];
}

function canonicalOf(unit: string): string {
  const known = findUnit(unit);
  return known && "canonical" in known ? known.canonical : unit;
}

/** The last unit in a quantity. */
function unitIn(text: string): string {
  return /(?:[%×]|\p{L}|\/)[\p{L}/%]*$/u.exec(text.trim())?.[0] ?? "";
}

function replacing(where: Span, text: string, safe = false): Repair {
  return { title: `Write ${text}`, edits: [{ span: where, text }], ...(safe ? { safe } : {}) };
}

function replacingUnit(text: string, unit: string, where: Span, safe: boolean): Repair {
  const written = unitIn(text);
  const start = where.start + text.length - written.length;
  const edit: TextEdit = { span: span(start, where.end), text: unit };
  const title = `Write ${text.slice(0, text.length - written.length)}${unit}`;
  return { title, edits: [edit], ...(safe ? { safe } : {}) };
}
