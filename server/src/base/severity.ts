/** How much a finding matters, worst first. */
export const SEVERITIES = ["error", "warning", "info", "hint"] as const;

export type Severity = (typeof SEVERITIES)[number];

/** True when `severity` is as bad as `limit` or worse. */
export function atLeast(severity: Severity, limit: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
}
