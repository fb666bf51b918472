import { isPlanFile } from "./plan-file.ts";

/** What a search needs of the workspace. */
export interface SearchedWorkspace {
  /** The plan files in the workspace folders. */
  list(): Promise<readonly string[]>;
  /** The text of a file, or nothing when there is none; never fails. */
  read(uri: string): Promise<string | undefined>;
  isKnown(uri: string): boolean;
  /** Whether a configuration leaves it out of searches. */
  isLeftOut(uri: string): Promise<boolean>;
  /** Takes over a file that may import others. */
  take(uri: string, text: string): void;
  onDone(): void;
}

/** The most files that are looked through. */
const MOST_FILES = 2000;
/** How many of them are read at a time. */
const READS_AT_A_TIME = 16;

/** Looks through the workspace, once, for files that import others: what has no `plan` may be a part of one. */
export class ImporterSearch {
  private run: Promise<void> | "done" | undefined;

  constructor(private readonly workspace: SearchedWorkspace) {}

  get isStarted(): boolean {
    return this.run !== undefined;
  }

  /** Done once all is looked through; nothing when it is. */
  search(): Promise<void> | undefined {
    if (this.run === "done") return undefined;
    if (this.run) return this.run;
    const run = this.readImporters().then(() => {
      if (this.run !== run) return;
      this.run = "done";
      this.workspace.onDone();
    });
    this.run = run;
    return run;
  }

  /** There may be others than before: the next search looks again. */
  forget(): void {
    this.run = undefined;
  }

  private async readImporters(): Promise<void> {
    const { workspace } = this;
    const listed = await workspace.list();
    const waiting = listed.filter((uri) => isPlanFile(uri) && !workspace.isKnown(uri)).slice(0, MOST_FILES);
    const next = async (): Promise<void> => {
      for (let uri = waiting.pop(); uri !== undefined; uri = waiting.pop()) {
        if (await workspace.isLeftOut(uri)) continue;
        const text = await workspace.read(uri);
        // Files that import nothing are forgotten until a plan needs them.
        if (text?.includes("import") && !workspace.isKnown(uri)) workspace.take(uri, text);
      }
    };
    await Promise.all(Array.from({ length: READS_AT_A_TIME }, next));
  }
}
