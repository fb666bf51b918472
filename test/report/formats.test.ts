import { describe, expect, test } from "vitest";
import { githubAnnotations } from "../../server/src/report/github-annotations.ts";
import { junitReport } from "../../server/src/report/junit.ts";
import type { ReportedFinding } from "../../server/src/report/reported-findings.ts";
import { SourceLines } from "../../server/src/report/source-lines.ts";

function finding(changes: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    rule: "no-route",
    severity: "error",
    message: "It is wrong.",
    file: "plans/a.drplan",
    range: { start: { line: 6, character: 19 }, end: { line: 6, character: 24 } },
    lines: new SourceLines(""),
    related: [],
    fingerprint: "f",
    suppressedBy: undefined,
    origin: undefined,
    ...changes,
  };
}

describe("annotations for GitHub", () => {
  test("count lines and columns from one, the last column included", () => {
    expect(githubAnnotations([finding()])).toBe(
      "::error file=plans/a.drplan,line=7,endLine=7,col=20,endColumn=24,title=no-route::It is wrong.\n",
    );
  });

  test("give no columns where several lines are meant", () => {
    const range = { start: { line: 0, character: 3 }, end: { line: 2, character: 1 } };
    expect(githubAnnotations([finding({ range, severity: "hint" })])).toBe(
      "::notice file=plans/a.drplan,line=1,endLine=3,title=no-route::It is wrong.\n",
    );
  });

  test("cannot be led into another command by a file or a message", () => {
    const written = githubAnnotations([
      finding({ file: "a,line=1:b%.drplan", message: "50 %\n::set-env name=X::y\r" }),
    ]);
    expect(written.trimEnd().split("\n")).toHaveLength(1);
    expect(written).toContain("file=a%2Cline=1%3Ab%25.drplan,");
    expect(written).toContain("::50 %25%0A::set-env name=X::y%0D");
  });

  test("mark nothing as at least one character", () => {
    const range = { start: { line: 0, character: 4 }, end: { line: 0, character: 4 } };
    expect(githubAnnotations([finding({ range })])).toContain("col=5,endColumn=5,");
  });
});

describe("JUnit", () => {
  const suppressed = finding({ suppressedBy: { reason: 'said "so" & signed', until: undefined } });

  test("has a suite for each file, and counts", () => {
    const xml = junitReport(
      ["plans/a.drplan", "plans/b.drplan"],
      [finding(), finding({ severity: "hint" }), suppressed],
      "warning",
    );
    const { tags, problems } = readXml(xml);
    expect(problems).toEqual([]);
    expect(
      tags
        .filter(({ name }) => name === "testsuite")
        .map(({ attributes }) => [attributes.name, attributes.tests, attributes.failures, attributes.skipped]),
    ).toEqual([
      ["plans/a.drplan", "3", "1", "1"],
      ["plans/b.drplan", "1", "0", "0"],
    ]);
    expect(tags.find(({ name }) => name === "testsuites")?.attributes).toMatchObject({
      tests: "4",
      failures: "1",
      skipped: "1",
      errors: "0",
    });
    expect(tags.find(({ name }) => name === "skipped")?.attributes.message).toBe('said "so" & signed');
    expect(tags.find(({ name }) => name === "failure")?.attributes).toMatchObject({
      type: "no-route",
      message: "It is wrong.",
    });
  });

  test("is well-formed whatever stands in it", () => {
    const odd = finding({ message: `<b> & ]]> "x" 'y' \u0000\u001b\ud800 \u{1f600}\n\t`, file: 'a<&">.drplan' });
    const { tags, problems } = readXml(junitReport([], [odd], "error"));
    expect(problems).toEqual([]);
    expect(tags.find(({ name }) => name === "testsuite")?.attributes.name).toBe('a<&">.drplan');
    expect(tags.find(({ name }) => name === "failure")?.attributes.message).toBe(
      `<b> & ]]> "x" 'y' \ufffd\ufffd\ufffd \u{1f600}  `,
    );
  });

  test("fails nothing where nothing fails", () => {
    expect(junitReport([], [finding()], undefined)).toContain('failures="0"');
  });
});

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The tags of a document, and what is wrong with it as XML 1.0: enough of a parser for what has no comments or CDATA. */
function readXml(xml: string): { readonly tags: readonly Tag[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const tags: Tag[] = [];
  const open: string[] = [];
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xml)) problems.push("an illegal character");
  const body = xml.replace(/^<\?xml [^?]*\?>\n/, "");
  for (const [, text = "", closing, name = "", rest = "", empty] of body.matchAll(
    /([^<]*)(?:<(\/?)([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|$)/g,
  )) {
    if (/&(?!(?:amp|lt|gt|quot|apos);)|\]\]>/.test(text + rest)) problems.push(`an entity in ${text}${rest}`);
    if (open.length === 0 && text.trim() !== "") problems.push(`text outside: ${text}`);
    if (name === "") continue;
    if (closing) {
      if (open.pop() !== name) problems.push(`</${name}>`);
      continue;
    }
    const attributes = [...rest.matchAll(/([\w-]+)="([^"]*)"/g)].map(
      ([, key = "", value = ""]) => [key, plain(value)] as const,
    );
    if (new Set(attributes.map(([key]) => key)).size < attributes.length) problems.push(`twice in ${rest}`);
    tags.push({ name, attributes: Object.fromEntries(attributes) });
    if (!empty) open.push(name);
  }
  const rebuilt = [...body.matchAll(/<[^>]*>/g)].length;
  if (open.length > 0 || rebuilt === 0) problems.push(`open: ${open}`);
  return { tags, problems };
}

function plain(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
