import type { AttributeInfo, BlockInfo, PartInfo } from "./vocabulary.ts";

export type Raw = Record<string, unknown>;

/** What a pointer into a block's value leads to. */
export interface Place {
  readonly block: BlockInfo;
  readonly blockPointer: string;
  readonly blockValue: Raw;
  readonly attribute?: AttributeInfo;
  /** The attribute's value, or one item of its list. */
  readonly attributePointer: string;
  readonly part?: PartInfo;
}

export function placeOf(block: BlockInfo, value: Raw, pointer: string): Place {
  const path = pointer.split("/").slice(1).map(unescapeToken);
  let place: Place = { block, blockPointer: "", blockValue: value, attributePointer: "" };
  for (;;) {
    const [property = "", index] = path;
    const nested = [...place.block.nested.values()].find((candidate) => candidate.property === property);
    if (!nested || index === undefined) break;
    const blockValue = (place.blockValue[property] as readonly Raw[])[Number(index)] ?? {};
    place = { ...place, block: nested.block, blockPointer: `${place.blockPointer}/${property}/${index}`, blockValue };
    path.splice(0, 2);
  }
  const [property = "", ...rest] = path;
  const attribute = place.block.attributes.get(property);
  const base = property === "" ? place.blockPointer : `${place.blockPointer}/${property}`;
  if (!attribute) {
    const part = place.block.parts.get(property);
    return { ...place, attributePointer: base, ...(part ? { part } : {}) };
  }
  const item = attribute.repeatable && rest.length > 0 ? `${base}/${rest.shift()}` : base;
  const part = attribute.parts.get(attribute.composite ? (rest[0] ?? "") : "");
  return { ...place, attribute, attributePointer: item, ...(part ? { part } : {}) };
}

/** A step of a JSON pointer as the name or index that it stands for. */
export function unescapeToken(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The word that the author wrote before the value. */
export function partLabel({ attribute, part }: Place): string {
  if (!attribute) return part?.name ?? "";
  const segment = attribute.form.segments.find((candidate) => candidate.part === part?.name);
  return segment?.word ?? (segment?.optional ? segment.part : attribute.word);
}

/** What stands at a pointer. */
export function valueAt(value: unknown, pointer: string): unknown {
  let inner = value;
  for (const token of pointer.split("/").slice(1)) {
    if (typeof inner !== "object" || inner === null) return undefined;
    inner = (inner as Raw)[unescapeToken(token)];
  }
  return inner;
}

/** Takes a value out. Items of lists are only marked, since others are still to be found by their index; see `compact`. */
export function remove(value: Raw, pointer: string): boolean {
  const slash = pointer.lastIndexOf("/");
  const holder = valueAt(value, pointer.slice(0, slash));
  const name = unescapeToken(pointer.slice(slash + 1));
  if (Array.isArray(holder)) holder[Number(name)] = undefined;
  else if (typeof holder === "object" && holder !== null) delete (holder as Raw)[name];
  return Array.isArray(holder);
}

/** Closes the gaps that taking items out of lists has left; a list without items goes. */
export function compact(value: Raw): void {
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(inner)) continue;
    const kept = inner.filter((item) => item !== undefined);
    for (const item of kept) if (typeof item === "object" && item !== null) compact(item as Raw);
    if (kept.length === 0) delete value[name];
    else value[name] = kept;
  }
}
