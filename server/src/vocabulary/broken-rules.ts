import { parseQuantity } from "../quantity/parse-quantity.ts";
import type { Rule } from "./definitions.ts";

type Values = Readonly<Record<string, unknown>>;

/** Whether all rules hold. Called by the generated validators. */
export function keepsRules(value: unknown, rules: readonly Rule[]): boolean {
  if (typeof value !== "object" || value === null) return true;
  for (const rule of rules) if (isBroken(value as Values, rule)) return false;
  return true;
}

/** The rules that a value breaks. */
export function brokenRules(value: unknown, rules: readonly Rule[]): readonly Rule[] {
  return typeof value === "object" && value !== null ? rules.filter((rule) => isBroken(value as Values, rule)) : [];
}

function isBroken(value: Values, rule: Rule): boolean {
  for (const name in rule.when) {
    const given = at(value, name);
    if (given === undefined || !rule.when[name]?.includes(given as string)) return false;
  }
  if (rule.without) return rule.without.some((name) => at(value, name) !== undefined);
  if (rule.needs) return rule.needs.every((name) => at(value, name) === undefined);
  if (rule.differ) return isSame(at(value, rule.differ[0]), at(value, rule.differ[1]));
  return rule.atLeast !== undefined && isBelow(at(value, rule.atLeast[0]), at(value, rule.atLeast[1]));
}

/** The value behind a name; parts stand behind slashes. */
export function at(value: Values, path: string): unknown {
  if (!path.includes("/")) return value[path];
  let inner: unknown = value;
  for (const name of path.split("/")) {
    if (typeof inner !== "object" || inner === null) return undefined;
    inner = (inner as Values)[name];
  }
  return inner;
}

function isSame(a: unknown, b: unknown): boolean {
  return a !== undefined && (a === b || (Array.isArray(b) && b.includes(a)));
}

/** True when even the highest reading of the first lies below the lowest of the second. */
function isBelow(a: unknown, b: unknown): boolean {
  if (typeof a !== "string" || typeof b !== "string") return false;
  const [first, second] = [parseQuantity(a), parseQuantity(b)];
  return first.ok && second.ok && first.quantity.value.high < second.quantity.value.low;
}
