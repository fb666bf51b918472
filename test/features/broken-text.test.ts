import { describe, expect, test } from "vitest";
import { completionsAt } from "../../server/src/features/completion.ts";
import { definitionsAt } from "../../server/src/features/definition.ts";
import { documentSymbols } from "../../server/src/features/document-symbols.ts";
import { foldingRanges } from "../../server/src/features/folding.ts";
import { hoverAt } from "../../server/src/features/hover.ts";
import { inlayHints } from "../../server/src/features/inlay-hints.ts";
import { renameAt } from "../../server/src/features/rename.ts";
import { selectionRanges } from "../../server/src/features/selection-ranges.ts";
import { semanticTokens } from "../../server/src/features/semantic-tokens.ts";
import { analyseText, MAIN } from "../support/analyse-text.ts";

const BROKEN = [
  "",
  "\n\n",
  "}",
  "{ } } {",
  "link",
  "link wan a <-> ",
  'site a { location "Fra',
  "site a { location 50.1, ; standby }\nlink wan a <-> a { bandwidth 155 ; rtt 8.. ms }",
  "replicate to to to to over over { mode mode }",
  "scenario s { lose ; lose site; expect rpo <= ; corrupt workload , }",
  "option o { link { bandwidth }; replicate ; without }\nrunbook for { step { after }; step step }",
  "/* never closed\nsite a {}",
  "tier t { rpo 1 h; rpo 2 h }\r\nworkload w { tier t; site t; needs w }\r\n",
  "técnica ñ { número 5 }\nsite 東京 { location 35.68, 139.69 }",
  "drill 2026-13-45 { measured o rpo }\nimport\nimport 5\nassume { route-factor }",
];

describe("every feature answers everywhere in a text that is broken", () => {
  test.each(BROKEN)("%j", (text) => {
    const analysis = analyseText(text);
    const whole = { start: 0, end: text.length };
    for (let offset = 0; offset <= text.length; offset++) {
      const hover = hoverAt(analysis, MAIN, offset);
      if (hover) expect(hover.span.start <= offset && offset <= hover.span.end).toBe(true);
      for (const { replace } of completionsAt(analysis, MAIN, offset).items) {
        expect(replace.start <= offset && offset <= replace.end).toBe(true);
      }
      for (const { origin } of definitionsAt(analysis, MAIN, offset)) {
        expect(origin.start <= offset && offset <= origin.end).toBe(true);
      }
      expect(renameAt(analysis, MAIN, offset, "renamed")).toBeDefined();
      for (const { start, end } of selectionRanges(analysis, MAIN, offset)) {
        expect(start <= offset && offset <= end).toBe(true);
      }
    }
    for (const { span } of documentSymbols(analysis, MAIN)) expect(span.end).toBeLessThanOrEqual(text.length);
    for (const { startLine, endLine } of foldingRanges(analysis, MAIN)) expect(endLine).toBeGreaterThan(startLine);
    for (const { offset } of inlayHints(analysis, MAIN, whole)) expect(offset).toBeLessThanOrEqual(text.length);
    expect(semanticTokens(analysis, MAIN).length % 5).toBe(0);
  });
});

test("a file that is not of the plan has nothing", () => {
  const analysis = analyseText("site a {}");
  expect(hoverAt(analysis, "file:///other.drplan", 0)).toBeUndefined();
  expect(completionsAt(analysis, "file:///other.drplan", 0).items).toEqual([]);
  expect(semanticTokens(analysis, "file:///other.drplan")).toEqual([]);
});
