/** A scenario that needs no declaration. */
export interface BuiltInScenario {
  readonly kind: "loss" | "corruption";
  /** What is lost or corrupted. */
  readonly of: string;
  /** Length of what stands before that name. */
  readonly prefix: number;
}

const PREFIXES = { loss: "loss-of-", corruption: "corruption-of-" } as const;

/** Reads `loss-of-frankfurt`, `corruption-of-orders`. Whether such a thing exists is for the plan to say. */
export function readBuiltInScenario(name: string): BuiltInScenario | undefined {
  for (const kind of ["loss", "corruption"] as const) {
    const prefix = PREFIXES[kind];
    if (name.startsWith(prefix) && name.length > prefix.length) {
      return { kind, of: name.slice(prefix.length), prefix: prefix.length };
    }
  }
  return undefined;
}

/** Kinds of things of which each has a scenario of its own, with what happens to it. */
export const BUILT_IN_FOR: Readonly<Record<string, BuiltInScenario["kind"]>> = {
  site: "loss",
  region: "loss",
  link: "loss",
  conduit: "loss",
  workload: "corruption",
};

export function builtInScenarioName(kind: BuiltInScenario["kind"], of: string): string {
  return PREFIXES[kind] + of;
}
