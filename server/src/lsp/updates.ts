import type { Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport } from "vscode-languageserver";
import type { Analysis } from "../analysis.ts";
import type { Settings } from "../protocol.ts";
import { ConfigDiagnostics } from "./config-diagnostics.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import type { OpenDocument } from "./documents.ts";
import type { Session } from "./session.ts";
import type { Snapshot } from "./snapshot.ts";

/** What an editor has to know of the time: the runtimes differ. */
export interface Clock {
  /** Calls back after what is queued at this moment. */
  defer(action: () => void): void;
  /** Milliseconds from any fixed moment. */
  now(): number;
}

/** Diagnostics of a document as they were last computed. */
interface Result {
  readonly analysis: Analysis;
  readonly settings: Settings;
  readonly items: Diagnostic[];
  /** Changes when the items do. */
  readonly id: string;
}

export interface UpdateReport {
  readonly loading: boolean;
  readonly files: number;
  readonly milliseconds: number;
}

/**
 * Keeps the client's diagnostics true: sends them, or answers when asked and says when it is time to ask again.
 * Changes are followed on the spot, but a burst of them that is queued already is followed once.
 */
export class Updates {
  private readonly results = new Map<string, Result>();
  /** What each document's client knows or was told to ask for: a result's id, behind the version where it was sent. */
  private readonly given = new Map<string, string>();
  private readonly edited = new Set<string>();
  private readonly analyses = new Map<string, Analysis>();
  private changes = 0;
  private isScheduled = false;
  private lastId = 0;
  private readonly configs: ConfigDiagnostics;

  constructor(
    private readonly session: Session,
    private readonly clock: Clock,
    private readonly report: (report: UpdateReport) => void,
  ) {
    this.configs = new ConfigDiagnostics(session);
  }

  /** A document was opened or edited, or (without one) anything else changed. */
  changed(uri?: string): void {
    if (uri !== undefined) this.edited.add(uri);
    this.changes++;
    if (this.isScheduled) return;
    this.isScheduled = true;
    this.afterBurst(() => this.update());
  }

  closed({ uri, clientUri }: OpenDocument): void {
    this.results.delete(uri);
    this.given.delete(uri);
    this.analyses.delete(uri);
    this.edited.delete(uri);
    if (!this.session.client.pullsDiagnostics) {
      this.session.connection.notify("textDocument/publishDiagnostics", { uri: clientUri, diagnostics: [] });
    }
    this.changed();
  }

  /** All that depends on settings is made anew, if they differ. */
  settingsChanged(settings: Settings): void {
    if (JSON.stringify(settings) === JSON.stringify(this.session.settings)) return;
    this.session.settings = settings;
    this.analyses.clear();
    this.changed();
  }

  /** The answer to a request for a document's diagnostics. */
  pulled(snapshot: Snapshot, { previousResultId }: DocumentDiagnosticParams): DocumentDiagnosticReport {
    const { id, items } = this.resultOf(snapshot);
    this.given.set(snapshot.uri, id);
    if (previousResultId === id) return { kind: "unchanged", resultId: id };
    return { kind: "full", resultId: id, items };
  }

  /** Messages are handled one a turn of the event loop: a turn in which nothing changed ends the burst. */
  private afterBurst(action: () => void): void {
    const seen = this.changes;
    this.clock.defer(() => this.clock.defer(() => (seen === this.changes ? action() : this.afterBurst(action))));
  }

  private update(): void {
    this.isScheduled = false;
    const { session, clock } = this;
    const start = clock.now();
    const files = new Set<string>();
    const stale = { diagnostics: false, figures: false };
    let isLoading = false;
    for (const { uri } of session.documents.all()) {
      try {
        if (session.workspace.loading(uri)) isLoading = true;
        else this.updateDocument(uri, files, stale);
      } catch (error) {
        session.logError(`Updating ${uri}`, error);
      }
    }
    this.edited.clear();
    this.configs.publish();
    if (stale.diagnostics) this.ask("workspace/diagnostic/refresh");
    if (stale.figures) {
      const { refreshesInlayHints, refreshesCodeLenses } = session.client;
      if (refreshesInlayHints) this.ask("workspace/inlayHint/refresh");
      if (refreshesCodeLenses) this.ask("workspace/codeLens/refresh");
    }
    this.report({ loading: isLoading, files: files.size, milliseconds: clock.now() - start });
  }

  private updateDocument(uri: string, files: Set<string>, stale: { diagnostics: boolean; figures: boolean }): void {
    const { client } = this.session;
    const snapshot = this.session.snapshot(uri);
    if (!snapshot) return;
    for (const file of snapshot.analysis.plan.files.keys()) files.add(file);
    const isEdited = this.edited.has(uri);
    if (this.analyses.get(uri) !== snapshot.analysis && !isEdited) stale.figures = true;
    this.analyses.set(uri, snapshot.analysis);
    if (!client.pullsDiagnostics) this.publish(snapshot);
    else if (!isEdited && this.given.has(uri)) {
      const { id } = this.resultOf(snapshot);
      if (this.given.get(uri) !== id) stale.diagnostics ||= client.refreshesDiagnostics;
      // Said once: a client need not ask for a document that nobody looks at.
      this.given.set(uri, id);
    }
  }

  private publish(snapshot: Snapshot): void {
    const { clientUri, version } = snapshot.document;
    const { id, items } = this.resultOf(snapshot);
    const given = `${version} ${id}`;
    if (this.given.get(snapshot.uri) === given) return;
    this.given.set(snapshot.uri, given);
    this.session.connection.notify("textDocument/publishDiagnostics", { uri: clientUri, version, diagnostics: items });
  }

  private resultOf(snapshot: Snapshot): Result {
    const { uri, analysis, settings } = snapshot;
    const before = this.results.get(uri);
    if (before?.analysis === analysis && before.settings === settings) return before;
    const items = diagnosticsOf(snapshot);
    const id = before && sameDiagnostics(before.items, items) ? before.id : String(++this.lastId);
    const result: Result = { analysis, settings, items, id };
    this.results.set(uri, result);
    return result;
  }

  private ask(
    method: "workspace/diagnostic/refresh" | "workspace/inlayHint/refresh" | "workspace/codeLens/refresh",
  ): void {
    this.session.connection.request(method, undefined).catch((error: unknown) => this.session.logError(method, error));
  }
}

/** Whether the client would be told the same. Most that stayed the same are the same objects. */
function sameDiagnostics(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return (
    a.length === b.length &&
    a.every((item, index) => item === b[index] || JSON.stringify(item) === JSON.stringify(b[index]))
  );
}
