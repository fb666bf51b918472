import { describe, expect, test } from "vitest";
import type { Span } from "../../server/src/base/span.ts";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import { readBlock } from "../../server/src/vocabulary/read-block.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { planDocument } from "../../server/src/vocabulary/write-json.ts";
import { readText } from "../support/read-text.ts";
import { EXAMPLE_DOCUMENT, EXAMPLE_PLAN } from "./example-plan.ts";

test("the example plan has no problems and says what it should", () => {
  const { blocks } = parseFile(EXAMPLE_PLAN, parseOptions());
  const documents = blocks.map((block) => readBlock(block));
  expect(documents.flatMap((document) => document.problems)).toEqual([]);
  expect(planDocument(documents)).toEqual(EXAMPLE_DOCUMENT);
});

test("a block is read once", () => {
  const block = parseFile("site a { location 1, 2 }", parseOptions()).blocks[0];
  if (!block) throw new Error("There is no block.");
  expect(readBlock(block)).toBe(readBlock(block));
});

test("blank lines and comments alone say nothing", () => {
  const block = parseFile("\n// nothing yet\n", parseOptions()).blocks[0];
  if (!block) throw new Error("There is no block.");
  expect(readBlock(block)).toMatchObject({ kind: "unknown", value: {}, problems: [] });
});

describe("a value", () => {
  test.each([
    [
      "lists of several statements are one",
      "workload a { needs b, c; needs d }",
      { name: "a", needs: ["b", "c", "d"] },
    ],
    [
      "parts with a word may stand in any order",
      "scenario s { lose site a; expect gold rto <= 4 h rpo <= 15 min }",
      { name: "s", lose: [{ kind: "site", name: "a" }], expect: [{ of: "gold", rpo: "15 min", rto: "4 h" }] },
    ],
    [
      "a word of the form may be a name",
      "migrate from from to to for { method cold }",
      { workload: "from", from: "to", to: "for", method: "cold" },
    ],
    [
      "several workloads are replicated by one block",
      "replicate a, b from x to y over l, m { mode async }",
      { workloads: ["a", "b"], from: "x", to: "y", over: ["l", "m"], mode: "async" },
    ],
    [
      "the order of what is lost stays",
      "scenario s { lose link b; lose site a for 2 h; corrupt site c }",
      {
        name: "s",
        lose: [
          { kind: "link", name: "b" },
          { kind: "site", name: "a", for: "2 h" },
        ],
        corrupt: [{ kind: "site", names: ["c"] }],
      },
    ],
    [
      "documentation belongs to it",
      "/// Rented.\n/// Until 2030.\nregion a",
      { name: "a", doc: "Rented.\nUntil 2030." },
    ],
    [
      "steps stand in their runbook",
      'runbook for s { step a "Call" { takes 5 min; after b, c; by automatic } }',
      { for: ["s"], steps: [{ name: "a", text: "Call", takes: "5 min", after: ["b", "c"], by: "automatic" }] },
    ],
    [
      "blocks in an option need only say which they are",
      "option o { link wan { bandwidth 1 Gbps }; replicate a to b { mode async }; without replicate c from x to y }",
      {
        name: "o",
        links: [{ name: "wan", bandwidth: "1 Gbps" }],
        replicate: [{ workloads: ["a"], to: "b", mode: "async" }],
        without: [{ kind: "replicate", name: "c", from: "x", to: "y" }],
      },
    ],
    [
      "coordinates may name their hemispheres",
      "site a { location 33.87 S, 151.21 E }",
      { name: "a", location: "33.87 S, 151.21 E" },
    ],
    [
      "a place may be a region of a cloud",
      "site a { location aws:eu-west-1 }",
      { name: "a", location: "aws:eu-west-1" },
    ],
    ["a place may be a town", 'site a { location "New York" }', { name: "a", location: "New York" }],
    ["an item in error leaves the others", "workload a { needs b, 3, c }", { name: "a", needs: ["b"] }],
    [
      "a wrong change is left out whole",
      "workload a { change 2 MB/s; change 12 MB/s foo; change 3 MB/s sat }",
      { name: "a", change: [{ rate: "2 MB/s" }, { rate: "3 MB/s", window: "sat" }] },
    ],
    ["a block without a name keeps the rest", "site { hosts 3 }", { hosts: 3 }],
  ])("%s", (_why, text, value) => {
    expect(readText(text).value).toEqual(value);
  });
});

describe("spans", () => {
  const text =
    "workload orders {\n  change 2 MB/s\n  change 9 MB/s foo\n  change 12 MB/s sat\n  burst 3x for 5 min\n  needs a, b\n}";
  const { spans, value } = readText(text);
  const shown = (place: Span | undefined) => place && text.slice(place.start, place.end);

  test.each([
    ["/name", "orders", "workload"],
    ["/change", "2 MB/s", "change"],
    ["/change/0/rate", "2 MB/s", "change"],
    ["/change/1", "12 MB/s sat", "change"],
    ["/change/1/window", "sat", "change"],
    ["/burst/ratio", "3x", "burst"],
    ["/burst/for", "5 min", "for"],
    ["/needs", "a, b", "needs"],
    ["/needs/1", "b", "needs"],
    ["", text, "workload"],
  ])("%s is %j", (pointer, at, key) => {
    expect([shown(spans.at(pointer)), shown(spans.keyAt(pointer))]).toEqual([at, key]);
  });

  test("of what is not there are none", () => {
    expect([spans.at("/change/2"), spans.at("/data"), spans.keyAt("/data")]).toEqual([undefined, undefined, undefined]);
    expect(value).toHaveProperty("change.length", 2);
  });

  test("lead back to their pointers", () => {
    const at = (marker: string) => spans.pointerAt(text.indexOf(marker) + 1);
    expect([at("orders"), at("sat"), at("3x"), at("needs a")]).toEqual([
      "/name",
      "/change/1/window",
      "/burst/ratio",
      "/needs/0",
    ]);
  });

  test("of the header end before the brace", () => {
    expect([shown(spans.header), shown(spans.statement)]).toEqual(["workload orders", text]);
  });
});
