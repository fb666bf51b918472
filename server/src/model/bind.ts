import { technology as shippedTechnology } from "../catalogue/technologies.ts";
import type { Technology } from "../catalogue/technology.ts";
import { type Declaration, isKind } from "./declaration.ts";
import { declaredTechnology } from "./declared-technology.ts";
import { type Link, readLink } from "./link.ts";
import { lookUp, type Plan } from "./plan.ts";
import { type Replication, readReplication } from "./replication.ts";
import { readSite, type Site } from "./site.ts";
import { readTier, type Tier } from "./tier.ts";
import { readWorkload, type Workload } from "./workload.ts";

/** A link whose ends are known. */
export interface BoundLink {
  readonly link: Link;
  readonly from: Site;
  readonly to: Site;
}

/** A workload with its place and its objectives, where it names them and they are known. */
export interface BoundWorkload {
  readonly workload: Workload;
  readonly site: Site | undefined;
  readonly tier: Tier | undefined;
}

/** The copying of one workload by one `replicate` block, with all that it names known. */
export interface BoundReplication {
  readonly replication: Replication;
  readonly workload: BoundWorkload;
  readonly from: Site;
  readonly to: Site;
  /** The hops named by `over`; absent: the route is found. */
  readonly over: readonly BoundLink[] | undefined;
  readonly technology: Technology | undefined;
  readonly witness: Site | undefined;
}

/**
 * A function of a declaration that is computed once for its value, so an edit that leaves the value alone
 * leaves what is derived from it alone as well. Several edits at once may move a block, with its value, to another id.
 */
function memoised<T extends { readonly id: number }>(
  kind: Declaration["document"]["kind"],
  read: (declaration: Declaration) => T,
) {
  const known = new WeakMap<object, T>();
  return (declaration: Declaration | undefined): T | undefined => {
    if (declaration?.document.kind !== kind) return undefined;
    let element = known.get(declaration.value);
    if (element?.id !== declaration.id) {
      element = read(declaration);
      known.set(declaration.value, element);
    }
    return element;
  };
}

export const siteOf = memoised("site", (declaration) => readSite(declaration as never));
export const linkOf = memoised("link", (declaration) => readLink(declaration as never));
export const tierOf = memoised("tier", (declaration) => readTier(declaration as never));
export const workloadOf = memoised("workload", (declaration) => readWorkload(declaration as never));
export const replicationOf = memoised("replicate", (declaration) => readReplication(declaration as never));

/** Remembers the last result for a key object, as long as what it was made from is the same. */
function remembered<K extends object, T extends object>(sameInputs: (a: T, b: T) => boolean) {
  const known = new WeakMap<K, T>();
  return (key: K, made: T): T => {
    const before = known.get(key);
    if (before && sameInputs(before, made)) return before;
    known.set(key, made);
    return made;
  };
}

const rememberLink = remembered<Link, BoundLink>((a, b) => a.from === b.from && a.to === b.to);
const rememberWorkload = remembered<Workload, BoundWorkload>((a, b) => a.site === b.site && a.tier === b.tier);

/** The link with its sites; nothing while one of them is unknown. */
export function bindLink(plan: Plan, declaration: Declaration | undefined): BoundLink | undefined {
  const link = linkOf(declaration);
  const from = link && siteOf(lookUp(plan, link.from));
  const to = link && siteOf(lookUp(plan, link.to));
  return link && from && to && rememberLink(link, { link, from, to });
}

export function bindWorkload(plan: Plan, declaration: Declaration | undefined): BoundWorkload | undefined {
  const workload = workloadOf(declaration);
  if (!workload) return undefined;
  const site = workload.site === undefined ? undefined : siteOf(lookUp(plan, workload.site));
  const tier = workload.tier === undefined ? undefined : tierOf(lookUp(plan, workload.tier));
  return rememberWorkload(workload, { workload, site, tier });
}

const boundReplications = new WeakMap<Replication, Map<Workload, BoundReplication>>();

/** One bound replication for each workload of the block; those that name something unknown are left out. */
export function bindReplications(plan: Plan, declaration: Declaration | undefined): readonly BoundReplication[] {
  const replication = replicationOf(declaration);
  if (!replication || replication.mode === undefined || replication.to === undefined) return [];
  const to = siteOf(lookUp(plan, replication.to));
  const over = replication.over?.map((name) => bindLink(plan, lookUp(plan, name)));
  if (!to || over?.some((link) => !link)) return [];
  const witness = replication.witness === undefined ? undefined : siteOf(lookUp(plan, replication.witness));
  const technology = technologyNamed(plan, replication.using);
  const known = boundReplications.get(replication) ?? new Map<Workload, BoundReplication>();
  boundReplications.set(replication, known);
  return replication.workloads.flatMap((name) => {
    const workload = bindWorkload(plan, lookUp(plan, name));
    const from = replication.from === undefined ? workload?.site : siteOf(lookUp(plan, replication.from));
    if (!workload || !from) return [];
    const made: BoundReplication = {
      replication,
      workload,
      from,
      to,
      over: over as BoundLink[] | undefined,
      technology,
      witness,
    };
    const before = known.get(workload.workload);
    if (before && sameBinding(before, made)) return [before];
    known.set(workload.workload, made);
    return [made];
  });
}

function sameBinding(a: BoundReplication, b: BoundReplication): boolean {
  return (
    a.workload === b.workload &&
    a.from === b.from &&
    a.to === b.to &&
    a.technology === b.technology &&
    a.witness === b.witness &&
    a.over?.length === b.over?.length &&
    (a.over ?? []).every((link, index) => link === b.over?.[index])
  );
}

/** What `using` names: a technology of the plan, or of the shipped catalogue. */
export function technologyNamed(plan: Plan, id: string | undefined): Technology | undefined {
  if (id === undefined) return undefined;
  const declared = lookUp(plan, id);
  return declared && isKind(declared, "technology") ? declaredTechnology(plan, declared) : shippedTechnology(id);
}
