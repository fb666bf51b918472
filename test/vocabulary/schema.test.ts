import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planTypes } from "../../scripts/generate/plan-types.ts";
import { reference } from "../../scripts/generate/reference.ts";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import { allWords } from "../../server/src/vocabulary/all-words.ts";
import { readBlock } from "../../server/src/vocabulary/read-block.ts";
import { readJson } from "../../server/src/vocabulary/read-json.ts";
import { allBlocks, assumedFor, attributesOf, parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { planDocument } from "../../server/src/vocabulary/write-json.ts";
import { writeAttribute } from "../../server/src/vocabulary/write-value.ts";
import { arbitraryPlan } from "../support/arbitrary-plan.ts";
import { EXAMPLE_DOCUMENT } from "./example-plan.ts";

const ROOT = new URL("../../", import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, ROOT), "utf8");
const schema = JSON.parse(textOf("schemas/plan.schema.json"));
/** As an editor's JSON support reads the schema: it knows none of the project's own keywords and formats. */
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

describe("the published schema", () => {
  test("accepts the example plan", () => {
    expect(validate(EXAMPLE_DOCUMENT), JSON.stringify(validate.errors)).toBe(true);
  });

  test("accepts whatever the server writes", () => {
    fc.assert(
      fc.property(arbitraryPlan(), (plan) => {
        const document = planDocument(readJson(JSON.stringify(plan)).documents);
        expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
      }),
      { seed: 20_260_914, numRuns: 60 },
    );
  });

  const refused: readonly (readonly [document: unknown, why: string])[] = [
    [{ sits: [] }, "an unknown collection"],
    [{ sites: [{ name: "a" }] }, "a site without a location"],
    [{ sites: [{ name: "a", location: "1, 2", standby: "lukewarm" }] }, "an unknown word"],
    [{ sites: [{ name: "a", location: "1, 2", hosts: "3" }] }, "a count as text"],
    [{ sites: [{ name: "a", location: "1, 2", speed: 3 }] }, "an unknown attribute"],
  ];
  test.each(refused)("refuses %j: %s", (document) => {
    expect(validate(document)).toBe(false);
  });

  test("accepts a partial block only inside an option", () => {
    const links = [{ name: "wan", bandwidth: "1 Gbps" }];
    expect([validate({ links }), validate({ options: [{ name: "o", links }] })]).toEqual([false, true]);
  });
});

describe("each block", () => {
  const blocks = [...allBlocks()];
  test.each(blocks.map(({ word, example }) => ({ word, example })))(
    "$word has a sound example",
    ({ word, example }) => {
      const text = word === "step" ? `runbook { ${example} }` : example;
      const { blocks: parsed } = parseFile(text, parseOptions());
      expect(parsed.flatMap((block) => block.errors)).toEqual([]);
      expect(parsed.flatMap((block) => readBlock(block).problems)).toEqual([]);
    },
  );

  const attributes = blocks.flatMap((block) =>
    [...block.attributes.values()].map((attribute) => ({ block, attribute, name: `${block.word} ${attribute.word}` })),
  );
  test.each(attributes)("$name is described, and its example is sound", ({ block, attribute }) => {
    expect(attribute.description).toMatch(/^[A-Z].*\.$/s);
    const statement = writeAttribute(attribute, attribute.example)[0];
    const inside = `${block.word} ${block.word === "step" ? "x " : ""}{ ${statement} }`;
    const { blocks: parsed } = parseFile(block.word === "step" ? `runbook { ${inside} }` : inside, parseOptions());
    const told = parsed.flatMap((one) =>
      readBlock(one).problems.filter((problem) => problem.data?.attribute === attribute.word),
    );
    expect(told).toEqual([]);
    for (const { type } of attribute.parts.values()) {
      for (const choice of type.type === "choice" ? type.choices : []) expect(choice.description).toMatch(/\.$/);
    }
  });
});

describe("generated files are fresh (npm run generate -- --docs)", () => {
  test("the types", () => {
    expect(textOf("server/src/vocabulary/plan-types.ts")).toBe(planTypes());
  });
  test("the reference", () => {
    expect(textOf("docs/reference.md")).toBe(reference());
  });
});

describe("questions to the vocabulary", () => {
  test("what is assumed where an attribute is left out", () => {
    expect(assumedFor("site", "boot-time")).toMatchObject({ value: "3 min", constant: "boot-time" });
    expect(assumedFor("plan", "horizon")).toMatchObject({ value: "3 year" });
    expect(assumedFor("site", "location")).toBeUndefined();
  });
  test("which attributes a block has", () => {
    expect(attributesOf("link").get("bandwidth")?.title).toBe("Bandwidth");
    expect(attributesOf("tier").get("rpo")?.title).toBe("Recovery point objective (RPO)");
  });
  test("which words there are", () => {
    const words = allWords();
    expect(words.blocks).toContain("replicate");
    expect(words.attributes).toContain("write-latency");
    expect(words.parts).toEqual(["at", "every", "for", "from", "of", "over", "per", "rpo", "rto", "to"]);
    expect(words.values).toEqual(expect.arrayContaining(["yes", "no", "sync", "shipped"]));
  });
  test("what the parser is told", () => {
    expect([...parseOptions().containerWords]).toEqual(["option"]);
    expect(parseOptions().blockWords.has("step")).toBe(false);
  });
});
