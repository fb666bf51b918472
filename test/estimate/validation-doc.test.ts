import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withValidation } from "../../scripts/generate/validation-doc.ts";
import { fieldCases, publishedCases } from "../../scripts/validation/all-cases.ts";
import { about, exactly, judgement } from "../../scripts/validation/case.ts";

/** Hundreds of plans, each from its text to the document, on a machine that may be busy, milliseconds. */
const PATIENCE = 60_000;

it(
  "docs/model.md has what the engine says of the published cases: npm run generate -- --docs",
  () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/model.md"), "utf8");
    expect(page).toBe(withValidation(page, [...fieldCases, ...publishedCases]));
  },
  PATIENCE,
);

const PAGE = `before
<!-- validation:start, generated from scripts/validation by \`npm run generate -- --docs\` -->
<!-- validation:end -->
after`;

it("a row shows the deviation, and marks what is outside of the tolerance", () => {
  const source = "a | b";
  const cases = [
    { id: "A", source, about: "near", expected: about(100, "km", 5), predicted: () => 97.5 },
    { id: "B", source, about: "far", expected: about(100, "km", 1), predicted: () => 97.5 },
    { id: "C", source, about: "same", expected: exactly(12, "h"), predicted: () => 12 },
    { id: "D", source, about: "said", expected: judgement("no"), predicted: () => "yes" },
  ];
  const page = withValidation(PAGE, [{ title: "Some", cases }]);
  expect(page.split("\n").slice(3, -3)).toEqual([
    "### Some",
    "",
    "| case | what | published | predicted | error | accepted | source |",
    "|---|---|---|---|---|---|---|",
    "| A | near | 100 km | 97.5 km | −2.5 % | 95 … 105 | a \\| b |",
    "| B | far | 100 km | 97.5 km | **−2.5 %** | 99 … 101 | a \\| b |",
    "| C | same | 12 h | 12 h | 0 % | exact | a \\| b |",
    "| D | said | no | yes | **differs** | the same | a \\| b |",
  ]);
});

it("a page without the place for it is refused", () => {
  expect(() => withValidation("# The model\n", [])).toThrow("docs/model.md");
});
