/** What the client may send as `initializationOptions`. */
export interface InitializationOptions {
  /** Asks for `drplan/status`. */
  readonly status?: boolean;
  /** The client answers `drplan/readFile` and `drplan/listFiles`: for workspaces that the server cannot read itself. */
  readonly fileAccess?: boolean;
  /** The client's command that shows completions: run after a completion that more words follow. */
  readonly suggestCommand?: string;
  /** The client's command that shows what stands at a place (its arguments: URI and position), for code lenses. */
  readonly explainCommand?: string;
  /**
   * The client's command that shows the answer to `drplan/explain` (its arguments: URI and position), for links in hovers.
   * The client must trust such links.
   */
  readonly derivationCommand?: string;
  /** The folder of the rules' pages, `<code>.md`, as a URI: findings link to them. */
  readonly rulePages?: string;
  /** Settings for a client that doesn't answer `workspace/configuration`. */
  readonly settings?: PartialSettings;
}

/** The settings in section `drplan`. */
export interface Settings {
  readonly inlayHints: {
    /** Hints behind links. */
    readonly link: boolean;
    /** Hints behind replications. */
    readonly replication: boolean;
    /** Hints behind backups. */
    readonly backup: boolean;
    /** Hints behind migrations. */
    readonly migration: boolean;
    /** Hints behind tiers: how many of their workloads keep the objectives. */
    readonly recovery: boolean;
  };
  /** Lines above workloads and scenarios that tell the verdict. */
  readonly codeLens: boolean;
  /** The most problems that are reported for one file. */
  readonly maxNumberOfProblems: number;
}

/** Settings as a client sends them: any may be absent. */
export interface PartialSettings {
  readonly inlayHints?: Partial<Settings["inlayHints"]>;
  readonly codeLens?: boolean;
  readonly maxNumberOfProblems?: number;
}

/** Notifications from the server to the client, by method. */
export interface ServerNotifications {
  "drplan/status": Status;
}

export interface Status {
  /** `loading` while files that plans need are being read. */
  readonly state: "loading" | "ready";
  /** Version of the server. */
  readonly version: string;
  /** How many files the plans of the open files consist of. */
  readonly files: number;
  /** How long the last update of analyses and diagnostics took, in ms. */
  readonly lastUpdateMs: number;
}

/** Requests from the client to the server besides those of LSP, by method. */
export interface ClientRequests {
  /** How the figures of what stands at a place came about, and what moves them; `null` where nothing has figures. */
  "drplan/explain": { readonly params: DocumentPlace; readonly result: Explanation | null };
}

/** A place in an open document, in the encoding agreed upon, as LSP has it. */
export interface DocumentPlace {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
}

export interface Explanation {
  /** Of what: `link wan`. */
  readonly title: string;
  readonly markdown: string;
}

/** Requests from the server to the client, by method. */
export interface ServerRequests {
  /** The text of a file; `null` when there is no such file. */
  "drplan/readFile": { readonly params: { readonly uri: string }; readonly result: { readonly text: string } | null };
  /** The URIs of all plan files in the workspace folders. */
  "drplan/listFiles": { readonly params: Record<string, never>; readonly result: readonly string[] };
}
