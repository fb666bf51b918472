import { type Analysis, analyse } from "../../server/src/analysis.ts";
import { type EstimateDocument, estimateDocument } from "../../server/src/estimate/estimate-document.ts";
import { findingEntry, reportedFindings } from "../../server/src/report/reported-findings.ts";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";

const PLAN = "file:///case.drplan";

/** What the engine makes of a plan of one file. */
export function analysisOf(text: string): Analysis {
  const syntax = parseFile(text, parseOptions());
  return analyse(PLAN, (uri) => (uri === PLAN ? { form: "drplan", uri, syntax } : undefined));
}

/** Its estimate document, as `drplan estimate --format json` writes it but for the fingerprint. */
export function documentOf(text: string): EstimateDocument {
  const analysis = analysisOf(text);
  return estimateDocument(analysis.estimated, {
    engine: "0.0.0",
    inputs: "0".repeat(64),
    findings: reportedFindings(analysis, () => "case.drplan").map(findingEntry),
  });
}
