import { resolve } from "node:path";
import { parseArgs } from "node:util";

/** What `@vscode/test-electron` asks `code` to do. */
export interface SuiteRun {
  /** The folder of the extension under development. */
  readonly extension: string;
  /** The module whose `run` runs the suite. */
  readonly suite: string;
  /** In the browser's extension host instead of a process. */
  readonly web: boolean;
  /** The folder to open. */
  readonly workspace: string | undefined;
  readonly userData: string | undefined;
  readonly extensions: string | undefined;
}

/** Reads the arguments of `code`; those that only a desktop understands are left aside. Throws when there is no suite. */
export function readArguments(argv: readonly string[]): SuiteRun {
  const { values, positionals } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { type: "string" },
      extensionDevelopmentKind: { type: "string" },
      extensionTestsPath: { type: "string" },
      "user-data-dir": { type: "string" },
      "extensions-dir": { type: "string" },
    },
  });
  const text = (name: keyof typeof values) => (typeof values[name] === "string" ? values[name] : undefined);
  const extension = text("extensionDevelopmentPath");
  const suite = text("extensionTestsPath");
  if (extension === undefined || suite === undefined) {
    throw new Error("Needed: --extensionDevelopmentPath=FOLDER --extensionTestsPath=FILE [FOLDER]");
  }
  return {
    extension: resolve(extension),
    suite: resolve(suite),
    web: text("extensionDevelopmentKind") === "web",
    workspace: positionals[0] === undefined ? undefined : resolve(positionals[0]),
    userData: text("user-data-dir"),
    extensions: text("extensions-dir"),
  };
}
