import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fixesFor } from "../../server/src/features/quick-fixes.ts";
import { analyseText } from "../support/analyse-text.ts";

/**
 * Cases in text files: a title, a plan, and what is found in it. `=== name` starts another file of the plan. Behind `==>`
 * stands each error and warning in the order of the text, `severity rule: part of the message`, and under it the repairs
 * that are offered, as parts of their titles; `no repair` for none. Where no repair stands, none is asked for.
 */
const FOLDER = join(import.meta.dirname, "cases");

interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly expected: readonly ExpectedFinding[];
}

interface ExpectedFinding {
  readonly severity: string;
  readonly rule: string;
  readonly message: string;
  readonly repairs: readonly string[] | undefined;
}

describe.each(readdirSync(FOLDER).filter((name) => name.endsWith(".txt")))("%s", (name) => {
  const cases = readCases(readFileSync(join(FOLDER, name), "utf8"));

  test.each(cases.map((one) => [one.title, one] as const))("%s", (_title, { files, expected }) => {
    const analysis = analyseText(files);
    const ids = [...analysis.plan.files.values()].flatMap((file) => file.ids);
    const found = ids
      .flatMap((id) => analysis.findings.get(id) ?? [])
      .filter(({ severity }) => severity === "error" || severity === "warning");
    expect(found.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`)).toEqual(
      expected.map(({ severity, rule, message }) => expect.stringMatching(part(`${severity} ${rule}: `, message))),
    );
    for (const [index, { repairs }] of expected.entries()) {
      const finding = found[index];
      if (!repairs || !finding) continue;
      const titles = fixesFor(analysis, finding).map((fix) => fix.title.replaceAll("\u00a0", " "));
      expect(titles).toEqual(repairs.map((title) => expect.stringContaining(title)));
    }
  });
});

function part(start: string, text: string): RegExp {
  const escaped = (plain: string) => plain.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "[ \u00a0]");
  return new RegExp(`^${escaped(start)}.*${text.split(" … ").map(escaped).join(".*")}`);
}

function readCases(text: string): readonly Case[] {
  return text
    .split(/^# /m)
    .slice(1)
    .map((chunk) => {
      const [head = "", result = ""] = chunk.split(/^==>\n/m);
      const [title = "", ...lines] = head.split("\n");
      return { title, files: readFiles(lines.join("\n")), expected: readExpected(result) };
    });
}

function readFiles(text: string): Readonly<Record<string, string>> {
  const [main = "", ...others] = text.split(/^=== /m);
  const files: Record<string, string> = { "main.drplan": main };
  for (const other of others) {
    const end = other.indexOf("\n");
    files[other.slice(0, end)] = other.slice(end + 1);
  }
  return files;
}

function readExpected(text: string): readonly ExpectedFinding[] {
  const expected: ExpectedFinding[] = [];
  for (const line of text.split("\n").filter((one) => one.trim() !== "")) {
    const repair = /^ +(.*)$/.exec(line)?.[1];
    const last = expected.at(-1);
    if (repair !== undefined && last) {
      const repairs = repair === "no repair" ? [] : [...(last.repairs ?? []), repair];
      expected[expected.length - 1] = { ...last, repairs };
      continue;
    }
    const [, severity, rule, message] = /^(\w+) ([\w-]+): (.*)$/.exec(line) ?? [];
    if (severity === undefined || rule === undefined || message === undefined)
      throw new Error(`Not a finding: ${line}`);
    expected.push({ severity, rule, message, repairs: undefined });
  }
  return expected;
}
