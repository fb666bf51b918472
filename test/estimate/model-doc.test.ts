import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withConstants } from "../../scripts/generate/model-constants.ts";

it("docs/model.md has the constants of the schema: npm run generate -- --docs", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/model.md"), "utf8");
  expect(page).toBe(withConstants(page));
});

it("a page without the place for them is refused", () => {
  expect(() => withConstants("# The model\n")).toThrow("docs/model.md");
});
