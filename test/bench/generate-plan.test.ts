import { describe, expect, test } from "vitest";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { BENCH_SERVERS } from "./bench-servers.ts";
import { breakPlan } from "./break-plan.ts";
import { editSpot } from "./edit-spot.ts";
import { generateLikec4 } from "./generate-likec4.ts";
import { generatePlan, SMALLEST_PLAN } from "./generate-plan.ts";
import { generateTypescript } from "./generate-typescript.ts";
import { generateTypespec } from "./generate-typespec.ts";
import { generateYaml } from "./generate-yaml.ts";

const BLOCK = /^(plan|site|link|tier|workload|replicate|backup) /gm;

describe("generatePlan", () => {
  test("gives the same text for the same seed, and another for another seed", () => {
    expect(generatePlan(300, 7)).toBe(generatePlan(300, 7));
    expect(generatePlan(300, 7)).not.toBe(generatePlan(300, 8));
  });

  test.each([SMALLEST_PLAN, 21, 100, 317, 1000])("has exactly %i blocks", (blocks) => {
    expect(generatePlan(blocks).match(BLOCK)).toHaveLength(blocks);
  });

  test("declares every name once, and only uses declared names", () => {
    const text = generatePlan(1000);
    const declared = [...text.matchAll(/^(?:site|link|tier|workload|backup) (\S+)/gm)].map((found) => found[1]);
    const used = [
      ...text.matchAll(/\b(?:site|tier|needs|to|over|replicate|standby-for) +([a-z][a-z0-9-]*)/g),
      ...text.matchAll(/^link \S+ (\S+) <->/gm),
      ...text.matchAll(/<-> (\S+)/g),
      ...text.matchAll(/(?:of|,\n {2}?) ?([a-z]+-\d[a-z0-9-]*)/g),
    ].map((found) => found[1]);
    expect(new Set(declared).size).toBe(declared.length);
    expect(used.length).toBeGreaterThan(2000);
    expect(used.filter((name) => !declared.includes(name))).toEqual([]);
  });

  test("reads without syntax errors, block by block", () => {
    const { blocks } = parseFile(generatePlan(1000), parseOptions());
    expect(blocks.flatMap((block) => block.errors)).toEqual([]);
    expect(blocks.filter((block) => block.statement !== undefined)).toHaveLength(1000);
  });

  test("is about as long as plans are: 150–250 bytes and 6–9 lines a block", () => {
    const text = generatePlan(1000);
    expect(text.length / 1000).toBeGreaterThan(150);
    expect(text.length / 1000).toBeLessThan(250);
    expect(text.split("\n").length / 1000).toBeGreaterThan(6);
    expect(text.split("\n").length / 1000).toBeLessThan(9);
  });
});

describe("the files for other languages", () => {
  test.each([
    ["TypeScript", generateTypescript, /^export /gm],
    ["LikeC4", generateLikec4, /^ +(?:system|service) \S+ '|->/gm],
    ["YAML", generateYaml, /^ {2}- name:/gm],
    ["TypeSpec", generateTypespec, /^model /gm],
  ] as const)("%s has as many declarations as asked for, always the same", (_language, generate, declaration) => {
    for (const count of [100, 101, 1000]) {
      expect(generate(count).match(declaration)).toHaveLength(count);
    }
    expect(generate(100, 3)).toBe(generate(100, 3));
    expect(generate(100, 3)).not.toBe(generate(100, 4));
  });
});

describe("breakPlan", () => {
  const text = generatePlan(200);

  test.each(["missing-brace", "unclosed-string"] as const)("%s makes a syntax error of that code", (damage) => {
    const { blocks } = parseFile(breakPlan(text, damage), parseOptions());
    expect(blocks.flatMap((block) => block.errors).map((error) => error.code)).toContain(damage);
  });

  test.each([
    ["missing-brace", "}", 2],
    ["unclosed-string", '"', 1],
  ] as const)("%s takes one '%s' away behind the first third", (damage, lost, characters) => {
    const broken = breakPlan(text, damage);
    const count = (of: string): number => of.split(lost).length;
    expect(text.length - broken.length).toBe(characters);
    expect(count(text) - count(broken)).toBe(1);
    const place = [...broken].findIndex((character, index) => character !== text[index]);
    expect(place / text.length).toBeGreaterThan(0.32);
    expect(place / text.length).toBeLessThan(0.4);
  });
});

test.each(BENCH_SERVERS.map((server) => [server.id, server] as const))(
  "%s has places for both edits",
  (_id, server) => {
    const text = server.generate(100);
    const lines = text.split("\n");
    const number = editSpot(text, server.spots.number);
    expect(lines[number.line]?.slice(0, number.character)).toMatch(/\d$/);
    const name = editSpot(text, server.spots.name);
    expect(lines[name.line]?.slice(name.character - 1)).toMatch(/^\w\S*/);
    for (const spot of [number, name]) expect(spot.line).toBeGreaterThan(lines.length * 0.4);
  },
);

test("an edit spot lies behind the first match in the second half", () => {
  expect(editSpot("size 1\nsize 2\nsize 3\nsize 4\n", /size \d/)).toEqual({ line: 2, character: 6 });
  expect(editSpot("a\nb\n\n  c 7;\n", /c \d/)).toEqual({ line: 3, character: 5 });
});
