import { type BoundBackup, type BoundLink, type BoundWorkload, backupOf, bindBackup } from "../model/bind.ts";
import type { Constants } from "../model/constants.ts";
import type { Declaration } from "../model/declaration.ts";
import { type Plan, usersOf } from "../model/plan.ts";
import { inPlanOrder } from "../model/plan-order.ts";
import type { Site } from "../model/site.ts";
import type { Rate } from "../quantity/quantity.ts";
import { type BackupEstimate, type BackupPath, estimateBackup, sentReduction } from "./backup-estimate.ts";
import { serviceOf } from "./demand.ts";
import type { UncertainProfile } from "./kernel/weekly-profile.ts";
import type { Route } from "./route.ts";

/** What the backups of a plan are estimated from. */
export interface BackupWorld {
  readonly plan: Plan;
  readonly constants: Constants;
  /** The hops that are named, else the route of the lowest round trip; nothing where no links lead there. */
  routeBetween(from: string, to: string, over: readonly BoundLink[] | undefined): Route | undefined;
  /** What links leave for a block's data from a site, where others take them too; absent where they have them to themselves. */
  spareOf(block: number, from: string): UncertainProfile<Rate> | undefined;
}

/** One estimate for each workload that a block holds, and for each way by which it does; none of what is not a `backup` block. */
export function backupsOfBlock(
  world: BackupWorld,
  declaration: Declaration | undefined,
  outer: readonly number[] = [],
): readonly BackupEstimate[] {
  const bound = declaration && bindBackup(world.plan, declaration);
  if (!bound) return [];
  const paths = pathsOf(world, bound, [...outer, declaration.id]);
  const inputs = [world.constants, ...paths.flatMap(identity)];
  const before = known.get(bound);
  if (before && before.inputs.length === inputs.length && before.inputs.every((one, index) => one === inputs[index])) {
    return before.estimates;
  }
  const estimates = estimateBackup({ bound, paths, constants: world.constants });
  known.set(bound, { inputs, estimates });
  return estimates;
}

const known = new WeakMap<
  BoundBackup,
  { readonly inputs: readonly unknown[]; readonly estimates: readonly BackupEstimate[] }
>();

/** What makes the estimate another one. */
function identity({ of, workload, source, base, from, route, shared, wayBack }: PathInputs): readonly unknown[] {
  const hops = [route, wayBack].flatMap((way) => [
    way?.hops.length,
    ...(way?.hops ?? []).flatMap((hop) => [hop.link, hop.forward]),
  ]);
  return [of, workload, source, base, from, shared, ...hops];
}

interface PathInputs extends BackupPath {
  readonly shared: UncertainProfile<Rate> | undefined;
}

/** `outer` are the blocks around, this one included: what goes round in a circle brings nothing new. */
function pathsOf(world: BackupWorld, bound: BoundBackup, outer: readonly number[]): readonly PathInputs[] {
  const { plan } = world;
  return bound.members.flatMap((member): readonly PathInputs[] => {
    if (member.kind === "workload") {
      const { workload } = member;
      if (!workload.site) return [];
      const what = {
        of: workload.workload.name,
        workload,
        source: undefined,
        base: baseOf(world, bound, workload, outer),
      };
      return [pathFrom(world, bound, workload.site, what)];
    }
    if (outer.includes(member.id)) return [];
    return backupsOfBlock(world, plan.declarations.get(member.id), outer).flatMap((source) => {
      const [workload] = source.workloads;
      return workload ? [pathFrom(world, bound, source.bound.to, { of: member.backup.name, workload, source })] : [];
    });
  });
}

/** What logs are applied to: of the other backups of the workload at the same place the one with the newest points. */
function baseOf(
  world: BackupWorld,
  { backup, to }: BoundBackup,
  { workload }: BoundWorkload,
  outer: readonly number[],
): BackupEstimate | undefined {
  if (backup.method !== "log") return undefined;
  const { plan } = world;
  const others = inPlanOrder(plan, usersOf(plan, "backup", workload.name)).flatMap((id) => {
    const declaration = plan.declarations.get(id);
    const other = backupOf(declaration);
    if (!other || outer.includes(id) || other.method === "log" || other.to !== to.name) return [];
    return backupsOfBlock(world, declaration, outer).filter(({ of }) => of === workload.name);
  });
  return others.reduce<BackupEstimate | undefined>(
    (best, other) => (best && best.spacing.likely <= other.spacing.likely ? best : other),
    undefined,
  );
}

function pathFrom(
  world: BackupWorld,
  bound: BoundBackup,
  from: Site,
  what: Pick<BackupPath, "of" | "workload" | "source" | "base">,
): PathInputs {
  const { backup, to, over } = bound;
  const route = world.routeBetween(from.name, to.name, over);
  const shared = world.spareOf(backup.id, from.name);
  return {
    ...what,
    from,
    route,
    shared,
    service: shared ?? (route && serviceOf(route, sentReduction(backup, what.source)).service),
    // One-way lines lead there alone: back it goes by what leads back.
    wayBack:
      (over && world.routeBetween(to.name, from.name, [...over].reverse())) ??
      world.routeBetween(to.name, from.name, undefined),
  };
}
