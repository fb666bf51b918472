import type { IdMap } from "../base/id-map.ts";
import { sameItems } from "../base/same-items.ts";
import type { BoundWorkload } from "../model/bind.ts";
import type { Plan } from "../model/plan.ts";
import type { PlanChange } from "../model/plan-change.ts";
import type { BackupEstimate } from "./backup-estimate.ts";
import type { LinkEstimate } from "./link-estimate.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";
import type { UsersOfLinks } from "./users-of-links.ts";

/** What scenarios rest on. */
export interface Ground {
  readonly plan: Plan;
  readonly links: IdMap<LinkEstimate>;
  readonly users: UsersOfLinks;
  readonly replications: IdMap<readonly ReplicationEstimate[]>;
  readonly backups: IdMap<readonly BackupEstimate[]>;
}

/**
 * The blocks that are others than before, or of which other things are estimated, among those that a change touched;
 * with the workloads that gained or lost a copy. Nothing when more than blocks by themselves changed: names and who uses
 * them, sites, regions, links, or which ways data take. Then much may look different that is still the same block.
 */
export function changedOnSameGround(
  before: Ground,
  now: Ground,
  { replaced, removed, declared, used, imports }: PlanChange,
  touched: Iterable<number>,
): ReadonlySet<number> | undefined {
  if (imports || removed.size > 0 || declared.size > 0 || used.size > 0) return undefined;
  if (before.links !== now.links || before.users !== now.users) return undefined;
  for (const id of replaced.keys()) {
    const declaration = now.plan.declarations.get(id);
    if (GROUND_KINDS.has(declaration?.document.kind ?? "") && !sameValue(before, now, id)) return undefined;
  }
  const changed = new Set<number>();
  for (const id of touched) {
    if (!sameValue(before, now, id)) changed.add(id);
    for (const what of ["replications", "backups"] as const) {
      const [old, made] = [before[what].get(id) ?? NONE, now[what].get(id) ?? NONE];
      if (old === made) continue;
      changed.add(id);
      if (sameItems(old.map(boundOf), made.map(boundOf))) continue;
      for (const one of [...old, ...made]) for (const { workload } of workloadsOf(one)) changed.add(workload.id);
    }
  }
  return changed;
}

const GROUND_KINDS: ReadonlySet<string> = new Set(["site", "region", "link"]);
const NONE: readonly (ReplicationEstimate | BackupEstimate)[] = [];

function sameValue(before: Ground, now: Ground, id: number): boolean {
  return before.plan.declarations.get(id)?.value === now.plan.declarations.get(id)?.value;
}

function boundOf({ bound }: ReplicationEstimate | BackupEstimate): unknown {
  return bound;
}

function workloadsOf(estimate: ReplicationEstimate | BackupEstimate): readonly BoundWorkload[] {
  return "workloads" in estimate ? estimate.workloads : [estimate.bound.workload];
}
