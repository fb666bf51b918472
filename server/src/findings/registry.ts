import type { Rule } from "./rule.ts";
import { ambiguousUnit } from "./rules/ambiguous-unit.ts";

/** All rules, in the order of the reference. */
export const rules: readonly Rule[] = [ambiguousUnit];
