import { listed } from "../base/listed.ts";
import { nearest } from "../base/nearest.ts";
import type { Span } from "../base/span.ts";
import { parseWindow } from "../quantity/parse-window.ts";
import { DAY_WORDS } from "../quantity/week.ts";
import type { Problem, ProblemCode, Repair } from "./block-document.ts";
import { isCoordinates } from "./check-text.ts";
import { describeType } from "./describe-type.ts";
import { quantityProblem } from "./quantity-problem.ts";
import type { Choice, ValueType } from "./value-type.ts";

/** A value that validation refused, and where it stands. */
export interface RefusedValue {
  readonly type: ValueType;
  readonly value: unknown;
  /** The attribute or part, as the author writes it. */
  readonly name: string;
  /** In the language's notation. */
  readonly example: string;
  /** The value as it stands in the file, and its content without quotes. */
  readonly span: Span;
  readonly content: Span;
  /** Values are written as in JSON. */
  readonly isJson: boolean;
}

/** Why a value is not what its type asks for. */
export function valueProblem(refused: RefusedValue): Problem {
  const { type, value } = refused;
  switch (type.type) {
    case "quantity":
      return quantityOrPlain(refused, type);
    case "choice":
      return unknownChoice(refused, type.choices);
    case "yes-no":
      return notYesOrNo(refused);
    case "count":
      return countProblem(refused, type);
    case "window":
      return windowProblem(refused);
    case "place": {
      const message = isCoordinates(String(value))
        ? `'${value}' does not lie on Earth: latitude goes to 90 degrees, longitude to 180`
        : `'${value}' is not coordinates or a place; write for example 50.1109, 8.6821`;
      return problem(isCoordinates(String(value)) ? "out-of-range" : "unexpected-value", message, refused);
    }
    case "moment": {
      const [day = ""] = String(value).split(" ");
      const meant = /^\p{L}/u.test(day) ? nearest(day, DAY_WORDS) : undefined;
      const message = `'${value}' is not a time of day; write for example 09:00 or mon 09:00`;
      return problem(
        "unexpected-value",
        message,
        refused,
        meant && meant !== day ? [inPlace(refused, day, meant)] : [],
      );
    }
    case "currency": {
      const meant = /^[a-z]{3}$/i.test(String(value)) ? [replacing(refused, String(value).toUpperCase(), true)] : [];
      return problem("unexpected-value", notA(refused), refused, meant);
    }
    default:
      return problem("unexpected-value", notA(refused), refused);
  }
}

function notA({ type, value, example }: RefusedValue): string {
  return `'${value}' is not ${describeType(type)}; write for example ${example}`;
}

function problem(code: ProblemCode, message: string, { span }: RefusedValue, repairs: readonly Repair[] = []): Problem {
  return { code, severity: "error", message, span, repairs };
}

function quantityOrPlain(refused: RefusedValue, type: ValueType & { type: "quantity" }): Problem {
  const { value, name, example, content } = refused;
  const found =
    typeof value === "string"
      ? quantityProblem(value, { constraint: type.quantity, name, example }, content)
      : undefined;
  if (found) return found;
  return problem(typeof value === "number" ? "missing-unit" : "unexpected-value", notA(refused), refused);
}

function unknownChoice(refused: RefusedValue, choices: readonly Choice[]): Problem {
  const words = choices.map((choice) => (refused.isJson ? choice.value : choice.word));
  const meant = nearest(String(refused.value), words);
  const hint = meant === undefined ? `it is one of ${words.join(", ")}` : `did you mean '${meant}'?`;
  const cannot = CANNOT_BE[refused.name];
  const message =
    meant === undefined && cannot !== undefined
      ? `'${refused.value}' cannot be ${cannot}: a ${listed(words, "or")} can`
      : `Unknown ${refused.name} '${refused.value}': ${hint}`;
  const others = meant === undefined ? (words.length <= 4 ? words : []) : [meant];
  const repairs = others.map((word) => replacing(refused, word, others.length === 1));
  return problem("unknown-value", message, refused, repairs);
}

/** Attributes that are verbs, whose first part is the kind of thing they are about. */
const CANNOT_BE: Readonly<Record<string, string>> = { lose: "lost", without: "left out" };

const YES: ReadonlySet<string> = new Set(["true", "yes", "on", "y", "Yes", "YES", "1"]);
const NO: ReadonlySet<string> = new Set(["false", "no", "off", "n", "No", "NO", "0"]);

function notYesOrNo(refused: RefusedValue): Problem {
  const written = String(refused.value);
  const [yes, no] = refused.isJson ? ["true", "false"] : ["yes", "no"];
  const meant = YES.has(written) ? [yes] : NO.has(written) ? [no] : [yes, no];
  const repairs = meant.map((word) => replacing({ ...refused, content: refused.span }, word, meant.length === 1));
  return problem("unknown-value", `'${refused.name}' is ${yes} or ${no}, not '${written}'`, refused, repairs);
}

function countProblem(refused: RefusedValue, type: ValueType & { type: "count" }): Problem {
  const { value, name } = refused;
  if (typeof value !== "number") {
    const digits = /^-?\d[\d_]*/.exec(String(value))?.[0];
    const repairs = digits === undefined ? [] : [replacing({ ...refused, content: refused.span }, digits, false)];
    return problem(
      "unexpected-value",
      `'${name}' is ${describeType(type)} without a unit, not '${value}'`,
      refused,
      repairs,
    );
  }
  if (type.whole && !Number.isInteger(value)) {
    return problem("out-of-range", `'${name}' is a whole number, not ${value}`, refused);
  }
  const bound = value < type.min ? `at least ${type.min}` : `at most ${type.max}`;
  return problem("out-of-range", `'${name}' must be ${bound}, not ${value}`, refused);
}

function windowProblem(refused: RefusedValue): Problem {
  const text = String(refused.value);
  const parsed = parseWindow(text);
  if (parsed.ok) return problem("unexpected-value", `'${text}' is not a window of the week`, refused);
  const { message, suggestion, span } = parsed.problem;
  const repairs =
    suggestion === undefined
      ? []
      : [replacing(refused, text.slice(0, span.start) + suggestion + text.slice(span.end), true)];
  return problem("unexpected-value", message.replace(/\.$/, ""), refused, repairs);
}

function replacing({ content }: RefusedValue, text: string, safe: boolean): Repair {
  return { title: `Write ${text}`, edits: [{ span: content, text }], ...(safe ? { safe } : {}) };
}

function inPlace(refused: RefusedValue, word: string, meant: string): Repair {
  return replacing(refused, String(refused.value).replace(word, meant), true);
}
