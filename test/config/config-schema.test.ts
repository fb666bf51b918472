import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json";
import { configSchema } from "../../scripts/generate/config-schema.ts";
import { readConfig } from "../../server/src/config/read-config.ts";
import { rules } from "../../server/src/findings/registry.ts";
import { shippedConstants } from "../../server/src/model/constants.ts";

const ROOT = join(import.meta.dirname, "../..");
const schema = JSON.parse(readFileSync(join(ROOT, "schemas/config.schema.json"), "utf8"));
const validate = new Ajv({ strict: false }).compile(schema);

test("the schema names the rules and constants that there are; else run `npm run generate -- --docs`", () => {
  expect(schema).toEqual(JSON.parse(JSON.stringify(configSchema(rules))));
  expect(Object.keys(schema.properties.rules.properties)).toEqual(rules.map(({ code }) => code));
  expect(Object.keys(schema.properties.assume.properties).sort()).toEqual(Object.keys(shippedConstants()).sort());
});

test("editors get it for files of that name", () => {
  const contributed = manifest.contributes.jsonValidation.find(({ fileMatch }) => fileMatch === "drplan.config.json");
  expect(contributed && JSON.parse(readFileSync(join(ROOT, contributed.url), "utf8")).title).toBe(schema.title);
});

test("the guide shows a configuration in order", () => {
  const guide = readFileSync(join(ROOT, "docs/checking.md"), "utf8");
  const shown = /```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? "";
  const { problems, severities, assume, exclude } = readConfig("file:///c", shown);
  expect([problems, severities.size, Object.keys(assume).length, exclude.length]).toEqual([[], 2, 1, 2]);
});

describe("the schema and the reader agree", () => {
  test.each([
    [{}, true],
    [{ rules: { "unused-name": "off" } }, true],
    [{ rules: { "unused-name": "loud" } }, false],
    [{ rules: { "no-such-rule": "off" } }, false],
    [{ assume: { "route-factor": "1.6" } }, true],
    [{ assume: { "route-factor": 1.6 } }, true],
    [{ assume: { "no-such-constant": "1.6" } }, false],
    [{ exclude: ["a/**"] }, true],
    [{ exclude: "a/**" }, false],
    [{ rule: {} }, false],
    [[], false],
  ])("%j: %s", (config, sound) => {
    expect([validate(config), readConfig("file:///c", JSON.stringify(config)).problems.length === 0]).toEqual([
      sound,
      sound,
    ]);
  });
});
