import type { BackupEstimate } from "../../server/src/estimate/backup-estimate.ts";
import { estimatesOf, routeBetween } from "../../server/src/estimate/estimates.ts";
import { type BackupWorld, backupsOfBlock } from "../../server/src/estimate/plan-backups.ts";
import { constantsWith } from "../../server/src/model/constants.ts";
import { emptyPlan, lookUp } from "../../server/src/model/plan.ts";
import { updatePlan } from "../../server/src/model/update-plan.ts";
import { MAIN, sourceFile } from "./analyse-text.ts";
import { estimatesOfText } from "./estimates.ts";

/** The estimates of a backup of a plan: one for each workload that it holds. */
export function backupEstimates(text: string, name: string): readonly BackupEstimate[] {
  const { plan, backups } = estimatesOfText(text);
  return backups(lookUp(plan, name));
}

/** The only one. */
export function backupEstimate(text: string, name: string): BackupEstimate {
  return onlyOne(backupEstimates(text, name), name);
}

/** The only one as if nothing else took its links, without estimating the rest of the plan. */
export function backupAlone(text: string, name: string): BackupEstimate {
  const source = sourceFile(text);
  const { plan } = updatePlan(emptyPlan(MAIN), (uri) => (uri === MAIN ? source : undefined));
  const estimates = estimatesOf(plan, constantsWith([...plan.declarations.values()]));
  const world: BackupWorld = {
    plan,
    constants: estimates.constants,
    routeBetween: (from, to, over) => routeBetween(estimates, from, to, over),
    spareOf: () => undefined,
  };
  return onlyOne(backupsOfBlock(world, lookUp(plan, name)), name);
}

function onlyOne([estimate, second]: readonly BackupEstimate[], name: string): BackupEstimate {
  if (!estimate || second) throw new Error(`Not one estimate of '${name}'.`);
  return estimate;
}
