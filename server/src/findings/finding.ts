import type { Severity } from "../base/severity.ts";
import type { Span } from "../base/span.ts";

/** Something that is wrong with a plan, at one of its declarations. */
export interface Finding {
  /** Stable code of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, with the numbers. */
  readonly message: string;
  /** Id of the declaration, and where in its text. */
  readonly declaration: number;
  readonly span: Span;
  /** Other places that have part in it. */
  readonly related: readonly RelatedPlace[];
  /** Shown as superfluous rather than as wrong. */
  readonly unused: boolean;
  /** What the rule found; its fixes are made from it. */
  readonly facts: unknown;
  /** No money and no reason can change it, so no suppression holds it back. */
  readonly isPhysics: boolean;
  /** Whether the rule may know a repair. */
  readonly fixable: boolean;
}

/** A value of a declaration, or its header; `relatedSpan` says where it stands. An edit elsewhere in that declaration moves it. */
export interface RelatedPlace {
  readonly declaration: number;
  /** JSON pointer into the declaration's document. */
  readonly pointer: string;
  readonly message: string;
}
