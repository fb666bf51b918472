import type { Analysis } from "../../server/src/analysis.ts";
import { type EstimateDocument, estimateDocument } from "../../server/src/estimate/estimate-document.ts";
import { findingEntry, reportedFindings } from "../../server/src/report/reported-findings.ts";
import { analyseText } from "./analyse-text.ts";

/** The estimate document of a plan, with a fingerprint that fits the form. Files are called by their last name. */
export function documentOf(plan: string | Analysis): EstimateDocument {
  const analysis = typeof plan === "string" ? analyseText(plan) : plan;
  return estimateDocument(analysis.estimated, {
    engine: "0.0.0",
    inputs: "0".repeat(64),
    findings: reportedFindings(analysis, (uri) => uri.slice(uri.lastIndexOf("/") + 1)).map(findingEntry),
  });
}
