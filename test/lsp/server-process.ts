import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import type {
  ClientCapabilities,
  InitializeResult,
  LogMessageParams,
  PublishDiagnosticsParams,
} from "vscode-languageserver";

/** How long anything is waited for, in ms: far more than it takes, so that only what never comes fails. */
const PATIENCE = 10_000;

/** Bundles the server as the extension ships it. */
export async function bundleServer(): Promise<{ readonly file: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "drplan-server-"));
  const file = join(folder, "server.js");
  await build({
    entryPoints: ["server/src/lsp/node.ts"],
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    outfile: file,
    logLevel: "error",
  });
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}

export interface ServerOptions {
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: object;
  /** What the client answers to `workspace/configuration`. */
  readonly settings?: object;
}

export interface ServerProcess {
  readonly connection: MessageConnection;
  readonly initialized: InitializeResult;
  readonly published: PublishDiagnosticsParams[];
  readonly logged: LogMessageParams[];
  /** Methods of requests and notifications of the server, in order; those of diagnostics and the log left out. */
  readonly received: { readonly method: string; readonly params: unknown }[];
  open(uri: string, text: string): void;
  /** Replaces the first occurrence of a text in an open document, as typing does. */
  replace(uri: string, text: string, by: string): void;
  /** The text of an open document. */
  textOf(uri: string): string;
  /** Sends edits in the protocol's own form; `textOf` follows the last one, which must be the whole text. */
  send(method: string, params: object): void;
  /** The published diagnostics of the newest version of a document. */
  diagnostics(uri: string): Promise<PublishDiagnosticsParams["diagnostics"]>;
  until<T>(what: string, ask: () => T | undefined | false): Promise<T>;
  /** The exit code, once the process has ended. */
  readonly exited: Promise<number | null>;
  /** Shuts it down as the protocol says; the exit code. */
  stop(): Promise<number | null>;
}

export async function startServer(bundle: string, options: ServerOptions = {}): Promise<ServerProcess> {
  const child = spawn(process.execPath, [bundle, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const published: PublishDiagnosticsParams[] = [];
  const logged: LogMessageParams[] = [];
  const received: { method: string; params: unknown }[] = [];
  const texts = new Map<string, { version: number; text: string }>();
  connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    published.push(params);
  });
  connection.onNotification("window/logMessage", (params: LogMessageParams) => {
    logged.push(params);
  });
  connection.onNotification((method, params) => {
    received.push({ method, params });
  });
  connection.onRequest("workspace/configuration", ({ items }: { items: readonly unknown[] }) =>
    items.map(() => options.settings ?? null),
  );
  connection.onRequest((method, params) => {
    received.push({ method, params });
    return null;
  });
  connection.listen();
  const folders = (options.folders ?? []).map((uri) => ({ uri, name: "test" }));
  const initialized: InitializeResult = await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: options.capabilities ?? {},
    workspaceFolders: folders,
    initializationOptions: options.initializationOptions,
  });
  await connection.sendNotification("initialized", {});
  const send = (method: string, params: object) => void connection.sendNotification(method, params);
  const until = async <T>(what: string, ask: () => T | undefined | false): Promise<T> => {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const answer = ask();
      if (answer !== undefined && answer !== false) return answer;
      if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return {
    connection,
    initialized,
    published,
    logged,
    received,
    send,
    until,
    exited,
    open(uri, text) {
      texts.set(uri, { version: 1, text });
      send("textDocument/didOpen", { textDocument: { uri, languageId: "drplan", version: 1, text } });
    },
    replace(uri, old, by) {
      const { version, text } = texts.get(uri) ?? { version: 0, text: "" };
      const at = text.indexOf(old);
      if (at < 0) throw new Error(`The document holds no '${old}'.`);
      texts.set(uri, { version: version + 1, text: text.slice(0, at) + by + text.slice(at + old.length) });
      const range = { start: positionIn(text, at), end: positionIn(text, at + old.length) };
      const textDocument = { uri, version: version + 1 };
      send("textDocument/didChange", { textDocument, contentChanges: [{ range, text: by }] });
    },
    textOf: (uri) => texts.get(uri)?.text ?? "",
    diagnostics: (uri) =>
      until(`diagnostics of ${uri}`, () => {
        const last = published.findLast((params) => params.uri === uri);
        return last && last.version === texts.get(uri)?.version && last.diagnostics;
      }),
    async stop() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      const code = await exited;
      connection.dispose();
      return code;
    },
  };
}

/** The position of an offset in a text whose lines end in `\n`, in UTF-16 code units. */
export function positionIn(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
