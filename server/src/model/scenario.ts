import type { Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { DeclarationOf } from "./declaration.ts";
import { type Instant, readInstant } from "./read-instant.ts";
import { readDuration } from "./read-quantity.ts";

/** What strikes a plan: written as a `scenario` block, or built in for everything that can be lost or corrupted. */
export interface Scenario {
  /** Id of its block; absent where it is built in. */
  readonly id: number | undefined;
  readonly name: string;
  readonly label: string | undefined;
  /** In the order in which things are lost. */
  readonly losses: readonly Loss[];
  readonly corruptions: readonly Corruption[];
  /** Whether somebody means harm: then only immutable or offline copies survive. */
  readonly attacker: boolean;
  readonly detect: Uncertain<Seconds> | undefined;
  readonly declare: Uncertain<Seconds> | undefined;
  readonly mobilise: Uncertain<Seconds> | undefined;
  /** How long corruption stays unnoticed; absent: the model's constant. */
  readonly undetected: Uncertain<Seconds> | undefined;
  /** When it strikes; absent: at the worst moment of the week. */
  readonly at: Instant | undefined;
  /** Names of sites, in order of preference; empty: each workload's own preference. */
  readonly recoverAt: readonly string[];
  readonly expects: readonly Expectation[];
}

export interface Loss {
  readonly kind: "site" | "region" | "link" | "conduit" | "workload";
  readonly name: string;
  /** For how long; absent: for good, or until it is recovered elsewhere. */
  readonly lasts: Uncertain<Seconds> | undefined;
}

export interface Corruption {
  readonly kind: "workload" | "site";
  readonly names: readonly string[];
}

/** What must be reached by a workload, or by every workload of a tier, instead of the tier's objectives. */
export interface Expectation {
  readonly of: string;
  readonly rpo: Seconds | undefined;
  readonly rto: Seconds | undefined;
}

export function readScenario({ id, document: { value } }: DeclarationOf<"scenario">): Scenario {
  return {
    id,
    name: value.name ?? "",
    label: value.label,
    losses: (value.lose ?? []).map((lose) => ({ kind: lose.kind, name: lose.name, lasts: readDuration(lose.for) })),
    corruptions: (value.corrupt ?? []).map(({ kind = "workload", names }) => ({ kind, names })),
    attacker: value.attacker ?? false,
    detect: readDuration(value.detect),
    declare: readDuration(value.declare),
    mobilise: readDuration(value.mobilise),
    undetected: readDuration(value.undetected),
    at: readInstant(value.at),
    recoverAt: value["recover-at"] ?? [],
    expects: (value.expect ?? []).map(({ of, rpo, rto }) => ({
      of,
      rpo: readDuration(rpo)?.low,
      rto: readDuration(rto)?.low,
    })),
  };
}

/** The scenario that every plan has of something that it may lose. */
export function lossScenario(kind: Loss["kind"], name: string): Scenario {
  return { ...NOTHING, name: `loss-of-${name}`, losses: [{ kind, name, lasts: undefined }] };
}

/** The scenario that every plan has of each workload. */
export function corruptionScenario(workload: string): Scenario {
  return { ...NOTHING, name: `corruption-of-${workload}`, corruptions: [{ kind: "workload", names: [workload] }] };
}

const NOTHING: Scenario = {
  id: undefined,
  name: "",
  label: undefined,
  losses: [],
  corruptions: [],
  attacker: false,
  detect: undefined,
  declare: undefined,
  mobilise: undefined,
  undetected: undefined,
  at: undefined,
  recoverAt: [],
  expects: [],
};
