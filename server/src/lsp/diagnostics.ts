import type { Diagnostic, Location, Range } from "vscode-languageserver";
import manifest from "../../package.json";
import { SEVERITIES } from "../base/severity.ts";
import type { Finding, RelatedPlace } from "../findings/finding.ts";
import { relatedSpan } from "../findings/related-span.ts";
import { type SourceFile, spanInFile } from "../model/source-file.ts";
import { unitIndex } from "../model/unit-index.ts";
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
  const file = snapshot.analysis.plan.files.get(snapshot.uri);
  const unit = file ? unitIndex(file, finding.declaration) : -1;
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

/** A diagnostic, with where the blocks that it tells of stood when it was made. */
interface Made {
  readonly diagnostic: Diagnostic;
  readonly stand: Stand | undefined;
  readonly related: readonly (Stand | undefined)[];
}

/** A block of a text, and where it begins. While that is the same, so is every place in it. */
interface Stand {
  readonly block: object;
  /** Of its file, as the client spells it. */
  readonly uri: string;
  readonly line: number;
  /** Behind what stands on the same line before it. */
  readonly character: number;
}

/** Nothing for a JSON document, whose places count from its beginning. */
function standOf(file: SourceFile | undefined, unit: number, snapshot: Snapshot): Stand | undefined {
  const positions = file && snapshot.positionsOf(file.uri);
  if (file?.form !== "drplan" || !positions) return undefined;
  const { blocks, lines, starts } = file.syntax;
  const block = blocks[unit];
  if (!block) return undefined;
  const startsLine = unit === 0 || blocks[unit - 1]?.text.endsWith("\n");
  const character = startsLine ? 0 : positions.at(starts[unit] as number).character;
  return { block, uri: snapshot.clientUri(file.uri), line: lines[unit] as number, character };
}

function isSameStand(a: Stand | undefined, b: Stand | undefined): boolean {
  if (!a || !b) return false;
  return a.block === b.block && a.line === b.line && a.character === b.character && a.uri === b.uri;
}

/** Most findings of a file are the same after an edit, and stand where they stood. */
const made = new WeakMap<Place["finding"], Made>();

function toDiagnostic({ finding, unit }: Place, snapshot: Snapshot): Diagnostic {
  const stand = standOf(snapshot.file, unit, snapshot);
  const related = finding.related.map((place) => relatedStand(place, snapshot));
  const before = made.get(finding);
  if (
    before &&
    isSameStand(before.stand, stand) &&
    before.related.every((old, index) => isSameStand(old, related[index]))
  )
    return before.diagnostic;
  const range = snapshot.positions.range(spanInFile(snapshot.file, unit, finding.span));
  const locations = finding.related.map((place) => relatedLocation(place, snapshot));
  const diagnostic = newDiagnostic(finding, range, locations, snapshot);
  made.set(finding, { diagnostic, stand, related });
  return diagnostic;
}

function relatedStand({ declaration }: RelatedPlace, snapshot: Snapshot): Stand | undefined {
  const { plan } = snapshot.analysis;
  const file = plan.files.get(plan.declarations.get(declaration)?.file ?? "");
  return file && standOf(file.source, unitIndex(file, declaration), snapshot);
}

function relatedLocation(related: RelatedPlace, snapshot: Snapshot): Location | undefined {
  const { plan } = snapshot.analysis;
  const span = relatedSpan(plan, related);
  const file = plan.files.get(plan.declarations.get(related.declaration)?.file ?? "");
  if (!span || !file?.source) return undefined;
  const index = unitIndex(file, related.declaration);
  return index < 0 ? undefined : locationOf(snapshot, { uri: file.uri, span: spanInFile(file.source, index, span) })[0];
}

function newDiagnostic(
  finding: Place["finding"],
  range: Range,
  related: readonly (Location | undefined)[],
  snapshot: Snapshot,
): Diagnostic {
  const diagnostic: Diagnostic = {
    range,
    severity: SEVERITY[finding.severity],
    code: finding.rule,
    source: SOURCE,
    message: finding.message,
  };
  const page = pageOf(finding.rule, snapshot.rulePages);
  if (page !== undefined) diagnostic.codeDescription = { href: page };
  if (finding.unused) diagnostic.tags = [UNNECESSARY];
  if (finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.flatMap(({ message }, index) => {
      const location = related[index];
      return location ? [{ location, message }] : [];
    });
  }
  return diagnostic;
}

/** The page of a rule: where the client has them, else on the web, where the package names a homepage. */
export function pageOf(code: string, pages: string | undefined): string | undefined {
  if (pages !== undefined) return `${pages}/${code}.md`;
  return "homepage" in manifest ? `${String(manifest.homepage).replace(/\/$/, "")}/docs/rules/${code}.md` : undefined;
}
