import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { grammar } from "../../scripts/generate/grammar.ts";
import { grammarWords } from "../../scripts/generate/grammar-words.ts";
import { findTokens, tokenise } from "./tokenise.ts";

/** Lines of a sample that say what the line above holds: a piece of it in backquotes and the scopes it must have. */
const EXPECTATION = /^#@ `(.+)` (.+)$/;

describe.each(["plan", "broken"])("the sample %s", (sample) => {
  const lines = readFileSync(new URL(`${sample}.drplan.txt`, import.meta.url), "utf8").split("\n");
  const source = lines.filter((line) => !line.startsWith("#@"));
  const tokens = tokenise(source);
  let at = -1;
  const rows = lines.flatMap((line) => {
    if (!line.startsWith("#@")) at += 1;
    const [, piece = "", scopes = ""] = EXPECTATION.exec(line) ?? [];
    return piece === "" ? [] : [{ line: at + 1, piece, scopes: scopes.split(" ") }];
  });

  test.each(rows)("line $line: $piece is $scopes", ({ line, piece, scopes }) => {
    const found = findTokens(tokens[line - 1] ?? [], piece).map(({ scope }) => scope);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(found.map((_, index) => `${scopes[index] ?? scopes.at(-1)}.drplan`));
  });
});

test("the grammar file is what the vocabulary makes of it (npm run generate)", () => {
  const file = new URL("../../syntaxes/drplan.tmLanguage.json", import.meta.url);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(grammar(grammarWords()));
});

test("a fence in Markdown is coloured as a plan, and ends", () => {
  const lines = tokenise(["# Plan", "```drplan", "site paris { hosts 3 }", "```", "site"], "text.html.markdown");
  expect(findTokens(lines[2] ?? [], "site").map(({ scope }) => scope)).toEqual(["keyword.other.block.drplan"]);
  expect(lines[4]?.flatMap(({ scopes }) => scopes).filter((scope) => scope.endsWith(".drplan"))).toEqual([]);
});
