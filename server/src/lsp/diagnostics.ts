import type { Diagnostic } from "vscode-languageserver";
import manifest from "../../package.json";
import { SEVERITIES } from "../base/severity.ts";
import type { Finding } from "../findings/finding.ts";
import { relatedSpan } from "../findings/related-span.ts";
import { type SourceFile, spanInFile } from "../model/source-file.ts";
import { SEVERITY, UNNECESSARY } from "./protocol-numbers.ts";
import { locationOf, type Snapshot } from "./snapshot.ts";

/** Who reports, as the editor shows it. */
const SOURCE = "drplan";

/** The findings in a snapshot's document, in the order of the text; where they are too many, the worst. */
export function diagnosticsOf(snapshot: Snapshot): Diagnostic[] {
  const found = foundIn(snapshot);
  return worst(found, snapshot.settings.maxNumberOfProblems).map((place) => toDiagnostic(place, snapshot));
}

/** The diagnostic of one finding; nothing when it is in another file. */
export function diagnosticOf(finding: Finding, snapshot: Snapshot): Diagnostic[] {
  const unit = snapshot.analysis.plan.files.get(snapshot.uri)?.ids.indexOf(finding.declaration) ?? -1;
  return unit < 0 ? [] : [toDiagnostic({ finding, unit }, snapshot)];
}

/** A finding at a unit of the file. */
interface Place {
  readonly finding: Pick<Finding, "rule" | "severity" | "message" | "span" | "related" | "unused">;
  /** Index of the unit in the file. */
  readonly unit: number;
}

function foundIn({ analysis, uri, file }: Snapshot): Place[] {
  const places: Place[] = [];
  if (file.form === "json") {
    for (const { code, severity, message, span } of file.json.problems) {
      places.push({ finding: { rule: code, severity, message, span, related: [], unused: false }, unit: 0 });
    }
  }
  const ids = analysis.plan.files.get(uri)?.ids ?? [];
  for (let unit = 0; unit < ids.length; unit++) {
    const findings = analysis.findings.get(ids[unit] as number);
    if (findings) for (const finding of findings) places.push({ finding, unit });
  }
  return places;
}

function worst(places: Place[], most: number): Place[] {
  if (places.length <= most) return places;
  const kept = new Set<Place>();
  for (const severity of SEVERITIES) {
    for (const place of places) {
      if (kept.size < most && place.finding.severity === severity) kept.add(place);
    }
  }
  return places.filter((place) => kept.has(place));
}

function toDiagnostic({ finding, unit }: Place, snapshot: Snapshot): Diagnostic {
  const diagnostic: Diagnostic = {
    range: snapshot.positions.range(spanInFile(snapshot.file, unit, finding.span)),
    severity: SEVERITY[finding.severity],
    code: finding.rule,
    source: SOURCE,
    message: finding.message,
  };
  const page = pageOf(finding.rule, snapshot.rulePages);
  if (page !== undefined) diagnostic.codeDescription = { href: page };
  if (finding.unused) diagnostic.tags = [UNNECESSARY];
  if (finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.flatMap((related) => {
      const span = relatedSpan(snapshot.analysis.plan, related);
      if (!span) return [];
      return placeOf(snapshot, related.declaration)
        .flatMap(({ file, index }) => locationOf(snapshot, { uri: file.uri, span: spanInFile(file, index, span) }))
        .map((location) => ({ location, message: related.message }));
    });
  }
  return diagnostic;
}

/** The page of a rule: where the client has them, else on the web, where the package names a homepage. */
export function pageOf(code: string, pages: string | undefined): string | undefined {
  if (pages !== undefined) return `${pages}/${code}.md`;
  return "homepage" in manifest ? `${String(manifest.homepage).replace(/\/$/, "")}/docs/rules/${code}.md` : undefined;
}

/** The file that a declaration stands in, and its index there. */
function placeOf({ analysis }: Snapshot, id: number): { file: SourceFile; index: number }[] {
  const file = analysis.plan.files.get(analysis.plan.declarations.get(id)?.file ?? "");
  const index = file?.ids.indexOf(id) ?? -1;
  return file?.source && index >= 0 ? [{ file: file.source, index }] : [];
}
