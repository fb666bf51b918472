import type { BlockDocument } from "./block-document.ts";
import { definitionOf, type ValueSchema } from "./definitions.ts";

/** A name that a block uses. */
export interface Reference {
  readonly name: string;
  /** What it may be the name of. `conduit` and `consistency-group` are never declared: using the name is enough. */
  readonly kinds: readonly string[];
  /** Where it stands in the document. */
  readonly pointer: string;
}

/** Kinds of names that need no declaration. */
export const UNDECLARED_KINDS: ReadonlySet<string> = new Set(["conduit", "consistency-group"]);

/** Names of steps belong to their runbook, so they are no references of the plan. */
const LOCAL_KIND = "step";

/** Blocks without a name of their own, which `without` finds by the name of something else. */
const NAMED_BY: ReadonlyMap<string, string> = new Map([
  ["replicate", "workload"],
  ["migrate", "workload"],
]);

const NONE: readonly Reference[] = [];

/** All names that a block uses, in the order of the document, with what each may name. */
export function referencesOf(document: BlockDocument): readonly Reference[] {
  if (document.kind === "unknown") return NONE;
  const collectors = collectorsOf(document.kind);
  if (collectors.length === 0) return NONE;
  const found: Reference[] = [];
  for (const collect of collectors) collect(document.value, "", found);
  return found.length === 0 ? NONE : found;
}

type Collector = (value: unknown, pointer: string, into: Reference[]) => void;

const collectorsByKind = new Map<string, readonly Collector[]>();

/** One collector for each attribute that can hold references; built once for a kind from the schema. */
function collectorsOf(kind: string): readonly Collector[] {
  let known = collectorsByKind.get(kind);
  if (!known) {
    known = propertyCollectors(definitionOf(kind));
    collectorsByKind.set(kind, known);
  }
  return known;
}

function propertyCollectors(schema: ValueSchema): readonly Collector[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const collect = collectorOf(inner);
    if (!collect) return [];
    const step: Collector = (value, pointer, into) => {
      const held = (value as Readonly<Record<string, unknown>>)[name];
      if (held !== undefined) collect(held, `${pointer}/${name}`, into);
    };
    return [step];
  });
}

function collectorOf(schema: ValueSchema): Collector | undefined {
  if (schema.$ref) {
    const kind = schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
    return (value, pointer, into) => {
      for (const collect of collectorsOf(kind)) collect(value, pointer, into);
    };
  }
  if (schema.refers && !schema.refers.includes(LOCAL_KIND)) {
    const kinds = schema.refers;
    return (value, pointer, into) => {
      if (typeof value === "string") into.push({ name: value, kinds, pointer });
    };
  }
  if (schema.items) {
    const collect = collectorOf(schema.items);
    if (!collect) return undefined;
    return (value, pointer, into) => {
      if (!Array.isArray(value)) return;
      for (const [index, item] of value.entries()) collect(item, `${pointer}/${index}`, into);
    };
  }
  return partsCollector(schema);
}

/** A value of several parts, of which one may decide what the others name: `lose site frankfurt`. */
function partsCollector(schema: ValueSchema): Collector | undefined {
  const inner = propertyCollectors(schema);
  const byKind = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const deciding = part.refersBy ?? part.items?.refersBy;
    const usual = deciding === undefined ? undefined : schema.properties?.[deciding]?.assumed?.value;
    return deciding ? [{ name, deciding, usual }] : [];
  });
  const main = mainPart(schema);
  const collectMain = main && collectorOf(main);
  if (inner.length === 0 && byKind.length === 0 && !collectMain) return undefined;
  return (value, pointer, into) => {
    if (typeof value === "string") {
      collectMain?.(value, pointer, into);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    for (const collect of inner) collect(value, pointer, into);
    const parts = value as Readonly<Record<string, unknown>>;
    for (const { name, deciding, usual } of byKind) {
      const kind = parts[deciding] ?? usual;
      if (typeof kind !== "string") continue;
      const names = Array.isArray(parts[name]) ? parts[name] : [parts[name]];
      names.forEach((used: unknown, index) => {
        const at = Array.isArray(parts[name]) ? `${pointer}/${name}/${index}` : `${pointer}/${name}`;
        if (typeof used === "string") into.push({ name: used, kinds: [NAMED_BY.get(kind) ?? kind], pointer: at });
      });
    }
  };
}

/** The part that a bare value stands for: the first of the form. */
function mainPart(schema: ValueSchema): ValueSchema | undefined {
  const first = /^<([\w-]+)/.exec(schema.form ?? "")?.[1];
  return first === undefined ? undefined : schema.properties?.[first];
}
