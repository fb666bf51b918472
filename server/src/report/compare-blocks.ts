import type { Declaration } from "../model/declaration.ts";
import { declarationTitle } from "../model/declaration-title.ts";
import type { Plan } from "../model/plan.ts";
import { type BlockInfo, blockInfo } from "../vocabulary/vocabulary.ts";
import { writeAttribute } from "../vocabulary/write-value.ts";

/** A block that one of two plans does not have, or has otherwise. */
export interface BlockChange {
  readonly change: "added" | "removed" | "changed";
  /** `link wan`, `replicate orders to dublin`. */
  readonly block: string;
  /** What is otherwise; empty for a block that came or went. */
  readonly attributes: readonly AttributeChange[];
}

export interface AttributeChange {
  readonly attribute: string;
  /** In the language's notation; null where it is not given. */
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * What came, went and changed between two plans, in the order of the text. Where it stands does not matter, nor what their
 * options are.
 */
export function blockChanges(before: Plan, after: Plan): readonly BlockChange[] {
  const [old, now] = [byTitle(before), byTitle(after)];
  const changes: BlockChange[] = [];
  for (const [block, declarations] of old) {
    const others = now.get(block) ?? [];
    declarations.forEach((declaration, index) => {
      const other = others[index];
      if (!other) changes.push({ change: "removed", block, attributes: [] });
      else if (other.value !== declaration.value) {
        const attributes = attributeChanges(declaration, other);
        if (attributes.length > 0) changes.push({ change: "changed", block, attributes });
      }
    });
  }
  for (const [block, declarations] of now) {
    for (const _ of declarations.slice(old.get(block)?.length ?? 0)) {
      changes.push({ change: "added", block, attributes: [] });
    }
  }
  return changes;
}

/** Kinds of blocks that say nothing of the plan by themselves. */
const BESIDE: ReadonlySet<string> = new Set(["import", "option", "unknown"]);

/** Blocks by what people call them. */
function byTitle({ files, declarations }: Plan): ReadonlyMap<string, readonly Declaration[]> {
  const found = new Map<string, Declaration[]>();
  for (const id of [...files.values()].flatMap(({ ids }) => ids)) {
    const declaration = declarations.get(id);
    if (!declaration || BESIDE.has(declaration.document.kind)) continue;
    const title = declarationTitle(declaration);
    const known = found.get(title);
    if (known) known.push(declaration);
    else found.set(title, [declaration]);
  }
  return found;
}

type Raw = Readonly<Record<string, unknown>>;

function attributeChanges(before: Declaration, after: Declaration): readonly AttributeChange[] {
  const { kind } = before.document;
  if (kind === "unknown") return [];
  const [old, now] = [before.value as Raw, after.value as Raw];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names.flatMap((attribute) => {
    if (JSON.stringify(old[attribute]) === JSON.stringify(now[attribute])) return [];
    const info = blockInfo(kind);
    const text = (value: Raw) => (value[attribute] === undefined ? null : valueText(info, attribute, value[attribute]));
    return [{ attribute, before: text(old), after: text(now) }];
  });
}

function valueText(block: BlockInfo, name: string, value: unknown): string {
  const attribute = block.attributes.get(name);
  if (attribute) {
    return writeAttribute(attribute, value)
      .map((statement) => statement.slice(name.length + 1))
      .join("; ");
  }
  const nested = [...block.nested.values()].find(({ property }) => property === name);
  if (nested && Array.isArray(value)) return `${value.length} × ${nested.block.word}`;
  return Array.isArray(value) ? value.join(", ") : String(value);
}
