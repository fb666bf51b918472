import type { Span } from "../base/span.ts";
import type { Block, Statement, Value } from "../syntax/tree.ts";
import type { ValueType } from "../vocabulary/value-type.ts";
import { formedOf, meaningOf } from "./statement-meaning.ts";
import { type Role, rolesOf } from "./statement-roles.ts";

/** A name where it stands in a block. */
export interface NameUse {
  readonly name: string;
  /** In the block's offsets. */
  readonly span: Span;
  /** Whether it is declared here. Inside an `option` that changes what the plan declares, if the plan has that name. */
  readonly declares: boolean;
  /** What it may be the name of; what it is the name of where it is declared. */
  readonly kinds: readonly string[];
}

const known = new WeakMap<Block, readonly NameUse[]>();

/** All names in a block, in the order of the text, also in statements that have errors. */
export function namesInBlock(block: Block): readonly NameUse[] {
  let uses = known.get(block);
  if (!uses) {
    uses = block.statement ? namesIn([block.statement]) : [];
    known.set(block, uses);
  }
  return uses;
}

function namesIn(path: readonly Statement[]): readonly NameUse[] {
  const statement = path[path.length - 1] as Statement;
  const meaning = meaningOf(path);
  const own = meaning ? namesOfValues(statement, rolesOf(formedOf(meaning), statement.values).roles) : [];
  const inner = statement.body?.statements.flatMap((nested) => namesIn([...path, nested])) ?? [];
  return inner.length === 0 ? own : [...own, ...inner];
}

function namesOfValues(statement: Statement, roles: readonly Role[]): readonly NameUse[] {
  return statement.values.flatMap((value, index): readonly NameUse[] => {
    const role = roles[index];
    if (value.kind !== "name" || role?.kind !== "part") return [];
    const { type } = role.part;
    if (type.type === "name") return [{ name: value.text, span: value.span, declares: true, kinds: [type.declares] }];
    if (type.type !== "reference") return [];
    const kinds = kindsNamed(type, statement.values, roles);
    return [{ name: value.text, span: value.span, declares: false, kinds }];
  });
}

/** The kinds that a name may refer to: those of its part, or the one that another value of the statement gives: `lose site frankfurt`. */
export function kindsNamed(
  { kinds, kindFrom }: Extract<ValueType, { type: "reference" }>,
  values: readonly Value[],
  roles: readonly Role[],
): readonly string[] {
  const index = roles.findIndex((role) => role.kind === "part" && role.part.name === kindFrom);
  const kind = kindFrom === undefined ? undefined : values[index]?.text;
  if (kind === undefined) return kinds;
  // A `replicate` block has no name of its own: it is known by its workload.
  return [kind === "replicate" || kind === "migrate" ? "workload" : kind];
}
