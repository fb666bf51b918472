import type { Analysis } from "../analysis.ts";
import { type Span, touches } from "../base/span.ts";
import { technology } from "../catalogue/technologies.ts";
import type { Technology } from "../catalogue/technology.ts";
import type { Declaration } from "../model/declaration.ts";
import { lookUp } from "../model/plan.ts";
import type { Block } from "../syntax/tree.ts";
import { UNDECLARED_KINDS } from "../vocabulary/references.ts";
import { readBuiltInScenario } from "./built-in-scenario.ts";
import { inFile, locate } from "./locate.ts";
import { type NameUse, namesInBlock } from "./names-in-block.ts";

/** What a name stands for. */
export type Named =
  /** Something that the plan declares, or should. */
  | { readonly kind: "plan"; readonly name: string; readonly declaration: Declaration | undefined }
  /** A name that needs no declaration: using it is enough. */
  | { readonly kind: "shared"; readonly name: string; readonly of: string }
  /** What only its own block knows: a step of a runbook, something that an option adds to the plan. */
  | { readonly kind: "local"; readonly name: string; readonly block: Block }
  | { readonly kind: "catalogue"; readonly name: string; readonly technology: Technology };

export interface NameAt {
  readonly named: Named;
  /** The name in the file; of a built-in scenario such as `loss-of-frankfurt` the part that names something. */
  readonly span: Span;
  readonly use: NameUse;
}

/** The name that an offset touches. */
export function nameAt(analysis: Analysis, uri: string, offset: number): NameAt | undefined {
  const located = locate(analysis, uri, offset);
  if (!located) return undefined;
  const use = namesInBlock(located.block).find(({ span }) => touches(span, located.offset));
  if (!use) return undefined;
  const named = nameOf(analysis, use, located.block);
  return { named, use, span: inFile(located, spanOf(use, named)) };
}

/** What a use of a name stands for. */
export function nameOf(analysis: Analysis, { name, kinds }: NameUse, block: Block): Named {
  if (kinds[0] === "step") return { kind: "local", name, block };
  const only = kinds.length === 1 ? kinds[0] : undefined;
  if (only !== undefined && UNDECLARED_KINDS.has(only)) return { kind: "shared", name, of: only };
  const declaration = lookUp(analysis.plan, name);
  if (declaration) return { kind: "plan", name, declaration };
  if (isOfOption(name, block)) return { kind: "local", name, block };
  const shipped = kinds.includes("technology") ? technology(name) : undefined;
  if (shipped) return { kind: "catalogue", name, technology: shipped };
  const builtIn = kinds.includes("scenario") ? readBuiltInScenario(name) : undefined;
  if (builtIn) return builtInTarget(analysis, builtIn.of);
  return { kind: "plan", name, declaration: undefined };
}

/** Whether a block is an option that declares the name. */
function isOfOption(name: string, block: Block): boolean {
  if (block.statement?.word.text !== "option") return false;
  return namesInBlock(block).some((use) => use.declares && use.name === name);
}

function builtInTarget(analysis: Analysis, name: string): Named {
  const declaration = lookUp(analysis.plan, name);
  return declaration ? { kind: "plan", name, declaration } : { kind: "shared", name, of: "conduit" };
}

/** The part of a use that is the name meant. */
export function spanOf({ name, span }: NameUse, named: Named): Span {
  return named.name === name ? span : { start: span.end - named.name.length, end: span.end };
}

/** Whether two uses mean the same thing. */
export function sameNamed(a: Named, b: Named): boolean {
  if (a.name !== b.name || a.kind !== b.kind) return false;
  if (a.kind === "local") return b.kind === "local" && a.block === b.block;
  return a.kind !== "shared" || (b.kind === "shared" && a.of === b.of);
}
