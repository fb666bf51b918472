import { describe, expect, test } from "vitest";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import { pathAt } from "../../server/src/syntax/path-at.ts";
import { blockIndexAt } from "../../server/src/syntax/position.ts";
import { options } from "./parse-options.ts";

/** What is at the `<|>` of a text: words of the statements, outermost first; then what is touched. */
function at(marked: string): string {
  const offset = marked.indexOf("<|>");
  const file = parseFile(marked.replace("<|>", ""), options);
  const index = blockIndexAt(file, offset);
  const block = file.blocks[index];
  if (block === undefined) throw new Error("No block.");
  const { statements, value, word, comment } = pathAt(block, offset - (file.starts[index] as number));
  const parts = [statements.map((statement) => statement.word.text).join(" ")];
  if (word !== undefined) parts.push(`word ${word.text}`);
  if (value !== undefined) parts.push(`value ${value.text}`);
  if (comment !== undefined) parts.push(`comment ${comment.text}`);
  return parts.join(", ");
}

describe("what is at a place", () => {
  test.each([
    ["si<|>te paris", "site, word site"],
    ["site par<|>is { hosts 4 }", "site, value paris"],
    ["site paris<|> { hosts 4 }", "site, value paris"],
    ["site paris { hosts <|>4 }", "site hosts, value 4"],
    ["site paris { hosts 4<|> }", "site hosts, value 4"],
    ["site paris { hosts 4; <|>}", "site"],
    ["site paris { hosts 4 }<|>", "site"],
    ["site paris { hosts 4 } <|>", ""],
    ["replicate orders to <|>", "replicate"],
    ["workload orders { needs <|>\n}", "workload needs"],
    ["workload orders { needs a,<|> b }", "workload needs, value ,"],
    ["workload orders { needs a<|>, b }", "workload needs, value a"],
    ["workload orders { needs a ,<|>b }", "workload needs, value b"],
    ["workload orders {\n  site paris\n  <|>\n\nsite paris { }", "workload"],
    ["workload orders {\n  site paris\n  <|>", "workload"],
    ["workload orders {\n  <|>\n}", "workload"],
    ['runbook { step a "A" { takes <|>5 min } }', "runbook step takes, value 5 min"],
    ["site a { } // no<|>te", ", comment // note"],
    ["// note<|>\nsite a { }", ", comment // note"],
    ["/* note */<|>site a { }", "site, word site"],
    ["<|>", ""],
    ["site a { }\n<|>\nsite b { }", ""],
    ["}<|>", ""],
  ])("%j: %s", (marked, expected) => {
    expect(at(marked)).toBe(expected);
  });
});
