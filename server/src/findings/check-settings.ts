import type { Severity } from "../base/severity.ts";

/** What an organisation makes of a rule: how bad it is, or that it is not asked for. */
export type ConfiguredSeverity = Severity | "off";

/** What rules and suppressions rest on besides the plan. */
export interface CheckSettings {
  /** The day on which reviews, drills and suppressions are judged, as `2026-09-14`; absent: they are not. */
  readonly today?: string;
  /** Severities by the rule's code, instead of those that its findings have. */
  readonly severities?: ReadonlyMap<string, ConfiguredSeverity>;
}
