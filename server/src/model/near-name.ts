import { nearest } from "../base/nearest.ts";
import type { Plan } from "./plan.ts";

interface Known {
  readonly names: Map<string, readonly string[]>;
  readonly near: Map<string, string | undefined>;
}

/** Kept as long as no name comes or goes: while a name is being typed, everything that uses it asks the same. */
const known = new WeakMap<Plan["names"], Known>();

/** The declared name of one of these kinds that a mistyped one most likely means; of equally near ones the first in the alphabet. */
export function nearName(plan: Plan, name: string, kinds: readonly string[]): string | undefined {
  const { names, near } = known.get(plan.names) ?? newlyKnown(plan);
  const key = `${kinds.join(" ")} ${name}`;
  if (!near.has(key)) {
    near.set(
      key,
      nearest(
        name,
        kinds.flatMap((kind) => names.get(kind) ?? []),
      ),
    );
  }
  return near.get(key);
}

function newlyKnown({ names, declarations }: Plan): Known {
  const byKind = new Map<string, string[]>();
  for (const [name, ids] of names.entries()) {
    const kind = declarations.get(ids[0] ?? -1)?.document.kind;
    if (kind === undefined) continue;
    const list = byKind.get(kind) ?? [];
    if (list.length === 0) byKind.set(kind, list);
    list.push(name);
  }
  for (const list of byKind.values()) list.sort();
  const found: Known = { names: byKind, near: new Map() };
  known.set(names, found);
  return found;
}
