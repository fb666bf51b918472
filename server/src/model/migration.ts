import type { Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { WeekSpan } from "../quantity/week.ts";
import type { DeclarationOf } from "./declaration.ts";
import { readDuration } from "./read-quantity.ts";
import { readWindows } from "./read-windows.ts";

/** A `migrate` block as declared. */
export interface Migration {
  readonly id: number;
  readonly workload: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly over: readonly string[] | undefined;
  readonly method: MigrationMethod | undefined;
  readonly using: string | undefined;
  /** Moves at the same time; 1 if left out. */
  readonly concurrent: number;
  /** Longest pause that users tolerate; absent: the pause is told without a verdict. */
  readonly pause: Uncertain<Seconds> | undefined;
  /** When it may run; absent: always. */
  readonly window: readonly WeekSpan[] | undefined;
}

export type MigrationMethod = NonNullable<DeclarationOf<"migrate">["document"]["value"]["method"]>;

export function readMigration({ id, document: { value } }: DeclarationOf<"migrate">): Migration {
  return {
    id,
    workload: value.workload,
    from: value.from,
    to: value.to,
    over: value.over,
    method: value.method,
    using: value.using,
    concurrent: value.concurrent ?? 1,
    pause: readDuration(value.pause),
    window: readWindows(value.window),
  };
}
