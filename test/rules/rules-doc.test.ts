import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rulesDoc } from "../../scripts/generate/rules-doc.ts";
import { rules } from "../../server/src/findings/registry.ts";

const FOLDER = join(import.meta.dirname, "../../docs/rules");

test("the pages of the rules are what the rules say; else run `npm run generate -- --docs`", () => {
  const pages = rulesDoc(rules);
  for (const { path, text } of pages) expect(readFileSync(join(FOLDER, path), "utf8"), path).toBe(text);
  expect(readdirSync(FOLDER).sort()).toEqual(pages.map(({ path }) => path).sort());
});

test("every rule has a code of its own", () => {
  const codes = rules.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
});
