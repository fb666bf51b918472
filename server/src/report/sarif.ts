import { version } from "../../package.json";
import type { Severity } from "../base/severity.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { PositionEntry } from "../estimate/document/finding-entry.ts";
import type { Rule } from "../findings/rule.ts";
import type { RelatedEntry, ReportedFinding } from "./reported-findings.ts";
import { ruleMarkdown } from "./rule-markdown.ts";
import type { SourceLines } from "./source-lines.ts";

/** A proven repair, file by file. */
export interface ReportedFix {
  readonly title: string;
  readonly files: readonly {
    readonly file: string;
    readonly lines: SourceLines;
    readonly edits: readonly TextEdit[];
  }[];
}

export interface SarifOptions {
  readonly rules: readonly Rule[];
  readonly fixesOf: (finding: ReportedFinding) => readonly ReportedFix[];
  /** The page of a rule on the web, where there is one. */
  readonly pageOf: (code: string) => string | undefined;
  /** Fingerprints of what was known before; absent when nothing is compared. */
  readonly baseline?: ReadonlySet<string>;
}

/** Findings as a log in the Static Analysis Results Interchange Format 2.1.0 (OASIS), which code scanners read. */
export function sarifLog(findings: readonly ReportedFinding[], options: SarifOptions): object {
  const indexes = new Map(options.rules.map(({ code }, index) => [code, index]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: driverOf(options) },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => resultOf(finding, indexes.get(finding.rule), options)),
      },
    ],
  };
}

function driverOf({ rules, pageOf }: SarifOptions): object {
  return {
    name: "drplan",
    version,
    semanticVersion: version,
    rules: rules.map((rule) => {
      const page = pageOf(rule.code);
      return {
        id: rule.code,
        name: rule.code.replace(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase()),
        shortDescription: { text: rule.summary },
        fullDescription: { text: rule.why },
        help: { text: `${rule.summary} ${rule.why}`, markdown: ruleMarkdown(rule) },
        ...(page === undefined ? {} : { helpUri: page }),
        defaultConfiguration: { level: LEVELS[rule.severity] },
      };
    }),
  };
}

/** The format knows no hint; both are notes. */
const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  info: "note",
  hint: "note",
};

function resultOf(finding: ReportedFinding, ruleIndex: number | undefined, options: SarifOptions): object {
  const { rule, severity, message, file, range, related, fingerprint, suppressedBy } = finding;
  const fixes = suppressedBy ? [] : options.fixesOf(finding);
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: placeIn(file, range.start, range.end) }],
    ...(related.length === 0 ? {} : { relatedLocations: related.map(relatedLocation) }),
    partialFingerprints: { "drplan/v1": fingerprint },
    ...(options.baseline ? { baselineState: options.baseline.has(fingerprint) ? "unchanged" : "new" } : {}),
    ...(suppressedBy ? { suppressions: [{ kind: "inSource", justification: suppressedBy.reason }] } : {}),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(fixOf) }),
  };
}

function relatedLocation({ file, at, message }: RelatedEntry, id: number): object {
  return { id, physicalLocation: placeIn(file, at, at), message: { text: message } };
}

function placeIn(file: string, start: PositionEntry, end: PositionEntry): object {
  return { artifactLocation: artifact(file), region: region(start, end) };
}

/** Relative to where the command ran, which in a build is the top of the repository. */
function artifact(file: string): object {
  return { uri: file.split("/").map(encodeURIComponent).join("/") };
}

/** Counts from one. */
function region(start: PositionEntry, end: PositionEntry): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function fixOf({ title, files }: ReportedFix): object {
  return {
    description: { text: title },
    artifactChanges: files.map(({ file, lines, edits }) => ({
      artifactLocation: artifact(file),
      replacements: edits.map(({ span, text }) => ({
        deletedRegion: region(lines.position(span.start), lines.position(span.end)),
        ...(text === "" ? {} : { insertedContent: { text } }),
      })),
    })),
  };
}
