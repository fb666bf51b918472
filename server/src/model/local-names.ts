import { type Declaration, isKind } from "./declaration.ts";

const NONE: ReadonlyMap<string, string> = new Map();

/** Names that only a block itself sees, with their kinds: what an option declares besides the base plan. */
export function localNames(declaration: Declaration): ReadonlyMap<string, string> {
  if (!isKind(declaration, "option")) return NONE;
  const names = new Map<string, string>();
  const { value } = declaration.document;
  const collections = {
    region: value.regions,
    site: value.sites,
    link: value.links,
    tier: value.tiers,
    workload: value.workloads,
    backup: value.backups,
    scenario: value.scenarios,
    technology: value.technologies,
  };
  for (const [kind, blocks] of Object.entries(collections)) {
    for (const { name } of blocks ?? []) if (name !== undefined) names.set(name, kind);
  }
  return names;
}
