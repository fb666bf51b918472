import { createHash } from "node:crypto";
import { version } from "../../package.json";
import type { Analysis } from "../analysis.ts";
import { type EstimateDocument, estimateDocument } from "../estimate/estimate-document.ts";
import type { Constant } from "../model/constants.ts";
import { estimateText } from "../report/estimate-text.ts";
import { findingsSummary } from "../report/findings-text.ts";
import { paintWith } from "../report/paint.ts";
import { findingEntry, reportedFindings } from "../report/reported-findings.ts";
import { textOfPlanFile } from "../workspace/plan-file.ts";
import type { ExitCode, Host } from "./host.ts";
import { loadPlans } from "./load-plans.ts";
import type { Format } from "./program.ts";
import { reportFailures } from "./report-failures.ts";

/** Prints what is estimated of the plans, also where they have errors: one JSON document for one plan, a list of them for several. */
export async function estimateCommand(
  files: readonly string[],
  { format }: { readonly format: Format },
  host: Host,
): Promise<ExitCode> {
  const loaded = await loadPlans(files, host);
  const documents = loaded.plans.map((analysis) => documentOf(analysis, loaded.nameOf));
  if (format === "json") {
    const printed = documents.length === 1 ? documents[0] : documents;
    if (documents.length > 0) host.out(`${JSON.stringify(printed, null, 2)}\n`);
  } else {
    const paint = paintWith(host.colours);
    const texts = documents.map((document, index) => {
      const severities = document.findings.map(({ severity }) => severity);
      const assumed = assumedIn(loaded.plans[index] as Analysis);
      return `${estimateText(document, assumed, paint)}\n${findingsSummary(severities, 1, paint)}`;
    });
    host.out(texts.join("\n"));
  }
  return reportFailures(loaded, host) ? 2 : 0;
}

function documentOf(analysis: Analysis, nameOf: (uri: string) => string): EstimateDocument {
  return estimateDocument(analysis.estimated, {
    engine: version,
    inputs: fingerprint(analysis),
    findings: reportedFindings(analysis, nameOf).map(findingEntry),
  });
}

/** SHA-256 over the texts of all files with a zero byte between them; of one file what `sha256sum` says. */
function fingerprint({ plan }: Analysis): string {
  const texts = [...plan.files.values()].flatMap(({ source }) => (source ? [textOfPlanFile(source)] : []));
  return createHash("sha256").update(texts.join("\0"), "utf8").digest("hex");
}

/** The constants on which any figure of the plan rests, by name. */
function assumedIn({ plan, estimates, estimated }: Analysis): readonly Constant[] {
  const names = [...plan.declarations.values()].flatMap((declaration) => [
    ...(estimates.link(declaration)?.assumed ?? []),
    ...estimates.replications(declaration).flatMap(({ assumed }) => assumed),
    ...estimates.backups(declaration).flatMap(({ assumed }) => assumed),
    ...(estimates.migration(declaration)?.assumed ?? []),
  ]);
  for (const { outcomes } of estimated.scenarios.byName.values()) {
    for (const { recovery } of outcomes) names.push(...(recovery?.assumed ?? []));
  }
  return [...new Set(names)].sort().map((name) => estimates.constants[name]);
}
