import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ReportedFinding } from "../report/reported-findings.ts";
import { CommandFailure } from "./command-failure.ts";
import type { Host } from "./host.ts";
import { readTextFile, reasonOf } from "./read-text.ts";

/** A finding that is known and does not count, with enough for people to see what it was. */
export interface KnownFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly file: string;
  readonly message: string;
}

/** What stands in the file, so that nothing else is taken for one. */
const FORM = "drplan-baseline";
const VERSION = 1;

/** The findings that a baseline file knows. Throws a CommandFailure for what is none. */
export function readBaseline(name: string, host: Host): readonly KnownFinding[] {
  const path = resolve(host.cwd, name);
  if (!existsSync(path)) {
    throw new CommandFailure(name, "there is no such baseline; --write-baseline makes one");
  }
  const content = parsed(readTextFile(path, name), name);
  if (content[FORM] !== VERSION || !Array.isArray(content.findings) || !content.findings.every(isKnown)) {
    throw new CommandFailure(name, `is no baseline of version ${VERSION}; --write-baseline makes one`);
  }
  return content.findings;
}

function parsed(text: string, name: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new CommandFailure(name, "is no baseline: it is not JSON");
  }
}

function isKnown(entry: unknown): entry is KnownFinding {
  const { fingerprint, rule, file, message } = Object(entry) as Readonly<Record<string, unknown>>;
  return [fingerprint, rule, file, message].every((part) => typeof part === "string");
}

/** Writes what is found now as known, in an order that keeps differences small. */
export function writeBaseline(name: string, findings: readonly ReportedFinding[], host: Host): void {
  const known = findings.map(
    ({ fingerprint, rule, file, message }): KnownFinding => ({ fingerprint, rule, file, message }),
  );
  known.sort((a, b) => compared(a.file, b.file) || compared(a.rule, b.rule) || compared(a.fingerprint, b.fingerprint));
  try {
    writeFileSync(resolve(host.cwd, name), `${JSON.stringify({ [FORM]: VERSION, findings: known }, null, 2)}\n`);
  } catch (error) {
    throw new CommandFailure(name, reasonOf(error).replace("read", "written"));
  }
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
