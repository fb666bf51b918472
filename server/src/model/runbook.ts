import { type Seconds, seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import type { DeclarationOf } from "./declaration.ts";
import { readDuration } from "./read-quantity.ts";

/** What people do in a recovery, step by step. */
export interface Runbook {
  readonly id: number;
  /** Names of the scenarios that it serves; empty: every scenario that has none of its own. */
  readonly scenarios: readonly string[];
  readonly steps: readonly RunbookStep[];
}

export interface RunbookStep {
  readonly name: string;
  readonly text: string | undefined;
  readonly takes: Uncertain<Seconds>;
  /** Whoever does it does one thing at a time. */
  readonly owner: string | undefined;
  /** The default that it replaces; absent: a step of its own. */
  readonly kind: StepKind | undefined;
  /** Names of steps of the same runbook. */
  readonly after: readonly string[];
  /** Names of workloads; empty: all that are hit. */
  readonly recovers: readonly string[];
  readonly manual: boolean;
}

export type StepKind = "alert" | "assess" | "notify" | "declare" | "recover" | "redirect" | "verify" | "failback";

export function readRunbook({ id, document: { value } }: DeclarationOf<"runbook">): Runbook {
  return {
    id,
    scenarios: value.for ?? [],
    steps: (value.steps ?? []).map((step) => ({
      name: step.name ?? "",
      text: step.text,
      takes: readDuration(step.takes) ?? exactly(seconds(0)),
      owner: step.owner,
      kind: step.kind,
      after: step.after ?? [],
      recovers: step.recovers ?? [],
      manual: step.by !== "automatic",
    })),
  };
}
