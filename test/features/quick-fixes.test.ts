import { describe, expect, test } from "vitest";
import type { Analysis } from "../../server/src/analysis.ts";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { fixAll } from "../../server/src/features/fix-all.ts";
import { analysisAfter, fileEdits, proveFix } from "../../server/src/features/prove-fix.ts";
import { findingsIn, quickFixes } from "../../server/src/features/quick-fixes.ts";
import type { Finding } from "../../server/src/findings/finding.ts";
import type { FixCandidate } from "../../server/src/findings/rule.ts";
import { analyseText, MAIN, uriOf } from "../support/analyse-text.ts";
import { unmark } from "../support/marked-text.ts";

const SITES = `site a { location 50.1109, 8.6821 }
site b { location 53.3498, -6.2603 }
`;

/** The repairs offered at the cursor, each as its title and the text after it. */
function fixesAt(marked: string): Readonly<Record<string, string>> {
  const { text, cursor = 0 } = unmark(marked);
  const fixes = quickFixes(analyseText(text), MAIN, { start: cursor, end: cursor });
  return Object.fromEntries(fixes.map(({ title, edits }) => [title, applyEdits(text, edits.get(MAIN) ?? [])]));
}

describe("what is offered", () => {
  test("one repair for each meaning of an ambiguous unit", () => {
    const texts = Object.values(fixesAt(`${SITES}link w a <-> b { bandwidth 2 MB<|>ps }`));
    expect(texts.sort()).toEqual([
      `${SITES}link w a <-> b { bandwidth 2 MB/s }`,
      `${SITES}link w a <-> b { bandwidth 2 Mbps }`,
    ]);
  });
  test("repairs of syntax", () => {
    const texts = Object.values(fixesAt("site a { location: <|>50.11, 8.68 }".replace(": <|>", "<|>: ")));
    expect(texts).toContain("site a { location 50.11, 8.68 }");
  });
  test("once where it repairs two findings of one statement", () => {
    const { text, cursor = 0 } = unmark(`${SITES}link wan a <-> b { bandwidth 155 Mbps; rtt 1 ms }
tier gold { rpo 0 s; rto 1 h }
workload files { site a; tier gold; data 1 TB; change 20 MB/s; burst 1x }
replicate<|> files to b over wan { mode sync; using vsan-stretched }`);
    const range = { start: cursor, end: cursor };
    const analysis = analyseText(text);
    const small = findingsIn(analysis, MAIN, range).filter(({ finding }) => finding.rule === "link-too-small");
    expect(small).toHaveLength(2);
    const raised = quickFixes(analysis, MAIN, range).filter(({ title }) => title.startsWith("Raise 'wan'"));
    expect(raised).toHaveLength(1);
  });
  test("only for what is found at the place", () => {
    expect(fixesAt(`${SITES}<|>link w a <-> b { bandwidth 2 MBps }`)).toEqual({});
    const { text, ranges } = unmark(
      `${SITES}link w a <-> b { <|bandwidth 2 MBps|> }\nlink v a <-> b { bandwidth 3 MBps }`,
    );
    const [range = { start: 0, end: 0 }] = ranges;
    expect(findingsIn(analyseText(text), MAIN, range)).toHaveLength(1);
  });
});

/** A plan in two files with a synchronous copy that is too far. */
const FAR = {
  "main.drplan": `import "tiers.drplan"
${SITES}workload o { site a; tier gold; data 1 TB; change 1 MB/s }
link w a <-> b { bandwidth 10 Gbps; rtt 20 ms }
replicate o to b over w { mode sync }
`,
  "tiers.drplan": "tier gold { rpo 0 s; rto 4 h; write-latency 5 ms }\n",
};

function findingOf(analysis: Analysis, rule: string): Finding {
  for (const findings of analysis.findings.values()) {
    const found = findings.find((finding) => finding.rule === rule);
    if (found) return found;
  }
  throw new Error(`Nothing was found by '${rule}'.`);
}

/** A repair that replaces pieces of the text of declarations. */
function candidate(analysis: Analysis, changes: readonly (readonly [piece: string, text: string])[]): FixCandidate {
  const edits = changes.map(([piece, text]) => {
    for (const { id, unit } of analysis.plan.declarations.values()) {
      const start = "lineBreaks" in unit ? unit.text.indexOf(piece) : -1;
      if (start >= 0) return { declaration: id, span: { start, end: start + piece.length }, text };
    }
    throw new Error(`'${piece}' is nowhere.`);
  });
  return { edits, title: () => "Repair it" };
}

describe("a repair is proven before it is offered", () => {
  const analysis = analyseText(FAR);
  const finding = findingOf(analysis, "sync-too-far");
  const prove = (...changes: readonly (readonly [string, string])[]) =>
    proveFix(analysis, finding, candidate(analysis, changes));

  test("over several declarations and files", () => {
    const fix = prove(["mode sync", "mode async"], ["rpo 0 s", "rpo 1 h"]);
    expect(Object.fromEntries(fix?.edits ?? [])).toEqual({
      [uriOf("main.drplan")]: [{ span: spanOf("main.drplan", "mode sync"), text: "mode async" }],
      [uriOf("tiers.drplan")]: [{ span: spanOf("tiers.drplan", "rpo 0 s"), text: "rpo 1 h" }],
    });
  });
  test("several edits of one block, and of blocks behind each other", () => {
    const fix = prove(["mode sync", "mode async"], ["over w ", ""], ["rpo 0 s", "rpo 1 h"], ["10 Gbps", "20 Gbps"]);
    const text = applyEdits(FAR["main.drplan"], fix?.edits.get(MAIN) ?? []);
    expect(text).toContain("replicate o to b { mode async }");
    expect(text).toContain("bandwidth 20 Gbps");
  });
  test("not one that leaves the finding", () => expect(prove(["mode sync", "mode  sync"])).toBeUndefined());
  test("not one that brings an error elsewhere", () =>
    expect(prove(["mode sync", "mode async"], ["rpo 0 s", "rpo nonsense"])).toBeUndefined());
  test("not one that breaks the text", () => expect(prove(["mode sync }", ""])).toBeUndefined());
  test("not one that has nothing to say for itself", () => {
    const mute = {
      ...candidate(analysis, [
        ["mode sync", "mode async"],
        ["rpo 0 s", "rpo 1 h"],
      ]),
      title: () => undefined,
    };
    expect(proveFix(analysis, finding, mute)).toBeUndefined();
  });
  test("not one whose edits overlap", () => {
    const { edits } = candidate(analysis, [
      ["mode sync", "mode async"],
      ["sync }", "async }"],
    ]);
    expect(fileEdits(analysis, edits)).toBeUndefined();
  });
  test("and leaves the plan as it was", () => {
    prove(["mode sync", "mode async"], ["rpo 0 s", "rpo 1 h"]);
    expect(findingOf(analysis, "sync-too-far")).toBe(finding);
  });

  function spanOf(file: keyof typeof FAR, piece: string) {
    const start = FAR[file].indexOf(piece);
    return { start, end: start + piece.length };
  }
});

test("every repair that is offered mends what it is offered for, and breaks nothing", () => {
  const analysis = analyseText(FAR);
  const fixes = [...analysis.plan.files.keys()].flatMap((uri) =>
    quickFixes(analysis, uri, { start: 0, end: Number.MAX_SAFE_INTEGER }),
  );
  expect(fixes.length).toBeGreaterThan(0);
  for (const { edits, finding } of fixes) {
    const after = analysisAfter(analysis, edits, () => undefined);
    const same = after?.findings.get(finding.declaration)?.filter(({ rule }) => rule === finding.rule) ?? [];
    expect(same).toEqual([]);
    expect(errorsOf(after)).toBeLessThanOrEqual(errorsOf(analysis));
  }
});

function errorsOf(analysis: Analysis | undefined): number {
  return [...(analysis?.findings.values() ?? [])].flat().filter(({ severity }) => severity === "error").length;
}

describe("all repairs of one obvious meaning at once", () => {
  test("each on the plan as the one before left it; what is ambiguous stays", () => {
    const text = `${SITES}link w a <-> b { bandwith 2 Gbps; medum mpls; other-traffic 2 MBps }\nsite c { loction 1, 1 }\n`;
    const { edits, fixes, after } = fixAll(analyseText(text), MAIN);
    const fixed = applyEdits(text, edits.get(MAIN) ?? []);
    expect(fixed).toBe(
      `${SITES}link w a <-> b { bandwidth 2 Gbps; medium mpls; other-traffic 2 MBps }\nsite c { location 1, 1 }\n`,
    );
    expect(fixes).toHaveLength(3);
    expect(errorsOf(after)).toBeLessThan(errorsOf(analyseText(text)));
  });
  test("nothing to do", () => {
    const analysis = analyseText(SITES);
    expect(fixAll(analysis)).toMatchObject({ fixes: [], after: analysis });
    expect(fixAll(analysis).edits.size).toBe(0);
  });
});
