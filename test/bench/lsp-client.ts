import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** The workspace: the server's working directory and its only workspace folder. */
  readonly folder: string;
  /** The file to edit, relative to the workspace. */
  readonly file: string;
  readonly languageId: string;
  /** What the client answers to `workspace/configuration`, by section. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** True when the server runs in a Node process that loads `process-probe.cjs`. */
  readonly probe: boolean;
}

/** One character in or out, on one line. */
export interface CharacterEdit {
  readonly line: number;
  /** UTF-16 code units from the start of the line. */
  readonly character: number;
  /** The character to insert; absent: the one at that place goes. */
  readonly insert?: string;
}

export interface Answer {
  /** Milliseconds from sending the text to the arrival of its diagnostics. */
  readonly milliseconds: number;
  readonly diagnostics: number;
}

/** A running server with at most one open file. All times are those that a client feels. */
export interface Session {
  /** How the server gives diagnostics: on its own, or when asked. Known once `open` has answered. */
  readonly mode: () => "push" | "pull";
  readonly open: (text: string, timeout: number) => Promise<Answer>;
  readonly edit: (edit: CharacterEdit, timeout: number) => Promise<Answer>;
  /** Bytes on the heap of the server's process after a full collection; undefined without a probe. */
  readonly heap: () => Promise<number | undefined>;
  /** Milliseconds of processor time used by the server's process so far, all threads; undefined without a probe. */
  readonly cpu: () => Promise<number | undefined>;
  readonly stop: () => Promise<void>;
}

/** Error of LSP: the document changed, or the server would rather be asked again. */
const ASK_AGAIN = new Set([-32801, -32802]);
/** Milliseconds that a server gets to exit by itself. */
const EXIT_PATIENCE = 2000;

/** Starts a server and shakes hands. Rejects when the process cannot start or ends early. */
export async function startSession(launch: Launch, timeout: number): Promise<Session> {
  const child = spawn(launch.command, [...launch.args], {
    cwd: launch.folder,
    stdio: launch.probe ? ["pipe", "pipe", "pipe", "ipc"] : ["pipe", "pipe", "pipe"],
  });
  if (child.stdin === null || child.stdout === null || child.stderr === null)
    throw new Error("The server has no pipes.");
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000);
  });
  const ended = new Promise<never>((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The server ended with code ${code}. ${complaint}`.trim())));
  });
  // Whoever waits sees the end; without a waiter it is expected.
  ended.catch(() => undefined);

  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const uri = pathToFileURL(join(launch.folder, launch.file)).href;
  const folderUri = pathToFileURL(launch.folder).href;
  const within = <T>(work: Promise<T>, limit: number): Promise<T> => beforeTimeout(Promise.race([work, ended]), limit);

  let pull = false;
  let version = 0;
  let waiting: { readonly version: number; readonly resolve: (diagnostics: number) => void } | undefined;
  connection.onNotification("textDocument/publishDiagnostics", (published: Published) => {
    if (waiting === undefined || published.uri !== uri) return;
    // A server that names no version answers in order: one edit is out at a time.
    if ((published.version ?? waiting.version) < waiting.version) return;
    waiting.resolve(published.diagnostics.length);
  });
  connection.onRequest("client/registerCapability", (asked: { registrations: readonly { method: string }[] }) => {
    if (asked.registrations.some((registration) => registration.method === "textDocument/diagnostic")) pull = true;
    return null;
  });
  connection.onRequest("workspace/configuration", (asked: { items: readonly { section?: string }[] }) =>
    asked.items.map((item) => launch.settings[item.section ?? ""] ?? null),
  );
  connection.onRequest("workspace/workspaceFolders", () => [{ uri: folderUri, name: "bench" }]);
  for (const asked of [
    "window/workDoneProgress/create",
    "client/unregisterCapability",
    "workspace/diagnostic/refresh",
  ]) {
    connection.onRequest(asked, () => null);
  }
  connection.onUnhandledNotification(() => undefined);
  connection.onError(() => undefined);
  connection.listen();

  const hello = {
    processId: process.pid,
    rootUri: folderUri,
    capabilities: CAPABILITIES,
    workspaceFolders: [{ uri: folderUri, name: "bench" }],
  };
  const initialized: { capabilities: { diagnosticProvider?: unknown } } = await within(
    connection.sendRequest("initialize", hello),
    timeout,
  );
  if (initialized.capabilities.diagnosticProvider !== undefined) pull = true;
  await connection.sendNotification("initialized", {});
  if (Object.keys(launch.settings).length > 0) {
    await connection.sendNotification("workspace/didChangeConfiguration", { settings: launch.settings });
  }

  const diagnosticsOf = async (send: () => Promise<void>, limit: number): Promise<Answer> => {
    const start = performance.now();
    const published = new Promise<number>((resolve) => {
      waiting = { version, resolve };
    });
    await send();
    const diagnostics = await within(pull ? pulled(connection, uri) : published, limit);
    waiting = undefined;
    return { milliseconds: performance.now() - start, diagnostics };
  };

  return {
    mode: () => (pull ? "pull" : "push"),
    open: (text, limit) => {
      const textDocument = { uri, languageId: launch.languageId, version: ++version, text };
      return diagnosticsOf(() => connection.sendNotification("textDocument/didOpen", { textDocument }), limit);
    },
    edit: ({ line, character, insert }, limit) => {
      const end = { line, character: insert === undefined ? character + 1 : character };
      const change = {
        textDocument: { uri, version: ++version },
        contentChanges: [{ range: { start: { line, character }, end }, text: insert ?? "" }],
      };
      return diagnosticsOf(() => connection.sendNotification("textDocument/didChange", change), limit);
    },
    heap: async () => (launch.probe ? (await askProbe(child, "heap")).heapBytes : undefined),
    cpu: async () => (launch.probe ? ((await askProbe(child, "cpu")).cpuMicroseconds ?? 0) / 1000 : undefined),
    stop: () => stop(child, connection),
  };
}

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly unknown[];
}

interface ProbeAnswer {
  readonly heapBytes?: number;
  readonly cpuMicroseconds?: number;
}

const CAPABILITIES = {
  general: { positionEncodings: ["utf-16"] },
  textDocument: {
    synchronization: { dynamicRegistration: false, didSave: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    diagnostic: { dynamicRegistration: true, relatedDocumentSupport: false },
  },
  workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
  window: { workDoneProgress: true },
};

async function pulled(connection: ProtocolConnection, uri: string): Promise<number> {
  for (;;) {
    try {
      const report: { items?: readonly unknown[] } = await connection.sendRequest("textDocument/diagnostic", {
        textDocument: { uri },
      });
      return report.items?.length ?? 0;
    } catch (problem) {
      if (!(problem instanceof Error && "code" in problem && ASK_AGAIN.has(Number(problem.code)))) throw problem;
    }
  }
}

function askProbe(child: ChildProcess, question: "heap" | "cpu"): Promise<ProbeAnswer> {
  return new Promise((resolve) => {
    child.once("message", (answer: ProbeAnswer) => resolve(answer));
    child.send(question);
  });
}

async function beforeTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${Math.round(milliseconds / 1000)} s.`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function stop(child: ChildProcess, connection: ProtocolConnection): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  if (child.exitCode !== null || child.signalCode !== null) return;
  const politely = async (): Promise<void> => {
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
    await gone;
  };
  await beforeTimeout(politely(), EXIT_PATIENCE).catch(() => undefined);
  connection.dispose();
  if (child.exitCode === null && child.signalCode === null) {
    child.kill("SIGKILL");
    await gone;
  }
}
