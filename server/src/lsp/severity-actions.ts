import type { CodeAction, WorkspaceEdit } from "vscode-languageserver";
import type { Severity } from "../base/severity.ts";
import type { Span } from "../base/span.ts";
import { CONFIG_NAME } from "../config/config-file.ts";
import { configWith, setSeverity } from "../config/set-severity.ts";
import { findingsIn } from "../features/quick-fixes.ts";
import type { ConfiguredSeverity } from "../findings/check-settings.ts";
import { positionsOfText } from "./positions.ts";
import { QUICK_FIX } from "./protocol-numbers.ts";
import type { Session } from "./session.ts";
import type { Snapshot } from "./snapshot.ts";

/** Actions that make the rules of what is found in a range less severe in the configuration, or turn them off, for all plans. */
export function severityActions(session: Session, { analysis, uri }: Snapshot, range: Span): CodeAction[] {
  const found = findingsIn(analysis, uri, range).filter(({ finding }) => !finding.isPhysics);
  const severities = new Map(found.map(({ finding }) => [finding.rule, finding.severity]));
  return [...severities].flatMap(([code, severity]) =>
    MILDER[severity].flatMap((milder) => {
      const edit = editFor(session, uri, code, milder);
      const title = milder === "off" ? `Turn '${code}' off` : `Report '${code}' as ${milder}`;
      return edit ? [{ title: `${title} (${CONFIG_NAME})`, kind: QUICK_FIX, edit }] : [];
    }),
  );
}

/** What an organisation may want instead. */
const MILDER: Readonly<Record<Severity, readonly ConfiguredSeverity[]>> = {
  error: ["warning", "off"],
  warning: ["info", "off"],
  info: ["hint", "off"],
  hint: ["off"],
};

function editFor(
  { workspace, documents, client }: Session,
  uri: string,
  code: string,
  severity: ConfiguredSeverity,
): WorkspaceEdit | undefined {
  const { config, top } = workspace.configFor(uri);
  if (!config) {
    if (!client.createsFiles) return undefined;
    const created = `${top}/${CONFIG_NAME}`;
    const start = { line: 0, character: 0 };
    const edits = [{ range: { start, end: start }, newText: configWith(code, severity) }];
    const textDocument = { uri: created, version: null };
    return {
      documentChanges: [
        { kind: "create", uri: created },
        { textDocument, edits },
      ],
    };
  }
  const edit = setSeverity(config.text, code, severity);
  if (!edit) return undefined;
  const range = positionsOfText(config.text, client.encoding).range(edit.span);
  return { changes: { [documents.clientUri(config.uri)]: [{ range, newText: edit.text }] } };
}
