import { type Analysis, analyse, type ReadSource } from "../analysis.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { Finding } from "../findings/finding.ts";
import { rules } from "../findings/registry.ts";
import type { FixCandidate, FixContext, PlanEdit, Rule } from "../findings/rule.ts";
import type { Declaration } from "../model/declaration.ts";
import { type SourceFile, spanInFile } from "../model/source-file.ts";
import { unitIndex } from "../model/unit-index.ts";
import { editFile } from "../syntax/edit-file.ts";
import { editJson } from "../vocabulary/edit-json.ts";
import { blockInfo, parseOptions } from "../vocabulary/vocabulary.ts";
import type { FileEdits } from "./file-span.ts";

/** A repair that was applied to a copy of the plan and does there what its title says. */
export interface ProvenFix {
  readonly title: string;
  readonly edits: FileEdits;
  readonly preferred: boolean;
  readonly safe: boolean;
  readonly finding: Finding;
  /** The copy of the plan with the repair. */
  readonly after: Analysis;
}

let rulesByCode: ReadonlyMap<string, Rule> | undefined;

/** Repairs that the rule of a finding proposes; none of them is proven yet. */
export function candidatesFor(analysis: Analysis, finding: Finding): readonly FixCandidate[] {
  rulesByCode ??= new Map(rules.map((rule) => [rule.code, rule]));
  const context = contextOf(analysis, finding);
  const fixes = finding.fixable ? rulesByCode.get(finding.rule)?.fixes : undefined;
  // The facts are those that this very rule has found.
  return (context && fixes?.(finding.facts as never, context)) ?? [];
}

/**
 * Applies a repair to a copy of the plan and estimates that anew. Nothing when the finding stays, an error appears
 * anywhere in the plan, or the repair itself has nothing to say for it. `sourceOf` gives files that the plan does not hold yet.
 */
export function proveFix(
  analysis: Analysis,
  finding: Finding,
  candidate: FixCandidate,
  sourceOf: ReadSource = () => undefined,
): ProvenFix | undefined {
  const edits = fileEdits(analysis, candidate.edits);
  if (!edits) return undefined;
  const after = analysisAfter(analysis, edits, sourceOf);
  if (!after || !isGone(finding, analysis, after) || hasNewError(analysis, after)) return undefined;
  const context = contextOf(after, finding) ?? contextOf(analysis, finding);
  const title = context && candidate.title({ ...context, ...after });
  if (title === undefined) return undefined;
  return { title, edits, preferred: candidate.preferred ?? false, safe: candidate.safe ?? false, finding, after };
}

function contextOf(analysis: Analysis, finding: Finding): FixContext | undefined {
  const declaration = analysis.plan.declarations.get(finding.declaration);
  return declaration && { ...analysis, declaration };
}

/** Edits of declarations as edits of their files, in the order of the text; nothing when they overlap or something is gone. */
export function fileEdits({ plan }: Analysis, edits: readonly PlanEdit[]): FileEdits | undefined {
  const byFile = new Map<string, TextEdit[]>();
  for (const { declaration: id, span, text } of edits) {
    const declaration = plan.declarations.get(id);
    const file = declaration && plan.files.get(declaration.file);
    if (!declaration || !file?.source) return undefined;
    const inFile = byFile.get(file.uri) ?? [];
    inFile.push({ span: spanInFile(file.source, unitIndex(file, id), span), text });
    byFile.set(file.uri, inFile);
  }
  for (const inFile of byFile.values()) {
    inFile.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    if (inFile.some(({ span }, index) => span.start < (inFile[index - 1]?.span.end ?? 0))) return undefined;
  }
  return byFile.size === 0 ? undefined : byFile;
}

/** The plan after edits of its files; the given analysis stays as it is. */
export function analysisAfter(analysis: Analysis, edits: FileEdits, sourceOf: ReadSource): Analysis | undefined {
  const { plan } = analysis;
  const changed = new Map<string, SourceFile>();
  for (const [uri, inFile] of edits) {
    const source = plan.files.get(uri)?.source;
    if (!source) return undefined;
    changed.set(uri, edited(source, inFile));
  }
  const now = (uri: string) => changed.get(uri) ?? plan.files.get(uri)?.source ?? sourceOf(uri);
  return analyse(plan.root, now, analysis, analysis.settings);
}

function edited(source: SourceFile, edits: readonly TextEdit[]): SourceFile {
  if (source.form === "json") return { ...source, json: editJson(source.json, edits) };
  // From the end, so that the offsets of those before stay right.
  const syntax = edits.reduceRight((file, edit) => editFile(file, edit, parseOptions()), source.syntax);
  return { ...source, syntax };
}

/** Whether the rule finds less to say about the declaration than before. */
function isGone({ rule, declaration }: Finding, before: Analysis, after: Analysis): boolean {
  const count = ({ findings }: Analysis) =>
    findings.get(declaration)?.filter((finding) => finding.rule === rule).length ?? 0;
  return count(after) < count(before);
}

/** Whether a rule finds an error where it found none, or there are more errors than before. */
function hasNewError(before: Analysis, after: Analysis): boolean {
  if (errorCount(after) > errorCount(before)) return true;
  const known = errorsByKey(before);
  for (const [id, findings] of after.findings.entries()) {
    if (findings === before.findings.get(id)) continue;
    for (const { severity, rule } of findings) {
      if (severity !== "error") continue;
      const keys = keysOf(after.plan.declarations.get(id), rule);
      if (!keys.some((key) => known.has(key))) return true;
    }
  }
  return false;
}

function errorCount({ findings }: Analysis): number {
  let count = 0;
  for (const found of findings.values()) for (const { severity } of found) if (severity === "error") count++;
  return count;
}

/** Errors by rule and declaration. A declaration is known by its id and by what it is called, since either may change in an edit. */
function errorsByKey({ findings, plan }: Analysis): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const [id, found] of findings.entries()) {
    for (const { severity, rule } of found) {
      if (severity === "error") for (const key of keysOf(plan.declarations.get(id), rule)) keys.add(key);
    }
  }
  return keys;
}

function keysOf(declaration: Declaration | undefined, rule: string): readonly string[] {
  if (!declaration) return [];
  const { id, document, name } = declaration;
  return [`${rule} ${id}`, `${rule} ${document.kind} ${name ?? identityOf(declaration)}`];
}

/** What tells blocks without a name apart: workloads, from and to of a copy; all that they say where nothing else does. */
function identityOf({ document, value }: Declaration): string {
  const identity = blockInfo(document.kind)?.identity ?? [];
  return JSON.stringify(identity.length > 0 ? [...identity, "from"].map((part) => Reflect.get(value, part)) : value);
}
