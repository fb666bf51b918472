import type { MigrationEstimate } from "../../server/src/estimate/migration-estimate.ts";
import { estimatesOfText } from "./estimates.ts";

/** The estimate of the only migration of a workload in a plan of one file. */
export function migrationEstimateOf(text: string, workload: string): MigrationEstimate {
  const estimates = estimatesOfText(text);
  const all = [...estimates.plan.declarations.values()].flatMap(
    (declaration) => estimates.migration(declaration) ?? [],
  );
  const [found, second] = all.filter(({ bound }) => bound.workload.workload.name === workload);
  if (!found || second) throw new Error(`Not one migration of '${workload}', but ${all.length}.`);
  return found;
}
