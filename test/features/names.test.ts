import { describe, expect, test } from "vitest";
import type { Analysis } from "../../server/src/analysis.ts";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { definitionsAt } from "../../server/src/features/definition.ts";
import { documentHighlights } from "../../server/src/features/document-highlights.ts";
import { referencesAt } from "../../server/src/features/references.ts";
import { renameAt, renameTargetAt } from "../../server/src/features/rename.ts";
import { analyseText, MAIN, uriOf } from "../support/analyse-text.ts";
import { unmark } from "../support/marked-text.ts";

type Texts = Readonly<Record<string, string>>;

interface Asked {
  readonly analysis: Analysis;
  readonly texts: Texts;
  readonly uri: string;
  readonly offset: number;
  /** The marked ranges as `file start-end`. */
  readonly marked: readonly string[];
}

/** Texts by file name: `<|>` is the cursor, `<|…|>` a place that is expected. */
function ask(files: string | Texts): Asked {
  const entries = Object.entries(typeof files === "string" ? { "main.drplan": files } : files);
  const unmarked = entries.map(([name, marked]) => ({ name, ...unmark(marked) }));
  const at = unmarked.find(({ cursor }) => cursor !== undefined);
  if (at?.cursor === undefined) throw new Error("No text has a cursor.");
  const texts = Object.fromEntries(unmarked.map(({ name, text }) => [name, text]));
  const marked = unmarked.flatMap(({ name, ranges }) => ranges.map((range) => place(uriOf(name), range)));
  return { analysis: analyseText(texts), texts, uri: uriOf(at.name), offset: at.cursor, marked };
}

function place(uri: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return `${uri} ${start}-${end}`;
}

function definesAt(files: string | Texts): void {
  const { analysis, uri, offset, marked } = ask(files);
  expect(definitionsAt(analysis, uri, offset).map((found) => place(found.uri, found.selection))).toEqual(marked);
}

function refersAt(files: string | Texts, withDeclaration = true): void {
  const { analysis, uri, offset, marked } = ask(files);
  const found = referencesAt(analysis, uri, offset, withDeclaration);
  expect(found.map(({ uri: file, span }) => place(file, span)).sort()).toEqual([...marked].sort());
}

/** The texts after a rename at the cursor, or why it was refused. */
function renamed(files: string | Texts, newName: string): Texts | string {
  const { analysis, texts, uri, offset } = ask(files);
  const result = renameAt(analysis, uri, offset, newName);
  if (result.kind === "refused") return result.because;
  const after = Object.entries(texts).map(([name, text]) => [
    name,
    applyEdits(text, result.edits.get(uriOf(name)) ?? []),
  ]);
  return Object.fromEntries(after);
}

describe("definition", () => {
  test("of a site in a link", () => definesAt("site <|dublin|> {}\nlink wan frankfurt <-> dub<|>lin {}"));
  test("at the end of the name", () => definesAt("link <|wan|> a <-> b {}\nreplicate o to b over wan<|>"));
  test("of itself", () => definesAt("tier <|go<|>ld|> {}"));
  test("of a name that is declared twice, every place", () =>
    definesAt("site <|a|> {}\nsite <|a|> {}\nworkload o { site a<|> }"));
  test("in another file", () =>
    definesAt({ "main.drplan": 'import "s.drplan"\nworkload o { site a<|> }', "s.drplan": "site <|a|> {}" }));
  test("of what a built-in scenario loses", () => definesAt("site <|cork|> {}\nrunbook for loss-of-co<|>rk {}"));
  test("of a step, in its own runbook", () =>
    definesAt("runbook { step call {} }\nrunbook { step <|call|> {}; step go { after ca<|>ll } }"));
  test("of the base of what an option changes", () =>
    definesAt("link <|wan|> a <-> b {}\noption wide { link wa<|>n { bandwidth 1 Gbps } }"));
  test("of what only an option has", () =>
    definesAt("option wide { site <|cork|> {}; link new dublin <-> co<|>rk {} }"));
  test("of a file that is imported", () => {
    const { analysis, uri, offset } = ask({ "main.drplan": 'import "si<|>tes.drplan"', "sites.drplan": "site a {}" });
    expect(definitionsAt(analysis, uri, offset)).toMatchObject([{ uri: uriOf("sites.drplan") }]);
  });
  test("none of a product, a word, or a name that nobody declares", () => {
    definesAt("replicate o to a { using vsan-str<|>etched }");
    definesAt("replicate o to a { mo<|>de sync }");
    definesAt("replicate o to no<|>where {}");
  });
});

describe("references", () => {
  const FILES = {
    "main.drplan": `import "sites.drplan"
workload orders { site <|frank<|>furt|>; recover-at dublin, <|frankfurt|> }
link wan <|frankfurt|> <-> dublin {}
scenario fire { lose site <|frankfurt|> }
runbook for loss-of-<|frankfurt|> { step a "frankfurt" { takes 1 min } }
option o { site <|frankfurt|> { hosts 2 }; without site <|frankfurt|> }
`,
    "sites.drplan": "// frankfurt\nsite <|frankfurt|> {}\nsite dublin {}",
  };
  test("in all files of the plan, whatever the attribute", () => refersAt(FILES));
  test("without the declaration", () =>
    refersAt({ ...FILES, "sites.drplan": "// frankfurt\nsite frankfurt {}\nsite dublin {}" }, false));
  test("in statements that are only half there", () =>
    refersAt("site <|ab<|>c|> {}\nlink x <|abc|>\nreplicate to <|abc|>\nworkload o { site <|abc|> 5 }"));
  test("a word of the language that is also a name stays a word", () =>
    refersAt("site <|t<|>o|> {}\nworkload from {}\nreplicate from to <|to|> {}"));
  test("of a step, in its runbook alone", () =>
    refersAt("runbook { step <|go|> {}; step b { after <|g<|>o|> } }\nrunbook { step go {} }"));
  test("of a conduit, which nobody declares", () =>
    refersAt(
      "link a x <-> y { conduit <|nor<|>th|> }\nlink b x <-> y { conduit <|north|> }\nscenario s { lose conduit <|north|> }",
    ));
  test("of a product of the catalogue", () =>
    refersAt("replicate a to b { using <|srd<|>f-a|> }\nreplicate c to d { using <|srdf-a|> }"));
});

describe("highlights", () => {
  test("tell the declaration from its uses", () => {
    const { analysis, uri, offset } = ask("site a<|> {}\nworkload o { site a }");
    expect(documentHighlights(analysis, uri, offset).map(({ kind }) => kind)).toEqual(["declaration", "use"]);
  });
});

describe("rename", () => {
  test("everywhere in the plan, also in built-in scenarios", () => {
    const files = {
      "main.drplan": 'import "s.drplan"\nworkload o { site a<|> }\nrunbook for loss-of-a {}',
      "s.drplan": "site a { location 1, 1 }\nlink l a <-> b {}",
    };
    expect(renamed(files, "cork")).toEqual({
      "main.drplan": 'import "s.drplan"\nworkload o { site cork }\nrunbook for loss-of-cork {}',
      "s.drplan": "site cork { location 1, 1 }\nlink l cork <-> b {}",
    });
  });
  test("of a step, in its runbook", () =>
    expect(renamed("runbook { step a<|> {}; step b { after a } }\nrunbook { step a {} }", "call")).toEqual({
      "main.drplan": "runbook { step call {}; step b { after call } }\nrunbook { step a {} }",
    }));
  test("of a conduit, which nobody declares", () =>
    expect(renamed("link l a <-> b { conduit no<|>rth }\nrunbook for loss-of-north {}", "south")).toEqual({
      "main.drplan": "link l a <-> b { conduit south }\nrunbook for loss-of-south {}",
    }));
  test("to what is no name", () => expect(renamed("site a<|> {}", "no good")).toMatch(/no name/));
  test("to a name that is taken, whatever its kind", () =>
    expect(renamed("site a<|> {}\ntier gold {}", "gold")).toMatch(/tier 'gold'/));
  test("to the name of another step", () =>
    expect(renamed("runbook { step a<|> {}; step b {} }", "b")).toMatch(/'b' is taken/));
  test("of what is not the plan's own", () => {
    expect(renamed("replicate o to b { using vsan-<|>stretched }", "x")).toMatch(/catalogue/);
    expect(renamed("replicate o to nowh<|>ere {}", "x")).toMatch(/not declared/);
    expect(renamed("site<|> a {}", "x")).toMatch(/no name to rename/);
  });
  test("the name at the cursor, of a built-in scenario the part that is a name", () => {
    const { analysis, uri, offset } = ask("site cork {}\nrunbook for loss-of-co<|>rk {}");
    expect(renameTargetAt(analysis, uri, offset)).toMatchObject({
      kind: "name",
      name: "cork",
      span: { start: 33, end: 37 },
    });
  });
});

test("names in a plan in JSON", () => {
  const json = '{ "sites": [{ "name": "cork", "location": "Cork" }], "workloads": [{ "name": "o", "site": "cork" }] }';
  const main = 'import "p.drplan.json"\nreplicate o to cork<|>';
  const { text, cursor } = unmark(main);
  const analysis = analyseText({ "main.drplan": text, "p.drplan.json": json });
  const result = renameAt(analysis, MAIN, cursor ?? 0, "bray");
  if (result.kind === "refused") throw new Error(result.because);
  expect(applyEdits(json, result.edits.get(uriOf("p.drplan.json")) ?? [])).toBe(json.replaceAll('"cork"', '"bray"'));
  expect(definitionsAt(analysis, MAIN, cursor ?? 0)).toMatchObject([{ uri: uriOf("p.drplan.json") }]);
});
