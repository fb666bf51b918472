import type { Severity } from "../base/severity.ts";
import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { Estimates } from "../estimate/estimates.ts";
import type { AssumedElsewhere, PlanEstimates } from "../estimate/plan-estimates.ts";
import type { ReplicationEstimate } from "../estimate/replication-estimate.ts";
import type { Declaration } from "../model/declaration.ts";
import type { Plan } from "../model/plan.ts";
import type { RelatedPlace } from "./finding.ts";
import type { JudgedSuppression } from "./judged-suppression.ts";

/** Something that a plan must keep. One file holds all of it: what is checked, the words, and the repairs. */
export interface Rule<F = never> {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly severity: Severity;
  /** The rule in one sentence, for lists. */
  readonly summary: string;
  /** Why it matters; the text of the rule's page. */
  readonly why: string;
  /** Figures and documents on which it rests. */
  readonly sources?: readonly string[];
  /** `bad` marks with <|…|> what is reported, `good` is the same plan repaired. */
  readonly examples: { readonly bad: string; readonly good: string };
  /** Kinds of blocks that it looks at; absent: all. */
  readonly kinds?: readonly string[];
  /** Its findings may change when any name comes or goes, not only one that the block uses. */
  readonly restsOnAllNames?: true;
  /** It is about what suppressions do, so it is asked after all others, and cannot itself be suppressed. */
  readonly isAboutSuppressions?: true;
  /** Facts of each violation in one declaration. What it may look at beyond is what `affectedBy` follows. */
  readonly check: (declaration: Declaration, context: RuleContext) => Iterable<Violation<F>>;
  readonly message: (facts: F) => string;
  /** Repairs to try; each is offered only after it was proven on a copy of the plan. */
  readonly fixes?: (facts: F, context: FixContext) => readonly FixCandidate[];
}

export interface Violation<F> {
  /** In the declaration's text. */
  readonly at: Span;
  readonly facts: F;
  readonly severity?: Severity;
  /** True for what no money and no reason can change: it can be neither suppressed nor configured away. */
  readonly isPhysics?: boolean;
  readonly related?: readonly RelatedPlace[];
  readonly unused?: boolean;
}

export interface RuleContext {
  readonly plan: Plan;
  readonly estimates: Estimates;
  /** The replications whose route takes a link, by the link's id. */
  readonly flowsOver: (link: number) => readonly ReplicationEstimate[];
  /** The `plan` blocks in the order in which they are read. */
  readonly plans: readonly number[];
  /** Names that need each other in a circle, by the id of each declaration in it. */
  readonly circleOf: (declaration: number) => readonly string[] | undefined;
  /** `today` is the day on which reviews and drills are judged, as `2026-09-14`; absent: they are not. */
  readonly settings: { readonly today?: string };
  /** How the suppressions in a declaration's block did; only for rules that are about suppressions. */
  readonly suppressionsOf: (declaration: number) => readonly JudgedSuppression[];
}

export interface FixContext extends RuleContext {
  readonly declaration: Declaration;
  /** From which the estimates of variants are derived. */
  readonly estimated: PlanEstimates;
  readonly settings: RuleContext["settings"] & { readonly assume?: AssumedElsewhere };
}

/** A repair that is yet to be proven. */
export interface FixCandidate {
  readonly edits: readonly PlanEdit[];
  /** Says what the repair achieves, from the plan to which it was applied; nothing if it achieves nothing. */
  readonly title: (after: FixContext) => string | undefined;
  /** The repair that most authors want. */
  readonly preferred?: boolean;
  /** One obvious meaning, so that it may be applied without asking. */
  readonly safe?: boolean;
}

/** An edit in the text of a declaration. */
export interface PlanEdit extends TextEdit {
  readonly declaration: number;
}

/** Erases the type of the facts, which only the rule itself looks into. */
export function defineRule<F>(rule: Rule<F>): Rule {
  return rule as unknown as Rule;
}
