import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { documentLinks } from "../../server/src/features/document-links.ts";
import { type DocumentSymbol, documentSymbols } from "../../server/src/features/document-symbols.ts";
import { foldingRanges } from "../../server/src/features/folding.ts";
import { formatEdits } from "../../server/src/features/format.ts";
import { selectionRanges } from "../../server/src/features/selection-ranges.ts";
import { semanticTokens, TOKEN_TYPES } from "../../server/src/features/semantic-tokens.ts";
import { workspaceSymbols } from "../../server/src/features/workspace-symbols.ts";
import { analyseText, MAIN, uriOf } from "../support/analyse-text.ts";
import { unmarkCursor } from "../support/marked-text.ts";

describe("symbols", () => {
  /** `kind name (detail)`, nested ones indented. */
  function outlined(text: string): readonly string[] {
    const lines = (symbols: readonly DocumentSymbol[], indent: string): string[] =>
      symbols.flatMap(({ kind, name, detail, children, selection, span }) => {
        expect(span.start <= selection.start && selection.end <= span.end).toBe(true);
        return [`${indent}${kind} ${name} (${detail})`, ...lines(children, `${indent}  `)];
      });
    return lines(documentSymbols(analyseText(text), MAIN), "");
  }

  test("blocks by name or header, nested blocks inside", () =>
    expect(
      outlined(`plan "Retail" {}
import "sites.drplan"
site a "Main hall" {}
link wan a <-> b {}
replicate o,
  p to b {}
runbook for fire { step call "Call" {}; step go {} }
option x { link wan { bandwidth 1 Gbps }; replicate o to c {} }
assume { route-factor 2 }
`),
    ).toEqual([
      "plan Retail (plan)",
      "import sites.drplan (import)",
      "site a (Main hall)",
      "link wan (a <-> b)",
      "replicate o, p to b (replicate)",
      "runbook for fire (runbook)",
      "  step call (Call)",
      "  step go ()",
      "option x ()",
      "  link wan ()",
      "  replicate o to c (replicate)",
      "assume assume ()",
    ]));
  test("what is only half there, and nothing for unknown words", () =>
    expect(outlined("site\nnonsense x {}\nlink wan a <->\ntier t {")).toEqual([
      "site site ()",
      "link wan (a <->)",
      "tier t ()",
    ]));

  test("of the whole plan, by name or label", () => {
    const analysis = analyseText({
      "main.drplan": 'import "s.drplan"\ntier gold {}',
      "s.drplan": 'site a "Main hall" {}\nsite b {}',
    });
    const names = (query: string) => workspaceSymbols(analysis, query).map(({ name, uri }) => `${name} ${uri}`);
    expect(names("")).toEqual([`gold ${MAIN}`, `a ${uriOf("s.drplan")}`, `b ${uriOf("s.drplan")}`]);
    expect(names("hall")).toEqual([`a ${uriOf("s.drplan")}`]);
    expect(names("gd")).toEqual([`gold ${MAIN}`]);
  });
});

test("folding: bodies, comments, imports", () => {
  const text = `import "a.drplan"
import "b.drplan"

// one
// two
site a {
  location 1, 1
}
/* three
   four */
runbook {
  step x {
    takes 1 min }
}
site b { location 1, 1 }
`;
  const folded = foldingRanges(analyseText(text), MAIN);
  expect(folded.map(({ startLine, endLine, kind }) => `${kind} ${startLine}-${endLine}`).sort()).toEqual([
    "block 10-12",
    "block 5-6",
    "comment 3-4",
    "comment 8-9",
    "imports 0-1",
  ]);
});

describe("selection", () => {
  test("grows from a word to the block", () => {
    const { text, cursor } = unmarkCursor('runbook { step call "Call the du<|>ty" { takes 1 min } }');
    const texts = selectionRanges(analyseText(text), MAIN, cursor).map(({ start, end }) => text.slice(start, end));
    expect(texts).toEqual([
      "Call the duty",
      '"Call the duty"',
      'call "Call the duty"',
      'step call "Call the duty" { takes 1 min }',
      ' step call "Call the duty" { takes 1 min } ',
      '{ step call "Call the duty" { takes 1 min } }',
      'runbook { step call "Call the duty" { takes 1 min } }',
    ]);
  });
});

test("links lead to the files that are imported, also missing ones", () => {
  const text = 'import "parts/a.drplan"\nimport "/etc/passwd"';
  const links = documentLinks(analyseText(text), MAIN);
  expect(links.map(({ span, target }) => [text.slice(span.start, span.end), target])).toEqual([
    ["parts/a.drplan", uriOf("parts/a.drplan")],
  ]);
});

describe("semantic tokens", () => {
  /** Each token as `text:type`, placed from the relative numbers. */
  function tokens(text: string, range?: { readonly start: number; readonly end: number }): readonly string[] {
    const data = semanticTokens(analyseText(text), MAIN, range);
    const lines = text.split("\n");
    const found: string[] = [];
    let line = 0;
    let character = 0;
    for (let i = 0; i < data.length; i += 5) {
      const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(i, i + 5);
      line += down;
      character = down === 0 ? character + right : right;
      const word = lines[line]?.slice(character, character + length);
      found.push(`${word}:${TOKEN_TYPES[type]}${bits === 1 ? "!" : ""}`);
    }
    return found;
  }

  test("a word is what it means where it stands", () =>
    expect(tokens("site to { location 1, 1 }\nreplicate from to to { mode sync }")).toEqual([
      "site:keyword",
      "to:namespace!",
      "location:property",
      "replicate:keyword",
      "from:class",
      "to:keyword",
      "to:namespace",
      "mode:property",
      "sync:enumMember",
    ]));
  test("on any line and behind another block of the same line", () =>
    expect(tokens("\n\n  site a {}; site b {}\nscenario s {\n\n  lose link x }")).toEqual([
      "site:keyword",
      "a:namespace!",
      "site:keyword",
      "b:namespace!",
      "scenario:keyword",
      "s:event!",
      "lose:property",
      "link:enumMember",
      "x:interface",
    ]));
  test("of a range only", () => {
    const text = "site a {}\nsite b {}\nsite c {}\n";
    expect(tokens(text, { start: 12, end: 13 })).toEqual(["site:keyword", "b:namespace!"]);
  });
});

test("formatting spells units as usual, and leaves what is ambiguous to its author", () => {
  const text = "link wan a <-> b { bandwidth 155Mbit/s; other-traffic 2 MBps }\n";
  const formatted = applyEdits(text, formatEdits(analyseText(text), MAIN));
  expect(formatted).toContain("bandwidth 155 Mbps");
  expect(formatted).toContain("2 MBps");
});
