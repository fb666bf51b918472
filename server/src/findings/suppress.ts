import { nearest } from "../base/nearest.ts";
import type { Finding } from "./finding.ts";
import type { JudgedCode, JudgedSuppression, SuppressedFinding } from "./judged-suppression.ts";
import type { Suppression } from "./suppression.ts";

/** What suppressions do to the findings of one declaration. */
export interface Suppressed {
  /** What is still reported. */
  readonly active: readonly Finding[];
  readonly held: readonly SuppressedFinding[];
  /** Which codes met something, by suppression; `lasting` where that cannot be held back. */
  readonly met: ReadonlyMap<Suppression, ReadonlyMap<string, "used" | "lasting">>;
}

/** The codes of all rules, and whether what they find can be suppressed at all. */
export type SuppressibleRules = ReadonlyMap<string, boolean>;

const NOTHING_MET: Suppressed["met"] = new Map();

/** Holds back what the suppressions of the block and of its file accept on that day. Impossible things are never held back. */
export function suppress(
  found: readonly Finding[],
  own: readonly Suppression[],
  ofFile: readonly Suppression[],
  today: string | undefined,
): Suppressed {
  if (own.length === 0 && ofFile.length === 0) return { active: found, held: [], met: NOTHING_MET };
  const active: Finding[] = [];
  const held: SuppressedFinding[] = [];
  const met = new Map<Suppression, Map<string, "used" | "lasting">>();
  for (const finding of found) {
    let by: Suppression | undefined;
    for (const suppression of [...own, ...ofFile]) {
      if (!suppression.isSound || !isMeant(finding, suppression)) continue;
      const codes = met.get(suppression) ?? new Map<string, "used" | "lasting">();
      if (codes.get(finding.rule) !== "lasting") codes.set(finding.rule, finding.isPhysics ? "lasting" : "used");
      met.set(suppression, codes);
      if (!finding.isPhysics && !isExpired(suppression, today)) by ??= suppression;
    }
    if (by) held.push({ finding, suppression: by });
    else active.push(finding);
  }
  return { active, held, met };
}

export function isExpired({ until }: Suppression, today: string | undefined): boolean {
  return until !== undefined && today !== undefined && until < today;
}

function isMeant({ rule, span }: Finding, { scope, codes, covers }: Suppression): boolean {
  if (!codes.some(({ code }) => code === rule)) return false;
  return scope === "file" || (covers !== undefined && covers.start <= span.start && span.start < covers.end);
}

/** How a suppression did, from what its codes met. */
export function judged(
  suppression: Suppression,
  met: (code: string) => "used" | "lasting" | undefined,
  rules: SuppressibleRules,
  today: string | undefined,
): JudgedSuppression {
  const codes = suppression.codes.map(({ code, span }): JudgedCode => {
    const isKnown = rules.get(code);
    if (isKnown !== undefined) return { code, span, state: isKnown ? (met(code) ?? "unused") : "lasting" };
    const meant = nearest(code, rules.keys());
    return { code, span, state: "unknown", ...(meant === undefined ? {} : { meant }) };
  });
  return { suppression, expired: suppression.isSound && isExpired(suppression, today), codes };
}
