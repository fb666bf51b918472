import type { BlockDocument } from "./block-document.ts";
import { shortForm } from "./long-form.ts";
import { blockInfo, collections } from "./vocabulary.ts";

/** A plan as JSON, as `schemas/plan.schema.json` describes it. */
export type PlanDocument = Readonly<Record<string, unknown>>;

/**
 * The canonical document of a file's blocks: what is sound of them, by kind and in the order of the file. Several
 * `assume` blocks become one, of which later ones count; of several `plan` blocks only the first is a plan.
 */
export function planDocument(documents: Iterable<BlockDocument>): PlanDocument {
  const found = new Map<string, unknown>();
  for (const document of documents) {
    if (document.kind === "unknown") continue;
    const info = blockInfo(document.kind);
    const property = info.collection ?? info.word;
    const value = shortForm(document.value as Readonly<Record<string, unknown>>, info);
    const known = found.get(property);
    if (!info.single) found.set(property, [...((known as readonly unknown[] | undefined) ?? []), value]);
    else if (known === undefined) found.set(property, value);
    else if (document.kind === "assume") found.set(property, { ...known, ...(value as object) });
  }
  const entries = [...collections()].flatMap((name) => (found.has(name) ? [[name, found.get(name)] as const] : []));
  return Object.fromEntries(entries);
}
