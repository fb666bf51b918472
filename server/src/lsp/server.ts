import { ErrorCodes, ResponseError } from "vscode-jsonrpc";
import type { InitializeParams } from "vscode-languageserver";
import { version } from "../../package.json";
import { CONFIG_NAME } from "../config/config-file.ts";
import type { InitializationOptions } from "../protocol.ts";
import { canonicalUri } from "../workspace/canonical-uri.ts";
import type { WorkspaceHost } from "../workspace.ts";
import { serverCapabilities } from "./capabilities.ts";
import { clientFiles, NO_FILES } from "./client-files.ts";
import type { Connection } from "./connection.ts";
import { caught, createGuard } from "./guard.ts";
import type { NotificationsToServer } from "./methods.ts";
import { registerFeatures } from "./register-features.ts";
import { clientFeatures, Session } from "./session.ts";
import { readSettings } from "./settings.ts";
import { createStatus } from "./status.ts";
import { type Clock, Updates } from "./updates.ts";

/** What differs between a process and a web worker. */
export interface Runtime extends Clock {
  /** Access to the files of URIs that the server can read without the client. */
  readonly files?: {
    readonly scheme: string;
    readonly access: (folders: () => readonly string[]) => Required<WorkspaceHost>;
  };
  /** The client is known: a process can watch whether it lives. */
  onInitialize?(params: InitializeParams): void;
  /** The client wants no more; `orderly` when it said so before. */
  exit(orderly: boolean): void;
}

/** Files that a plan may consist of. */
const WATCHED = ["**/*.drplan", "**/*.drplan.json", `**/${CONFIG_NAME}`];

/** Serves one client, from `initialize` to `exit`. */
export function startServer(connection: Connection, runtime: Runtime): void {
  let host: WorkspaceHost = NO_FILES;
  const session = new Session(
    connection,
    { read: (uri) => host.read(uri), list: async () => (await host.list?.()) ?? [] },
    () => updates.changed(),
  );
  const updates = new Updates(session, runtime, createStatus(session, version, runtime));
  const { documents, workspace } = session;
  const on = <M extends keyof NotificationsToServer>(
    method: M,
    handle: (params: NotificationsToServer[M]) => void,
  ): void => connection.onNotification(method, (params) => caught(session, method, undefined, () => handle(params)));

  registerLifetime(session, runtime, (params) => {
    const options: InitializationOptions = params.initializationOptions ?? {};
    session.client = clientFeatures(params.capabilities, options);
    session.settings = readSettings(options.settings);
    host = hostFor(connection, runtime, options, () => workspace.folders);
    workspace.folders = foldersOf(params);
  });
  on("initialized", () => {
    registerWatchers(session);
    void fetchSettings(session, updates);
  });
  on("textDocument/didOpen", ({ textDocument }) => updates.changed(documents.opened(textDocument)));
  on("textDocument/didChange", (params) => updates.changed(documents.changed(params)));
  on("textDocument/didClose", ({ textDocument }) => {
    const document = documents.closed(textDocument.uri);
    if (document) updates.closed(document);
  });
  on("workspace/didChangeWatchedFiles", ({ changes }) =>
    workspace.changed(changes.map(({ uri }) => canonicalUri(uri))),
  );
  on("workspace/didChangeWorkspaceFolders", ({ event: { added, removed } }) => {
    const gone = new Set(removed.map(({ uri }) => folderUri(uri)));
    const kept = workspace.folders.filter((folder) => !gone.has(folder));
    workspace.folders = [...kept, ...added.map(({ uri }) => folderUri(uri))];
    updates.changed();
  });
  on("workspace/didChangeConfiguration", ({ settings }) => {
    if (session.client.answersConfiguration) void fetchSettings(session, updates);
    else updates.settingsChanged(readSettings(settings?.drplan));
  });
  registerFeatures(session, createGuard(session), updates, runtime);
  connection.listen();
}

function registerLifetime(session: Session, runtime: Runtime, start: (params: InitializeParams) => void): void {
  const { connection } = session;
  let isShutDown = false;
  connection.onRequest("initialize", (params) => {
    if (isShutDown) return new ResponseError<never>(ErrorCodes.InvalidRequest, "The server was shut down.");
    caught(session, "initialize", undefined, () => start(params));
    runtime.onInitialize?.(params);
    return { capabilities: serverCapabilities(session.client), serverInfo: { name: "drplan", version } };
  });
  connection.onRequest("shutdown", () => {
    isShutDown = true;
    return null;
  });
  connection.onNotification("exit", () => runtime.exit(isShutDown));
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => folderUri(uri));
  return rootUri ? [folderUri(rootUri)] : [];
}

function folderUri(uri: string): string {
  return canonicalUri(uri).replace(/\/$/, "");
}

/** Reads what it can by itself, and asks the client for the rest. */
function hostFor(
  connection: Connection,
  { files }: Runtime,
  { fileAccess }: InitializationOptions,
  folders: () => readonly string[],
): WorkspaceHost {
  const client = fileAccess ? clientFiles(connection) : NO_FILES;
  if (!files) return client;
  const isOwn = (uri: string) => uri.startsWith(`${files.scheme}:`);
  const own = files.access(() => folders().filter(isOwn));
  return {
    read: (uri) => (isOwn(uri) ? own.read(uri) : client.read(uri)),
    list: async () => {
      const others = folders().every(isOwn) ? [] : ((await client.list?.()) ?? []);
      return [...(await own.list()), ...others.filter((uri) => !isOwn(uri))];
    },
  };
}

function registerWatchers({ client, connection, logError }: Session): void {
  const registrations = [];
  if (client.registersWatchers) {
    const registerOptions = { watchers: WATCHED.map((globPattern) => ({ globPattern })) };
    registrations.push({ id: "files", method: "workspace/didChangeWatchedFiles", registerOptions });
  }
  if (client.registersConfiguration) {
    const registerOptions = { section: "drplan" };
    registrations.push({ id: "settings", method: "workspace/didChangeConfiguration", registerOptions });
  }
  if (registrations.length === 0) return;
  connection
    .request("client/registerCapability", { registrations })
    .catch((error: unknown) => logError("Registering", error));
}

async function fetchSettings({ client, connection, logError }: Session, updates: Updates): Promise<void> {
  if (!client.answersConfiguration) return;
  try {
    const [settings] = await connection.request("workspace/configuration", { items: [{ section: "drplan" }] });
    updates.settingsChanged(readSettings(settings));
  } catch (error) {
    logError("Reading the settings", error);
  }
}
