import type { Finding } from "./finding.ts";
import type { SuppressedCode, Suppression } from "./suppression.ts";

/** What came of a suppression on the day of the check. */
export interface JudgedSuppression {
  readonly suppression: Suppression;
  /** Its last day is over: what it covered is reported again. */
  readonly expired: boolean;
  readonly codes: readonly JudgedCode[];
}

export interface JudgedCode extends SuppressedCode {
  /**
   * `used`: it holds something back. `unused`: there is nothing of that rule where it covers. `unknown`: there is no such
   * rule. `lasting`: findings that no suppression holds back, because they are physics or about suppressions.
   */
  readonly state: "used" | "unused" | "unknown" | "lasting";
  /** The rule that a mistyped code may mean. */
  readonly meant?: string;
}

/** A finding that is held back, and why. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression;
}
