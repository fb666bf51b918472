import { createHash } from "node:crypto";
import type { Finding } from "../findings/finding.ts";
import type { Declaration } from "../model/declaration.ts";

/**
 * What stays the same of a finding while lines move, figures change and messages are worded anew: its rule, the file, the
 * block that it is about, and which part of that. `count` tells apart those that are equal in all of it.
 */
export function fingerprintOf(finding: Finding, declaration: Declaration, file: string, count: number): string {
  const part = declaration.document.spans.pointerAt(finding.span.start) ?? excerptOf(finding, declaration);
  return digest([finding.rule, file, identityOf(declaration), part, String(count)]);
}

/** The same for what is found in a file outside of all blocks. */
export function fileFingerprint(rule: string, file: string, excerpt: string, count: number): string {
  return digest([rule, file, excerpt, String(count)]);
}

/** A block by its kind and name; one without a name by what its header says, in any spacing. */
function identityOf({ document, name, unit }: Declaration): string {
  if (name !== undefined) return `${document.kind} ${name}`;
  if (!("lineBreaks" in unit)) return `${document.kind} ${JSON.stringify(identifying(document.value))}`;
  const { start, end } = document.spans.header;
  return `${document.kind} ${unit.text.slice(start, end).replace(/\s+/g, " ")}`;
}

/** Of a block in JSON, what the language has in the header. */
function identifying(value: object): object {
  const { workloads, to, from, of, over, title, file } = value as Readonly<Record<string, unknown>>;
  return { workloads, to, from, of, over, title, file };
}

function excerptOf({ span }: Finding, { unit }: Declaration): string {
  return "lineBreaks" in unit ? unit.text.slice(span.start, span.end).replace(/\s+/g, " ") : "";
}

/** The first 128 bits of a SHA-256 over the parts: long enough that no two findings are ever taken for each other. */
function digest(parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\0"), "utf8").digest("hex").slice(0, 32);
}
