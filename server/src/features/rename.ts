import type { Analysis } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import { technology } from "../catalogue/technologies.ts";
import { lookUp } from "../model/plan.ts";
import { isText } from "../vocabulary/check-text.ts";
import type { FileEdits } from "./file-span.ts";
import { type Named, nameAt } from "./name-at.ts";
import { namesInBlock } from "./names-in-block.ts";
import { occurrencesOf } from "./occurrences.ts";

export type RenameTarget =
  | { readonly kind: "name"; readonly span: Span; readonly name: string }
  | { readonly kind: "refused"; readonly because: string };

export type Renaming =
  | { readonly kind: "edits"; readonly edits: FileEdits }
  | { readonly kind: "refused"; readonly because: string };

/** What would be renamed at an offset; nothing where no name stands. */
export function renameTargetAt(analysis: Analysis, uri: string, offset: number): RenameTarget | undefined {
  const found = nameAt(analysis, uri, offset);
  if (!found) return undefined;
  const because = refusal(found.named);
  if (because !== undefined) return { kind: "refused", because };
  return { kind: "name", span: found.span, name: found.named.name };
}

/** The edits that rename what stands at an offset, wherever the plan names it; or why that cannot be. */
export function renameAt(analysis: Analysis, uri: string, offset: number, newName: string): Renaming {
  const found = nameAt(analysis, uri, offset);
  if (!found) return { kind: "refused", because: "There is no name to rename here." };
  const { named } = found;
  const because = refusal(named) ?? refusalOf(analysis, named, newName);
  if (because !== undefined) return { kind: "refused", because };
  const edits = new Map<string, TextEdit[]>();
  for (const { uri: file, span } of occurrencesOf(analysis, named)) {
    const inFile = edits.get(file) ?? [];
    inFile.push({ span, text: newName });
    edits.set(file, inFile);
  }
  return { kind: "edits", edits };
}

/** Why a thing cannot be renamed whatever the new name. */
function refusal(named: Named): string | undefined {
  if (named.kind === "catalogue")
    return `'${named.name}' is a technology of the catalogue: its name is not the plan's.`;
  if (named.kind === "plan" && !named.declaration) return `'${named.name}' is not declared in this plan.`;
  return undefined;
}

/** Why it cannot have that name. */
function refusalOf(analysis: Analysis, named: Named, newName: string): string | undefined {
  if (newName === named.name) return undefined;
  if (!isText(newName, "name")) {
    return `'${newName}' is no name: it starts with a letter or '_', goes on with letters, digits, '_', '-', and does not end in '-'.`;
  }
  if (named.kind === "local") {
    const taken = namesInBlock(named.block).some(({ declares, name }) => declares && name === newName);
    if (taken) return `'${newName}' is taken in this ${named.block.statement?.word.text}.`;
    if (named.block.statement?.word.text === "runbook") return undefined;
  }
  if (named.kind === "shared") return undefined;
  const other = lookUp(analysis.plan, newName);
  if (other) {
    return `The plan has a ${other.document.kind} '${newName}' already.`;
  }
  const isTechnology = named.kind === "plan" && named.declaration?.document.kind === "technology";
  return isTechnology && technology(newName) ? `The catalogue has a technology '${newName}' already.` : undefined;
}
