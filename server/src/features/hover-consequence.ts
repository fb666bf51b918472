import type { Analysis } from "../analysis.ts";
import { bullets, plain, table } from "../base/markdown.ts";
import { compareDurations } from "../estimate/kernel/duration.ts";
import { judge } from "../estimate/recovery/scenario-objectives.ts";
import type { Objectives } from "../estimate/recovery/workload-outcome.ts";
import { showLikely } from "../findings/show.ts";
import { type Declaration, isKind } from "../model/declaration.ts";
import { lookUp } from "../model/plan.ts";
import type { Statement } from "../syntax/tree.ts";
import { backupText, copyText } from "./copy-text.ts";
import type { Located } from "./locate.ts";
import { MOST_ROWS, outcomesIn, workloadsOf } from "./outcome-markdown.ts";
import { lossText, outcomesOf, type Struck, scenarioTitle } from "./outcome-text.ts";

/** What follows from a statement in a block: which workloads keep an objective, what comes of an interval or an expectation. */
export function consequenceMarkdown(analysis: Analysis, { declaration, statement, path }: Located): string | undefined {
  if (!declaration || !statement || path.statements.length !== 2) return undefined;
  const word = statement.word.text;
  if (isKind(declaration, "tier")) {
    const objective = OBJECTIVES[word];
    return objective && keptBy(analysis, declaration, objective);
  }
  if (isKind(declaration, "scenario") && word === "expect")
    return outcomesOfTarget(analysis, declaration.name, statement);
  if (isKind(declaration, "drill") && word === "measured")
    return outcomesOfTarget(analysis, declaration.document.value.scenario, statement);
  return TIMING.has(word) ? copiesMarkdown(analysis, declaration) : undefined;
}

/** When copies are made. */
const TIMING: ReadonlySet<string> = new Set(["every", "full-every", "window"]);

interface Objective {
  readonly of: keyof Objectives;
  /** In which scenarios it counts; absent: in all. */
  readonly corrupted?: boolean;
}

const OBJECTIVES: Readonly<Record<string, Objective>> = {
  rpo: { of: "rpo", corrupted: false },
  rto: { of: "rto", corrupted: false },
  mtd: { of: "mtd" },
  "corruption-rpo": { of: "rpo", corrupted: true },
  "corruption-rto": { of: "rto", corrupted: true },
};

/** What a copy keeps of one objective. */
interface Kept extends Struck {
  readonly workload: string;
  readonly verdict: "met" | "at-risk" | "missed";
}

/** Which workloads of a tier keep one of its objectives, each where it is worst. Expectations of scenarios stand for themselves. */
function keptBy(analysis: Analysis, tier: Declaration, { of, corrupted }: Objective): string | undefined {
  const kept = workloadsOf(analysis, tier).flatMap((workload): readonly Kept[] => {
    const all = outcomesOf(workload, analysis.estimates.scenariosOf(workload)).flatMap((struck): readonly Kept[] => {
      const { outcome } = struck;
      const { judged, expect, by } = outcome;
      if (corrupted !== undefined && corrupted !== (by === "corruption")) return [];
      if (judged[of] === undefined || (of !== "mtd" && expect[of] !== undefined)) return [];
      const alone = { rpo: undefined, rto: undefined, mtd: undefined, [of]: judged[of] };
      const { verdict } = judge(outcome.workload, alone, outcome.rpo, outcome.rto);
      return verdict === "none" ? [] : [{ ...struck, workload, verdict }];
    });
    return all.length > 0 ? [all.reduce((worst, one) => (compareKept(one, worst, of) > 0 ? one : worst))] : [];
  });
  if (kept.length === 0) return undefined;
  const sorted = kept.toSorted((a, b) => compareKept(b, a, of));
  const met = kept.filter(({ verdict }) => verdict === "met").length;
  const rows = sorted
    .slice(0, MOST_ROWS)
    .map((one) => [
      plain(one.workload),
      plain(scenarioTitle(one.scenario)),
      of === "rpo" ? lossText(one.outcome.rpo) : showLikely(one.outcome.rto),
      one.verdict.replace("-", " "),
    ]);
  const more = sorted.length - rows.length;
  return [
    `**Met by ${met} of ${kept.length}**`,
    table(
      ["workload", "where worst", of === "rpo" ? "RPO" : "RTO", "verdict"],
      ["left", "left", "right", "left"],
      rows,
    ),
    ...(more > 0 ? [`${more} more, of which none is worse.`] : []),
  ].join("\n\n");
}

const RANK = { met: 0, "at-risk": 1, missed: 2 } as const;

function compareKept(a: Kept, b: Kept, of: Objective["of"]): number {
  return RANK[a.verdict] - RANK[b.verdict] || compareDurations(figure(a, of).likely, figure(b, of).likely);
}

function figure({ outcome }: Struck, of: Objective["of"]) {
  return of === "rpo" ? outcome.rpo : outcome.rto;
}

/** What becomes in a scenario of the workload, or of the workloads of the tier, that a statement starts with. */
function outcomesOfTarget(analysis: Analysis, scenario: string | undefined, { values }: Statement): string | undefined {
  const estimate = scenario === undefined ? undefined : analysis.estimates.scenario(scenario);
  const name = values[0]?.text;
  const target = name === undefined ? undefined : lookUp(analysis.plan, name);
  if (!estimate || !target || name === undefined) return undefined;
  return outcomesIn(estimate, isKind(target, "tier") ? workloadsOf(analysis, target) : [name]);
}

/** What copies come to that are made at intervals. */
function copiesMarkdown({ estimates }: Analysis, declaration: Declaration): string | undefined {
  const backups = estimates.backups(declaration).map((backup) => [backup.of, backupText(backup)] as const);
  const copies = estimates
    .replications(declaration)
    .map((copy) => [copy.bound.workload.workload.name, copyText(copy)] as const);
  const all = [...backups, ...copies];
  return all.length > 0 ? bullets(all.slice(0, MOST_ROWS)) : undefined;
}
