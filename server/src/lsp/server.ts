import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
} from "vscode-languageserver";
import { version } from "../../package.json";
import type { InitializationOptions } from "../protocol.ts";
import type { WorkspaceHost } from "../workspace.ts";
import { canonicalUri } from "./canonical-uri.ts";
import { serverCapabilities } from "./capabilities.ts";
import { clientFiles, NO_FILES } from "./client-files.ts";
import { createGuard, guarded } from "./guard.ts";
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
}

/** Files that a plan may consist of. */
const WATCHED = ["**/*.drplan", "**/*.drplan.json"];

/** Serves one client, from `initialize` to `exit`. */
export function startServer(connection: Connection, runtime: Runtime): void {
  let folders: readonly string[] = [];
  let host: WorkspaceHost = NO_FILES;
  const session = new Session(
    connection,
    { read: (uri) => host.read(uri), list: async () => (await host.list?.()) ?? [] },
    () => updates.changed(),
  );
  const updates = new Updates(session, runtime, createStatus(session, version, runtime));
  const { documents, workspace } = session;
  const setFolders = (uris: readonly string[]) => {
    folders = uris.map((uri) => canonicalUri(uri).replace(/\/$/, ""));
    workspace.setFolders(folders);
  };

  connection.onInitialize((params): InitializeResult => {
    const options: InitializationOptions = params.initializationOptions ?? {};
    session.client = clientFeatures(params.capabilities, options.status === true);
    session.settings = readSettings(options.settings);
    host = hostFor(connection, runtime, options, () => folders);
    setFolders(foldersOf(params));
    return { capabilities: serverCapabilities(session.client), serverInfo: { name: "drplan", version } };
  });
  connection.onInitialized(() => {
    const { client } = session;
    if (client.registersWatchers) {
      const watchers = WATCHED.map((globPattern) => ({ globPattern }));
      register(session, connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    if (client.registersConfiguration) {
      register(session, connection.client.register(DidChangeConfigurationNotification.type, { section: "drplan" }));
    }
    if (client.changesFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(
        guarded(session, "Changing folders", ({ added, removed }) => {
          const gone = new Set(removed.map(({ uri }) => canonicalUri(uri).replace(/\/$/, "")));
          setFolders([...folders.filter((folder) => !gone.has(folder)), ...added.map(({ uri }) => uri)]);
          updates.changed();
        }),
      );
    }
    void fetchSettings(session, updates);
  });

  connection.onDidOpenTextDocument(
    guarded(session, "Opening a document", (params) => updates.changed(documents.opened(params.textDocument))),
  );
  connection.onDidChangeTextDocument(
    guarded(session, "Changing a document", (params) => updates.changed(documents.changed(params))),
  );
  connection.onDidCloseTextDocument(
    guarded(session, "Closing a document", (params) => {
      const document = documents.closed(params.textDocument.uri);
      if (document) updates.closed(document);
    }),
  );
  connection.onDidChangeWatchedFiles(
    guarded(session, "Following changes of files", ({ changes }) =>
      workspace.changed(changes.map(({ uri }) => canonicalUri(uri))),
    ),
  );
  connection.onDidChangeConfiguration(
    guarded(session, "Changing settings", ({ settings }) => {
      if (session.client.answersConfiguration) void fetchSettings(session, updates);
      else {
        session.settings = readSettings(settings?.drplan);
        updates.settingsChanged();
      }
    }),
  );
  registerFeatures(session, createGuard(session), updates);
  connection.listen();
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
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
    list: async () => [
      ...(await own.list()),
      ...(folders().every(isOwn) ? [] : ((await client.list?.()) ?? []).map(canonicalUri).filter((uri) => !isOwn(uri))),
    ],
  };
}

async function fetchSettings(session: Session, updates: Updates): Promise<void> {
  if (!session.client.answersConfiguration) return;
  try {
    session.settings = readSettings(await session.connection.workspace.getConfiguration("drplan"));
    updates.settingsChanged();
  } catch (error) {
    session.logError("Reading the settings", error);
  }
}

function register(session: Session, registration: Promise<unknown>): void {
  registration.catch((error: unknown) => session.logError("Registering", error));
}
