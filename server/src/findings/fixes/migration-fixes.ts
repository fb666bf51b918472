import { allTechnologies } from "../../catalogue/technologies.ts";
import type { MigrationEstimate } from "../../estimate/migration-estimate.ts";
import type { PlanEstimates } from "../../estimate/plan-estimates.ts";
import type { MigrationFault } from "../migration-faults.ts";
import { productName } from "../product-name.ts";
import type { FixCandidate, FixContext } from "../rule.ts";
import { showLikely } from "../show.ts";
import { removeStatement, replaceValue, setAttributes } from "../statement-edit.ts";
import { widerLineFix } from "./wider-line-fix.ts";

/** Repairs of a migration that does not work, by what is in its way. */
export function migrationFixes(fault: MigrationFault, context: FixContext): readonly FixCandidate[] {
  return [...otherProduct(fault, context), ...widerLine(fault, context), ...coldMove(fault, context)];
}

/** The same method by a product of the same maker that goes further. */
function otherProduct({ estimate: { bound }, check }: MigrationFault, { declaration }: FixContext) {
  const { technology, migration } = bound;
  if (!technology || (check && check.kind === "bandwidth")) return [];
  const { method } = migration;
  const others = allTechnologies().filter(
    ({ id, modes }) =>
      id !== technology.id && method !== undefined && modes.includes(method) && sameFamily(id, technology.id),
  );
  return others.map(
    (other): FixCandidate => ({
      edits: replaceValue(declaration, "/using", other.id),
      title: (after) =>
        migrationNow(after)?.verdict === "met"
          ? `Use ${productName(other)} instead of ${productName(technology)} (${timeWords(after)})`
          : undefined,
    }),
  );
}

/** Versions of one product share the beginning of their ids. */
function sameFamily(a: string, b: string): boolean {
  return a.split("-")[0] === b.split("-")[0];
}

function widerLine({ estimate }: MigrationFault, context: FixContext): readonly FixCandidate[] {
  const works = ({ estimates, plan: now }: PlanEstimates) =>
    estimates.migration(now.declarations.get(context.declaration.id))?.verdict === "met";
  return widerLineFix(estimate.route?.narrowest?.link, works, timeWords, context);
}

/** Moves it while it stands still: any distance will do. */
function coldMove({ estimate: { bound } }: MigrationFault, { declaration }: FixContext): readonly FixCandidate[] {
  const { migration, workload } = bound;
  if (migration.method !== "live" || !workload.workload.data) return [];
  const keeps = bound.technology === undefined || bound.technology.modes.includes("cold");
  const edits = [
    ...setAttributes(declaration, { method: "cold" }),
    ...(keeps ? [] : removeStatement(declaration, "/using")),
    ...removeStatement(declaration, "/pause"),
  ];
  return [
    {
      edits,
      title: (after) => {
        const now = migrationNow(after);
        return now?.pause
          ? `Move '${workload.workload.name}' cold instead (it stands still for ${showLikely(now.pause)})`
          : undefined;
      },
    },
  ];
}

function migrationNow({ estimates, plan, declaration }: FixContext): MigrationEstimate | undefined {
  return estimates.migration(plan.declarations.get(declaration.id));
}

function timeWords(after: FixContext): string {
  const duration = migrationNow(after)?.duration;
  return duration ? `it takes ${showLikely(duration)}` : "";
}
