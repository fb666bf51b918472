import { type BoundWorkload, bindWorkload } from "../../model/bind.ts";
import { copiesOfWorkload } from "../../model/copies.ts";
import { type Declaration, isKind } from "../../model/declaration.ts";
import { indexed, lookUp, type Plan, usersOf } from "../../model/plan.ts";
import { IDENTITY_KINDS } from "../../model/plan-index.ts";
import { inPlanOrder } from "../../model/plan-order.ts";
import { snapshotBlock } from "../fixes/snapshot-block.ts";
import { backupsOf, recoverySites } from "../protection.ts";
import { defineRule, type FixCandidate, type FixContext } from "../rule.ts";
import { addBehind } from "../statement-edit.ts";

interface NotCopied {
  readonly bound: BoundWorkload;
  /** Where it is missing. */
  readonly place: string;
  /** The workloads that would be recovered there and need it, in the order of the plan. */
  readonly needers: readonly BoundWorkload[];
  /** Whether it has copies, though elsewhere. */
  readonly elsewhere: boolean;
}

export const directoryNotCopied = defineRule<NotCopied>({
  code: "directory-not-copied",
  severity: "error",
  summary: "Directory and name services must be where the workloads that need them are recovered.",
  why: "Nobody logs on and nothing finds its database without the directory and the name service. If they stay behind at the lost site, everything that was copied so carefully starts and then waits. They are small, so copy them first, or run a second instance at the recovery site.",
  sources: ["P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
<|workload dns|> { site york; tier silver; kind name-service; data 1 GB; change 1 kB/s }
workload files { site york; tier silver; data 60 GB; change 250 kB/s; needs dns }
replicate files to leeds { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload dns { site york; tier silver; kind name-service; data 1 GB; change 1 kB/s }
workload files { site york; tier silver; data 60 GB; change 250 kB/s; needs dns }
replicate files, dns to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["workload"],

  *check(declaration, { plan }) {
    if (!isKind(declaration, "workload") || !IDENTITY_KINDS.has(declaration.document.value.kind)) return;
    const bound = bindWorkload(plan, declaration);
    if (!bound?.site || lookUp(plan, bound.workload.name) !== declaration) return;
    const missing = missingPlaces(plan, bound);
    if (missing.size === 0) return;
    const elsewhere = placesOf(plan, bound).size > 1;
    for (const [place, found] of missing) {
      const needers = inOrder(plan, found);
      const [first] = needers;
      yield {
        at: declaration.document.spans.header,
        severity: elsewhere ? "warning" : "error",
        facts: { bound, place, needers, elsewhere },
        related: first
          ? [{ declaration: first.workload.id, pointer: "/needs", message: `It is needed by '${first.workload.name}'` }]
          : [],
      };
    }
  },

  message({ bound, place, needers, elsewhere }) {
    const [first, ...others] = needers.map(({ workload }) => `'${workload.name}'`);
    const who = others.length === 0 ? `${first} needs` : `${first} and ${others.length} more need`;
    return `'${bound.workload.name}' has no copy at '${place}', where ${who} it after a recovery${elsewhere ? "; its copies are elsewhere" : ""}.`;
  },

  fixes: (facts, context) => [...joinFix(facts, context), ...copyFix(facts, context)],
});

/** The sites where the service is or can be restored: its own, and those of its copies and backups. */
function placesOf(plan: Plan, { workload, site }: BoundWorkload): ReadonlySet<string> {
  const places = new Set<string>(site ? [site.name] : []);
  for (const { to } of copiesOfWorkload(plan, workload.name)) places.add(to.name);
  for (const { to } of backupsOf(plan, workload.name)) if (to !== undefined) places.add(to);
  return places;
}

/** Sites where workloads that run beside the service, and need it, would be recovered without it; with those workloads. */
function missingPlaces(plan: Plan, bound: BoundWorkload): ReadonlyMap<string, readonly BoundWorkload[]> {
  const places = placesOf(plan, bound);
  const missing = new Map<string, BoundWorkload[]>();
  for (const needer of neededBy(plan, bound.workload.name)) {
    // What runs elsewhere reaches the service over the network today, and does so after its own site is lost.
    if (needer.site !== bound.site) continue;
    for (const { name } of recoverySites(plan, needer)) {
      if (places.has(name) || runsAnother(plan, bound, name)) continue;
      const needers = missing.get(name) ?? [];
      needers.push(needer);
      missing.set(name, needers);
    }
  }
  return missing;
}

function inOrder(plan: Plan, found: readonly BoundWorkload[]): readonly BoundWorkload[] {
  const byId = new Map(found.map((one) => [one.workload.id, one]));
  return inPlanOrder(plan, byId.keys()).flatMap((id) => byId.get(id) ?? []);
}

/** Workloads that need one, directly or through others. */
function neededBy(plan: Plan, name: string): readonly BoundWorkload[] {
  const users = new Set<number>();
  const waiting = [name];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const id of usersOf(plan, "workload", next)) {
      const user = plan.declarations.get(id);
      if (users.has(id) || !user || !needs(user, next)) continue;
      users.add(id);
      if (user.name !== undefined) waiting.push(user.name);
    }
  }
  return [...users].flatMap((id) => {
    const declaration = plan.declarations.get(id);
    const user = bindWorkload(plan, declaration);
    return user && user.workload.name !== name && lookUp(plan, user.workload.name) === declaration ? [user] : [];
  });
}

function needs(declaration: Declaration, name: string): boolean {
  return isKind(declaration, "workload") && declaration.document.value.needs?.includes(name) === true;
}

/** Whether a second instance of the service runs at a site: a domain controller there, for one. */
function runsAnother(plan: Plan, { workload }: BoundWorkload, place: string): boolean {
  return [...indexed(plan, "identity")].some((id) => {
    const other = plan.declarations.get(id);
    if (!other || other.id === workload.id || !isKind(other, "workload")) return false;
    return other.document.value.site === place && other.document.value.kind === workload.kind;
  });
}

/** Copies the service together with one that needs it: by the same block, in the same way. */
function joinFix({ bound, place, needers }: NotCopied, { plan }: FixContext): readonly FixCandidate[] {
  for (const { workload } of needers) {
    for (const { replication, to } of copiesOfWorkload(plan, workload.name)) {
      const block = plan.declarations.get(replication.id);
      const last = replication.workloads.length - 1;
      const after = block?.document.spans.at(`/workloads/${last}`);
      if (to.name !== place || !block || !after || !("lineBreaks" in block.unit)) continue;
      // A copy alone keeps no earlier state.
      const unkept = replication.history === undefined && backupsOf(plan, bound.workload.name).length === 0;
      const snapshots = unkept ? snapshotBlock(bound, bound.tier?.corruptionRpo, plan) : undefined;
      const points = snapshots ? addBehind(block, [snapshots.text]) : [];
      const besides = snapshots ? `, and take snapshots of it every ${snapshots.spacing}` : "";
      const span = { start: after.end, end: after.end };
      return [
        {
          edits: [{ declaration: block.id, span, text: `, ${bound.workload.name}` }, ...points],
          preferred: true,
          title: () => `Copy '${bound.workload.name}' to '${place}' together with '${workload.name}'${besides}`,
        },
      ];
    }
  }
  return [];
}

function copyFix({ bound, place }: NotCopied, { declaration }: FixContext): readonly FixCandidate[] {
  const { name } = bound.workload;
  return [
    {
      edits: addBehind(declaration, [`replicate ${name} to ${place} { mode async; history 7 d every 1 h }`]),
      title: () => `Copy '${name}' asynchronously to '${place}'`,
    },
  ];
}
