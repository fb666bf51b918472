import { describe, expect, test } from "vitest";
import { readConfig } from "../../server/src/config/read-config.ts";
import { configWith, setSeverity } from "../../server/src/config/set-severity.ts";
import { unmark } from "../support/marked-text.ts";

const URI = "file:///plans/drplan.config.json";

test("reads severities, constants and patterns", () => {
  const { problems, severities, assume, exclude } = readConfig(
    URI,
    `{
  "$schema": "config.schema.json",
  "rules": { "unused-name": "off", "sync-too-far": "warning" },
  "assume": { "route-factor": 1.6, "boot-time": "5 min" },
  "exclude": ["archive/**"]
}`,
  );
  expect(problems).toEqual([]);
  expect([...severities]).toEqual([
    ["unused-name", "off"],
    ["sync-too-far", "warning"],
  ]);
  expect(assume).toMatchObject({ "boot-time": "5 min" });
  expect(Number(assume["route-factor"])).toBe(1.6);
  expect(exclude).toEqual(["archive/**"]);
});

describe("says where it is wrong, and takes the rest", () => {
  test.each([
    [
      "a rule that does not exist",
      `{ "rules": { "<|unusd-name|>": "off", "no-route": "info" } }`,
      /'unusd-name'.*'unused-name'/,
    ],
    [
      "a severity that does not exist",
      `{ "rules": { "unused-name": <|"fatal"|>, "no-route": "info" } }`,
      /"fatal".*"warning"/,
    ],
    ["a setting that does not exist", `{ "<|rule|>": {}, "rules": { "no-route": "info" } }`, /'rule'.*'rules'/],
    [
      "a constant that does not exist",
      `{ "assume": { "<|route-factr|>": "2" }, "rules": { "no-route": "info" } }`,
      /route-factor/,
    ],
    [
      "a constant of another dimension",
      `{ "assume": { "route-factor": "<|3 km|>" }, "rules": { "no-route": "info" } }`,
      /distance/,
    ],
    ["what is no constant", `{ "assume": { "<|cost|>": "3 GBP/year" }, "rules": { "no-route": "info" } }`, /'cost'/],
    ["a pattern that is no text", `{ "exclude": [<|3|>], "rules": { "no-route": "info" } }`, /'exclude' is a list/],
    ["rules that are no object", `{ "rules": <|[]|> }`, /'rules'/],
    ["what is no object", `<|[1]|>`, /JSON object/],
    ["an empty file", `<||>`, /empty/],
  ])("%s", (_what, marked, message) => {
    const { text, ranges } = unmark(marked);
    const { problems, severities } = readConfig(URI, text);
    expect(problems.map(({ span }) => span)).toEqual(ranges);
    expect(problems[0]?.message).toMatch(message);
    expect(severities.get("no-route")).toBe(text.includes("no-route") ? "info" : undefined);
  });

  test("in text that is not JSON", () => {
    const { problems, severities } = readConfig(URI, `{ "rules": { "no-route": "info" `);
    expect(problems.map(({ code }) => code)).toContain("bad-json");
    expect(severities.get("no-route")).toBe("info");
  });

  test.each([
    "{",
    "}",
    '{"rules":',
    "\u0000",
    '{"rules":{"a":{}}}',
    '{"exclude":{}}',
    '{"assume":[[]]}',
    "null",
    '"x"',
  ])("without ever failing: %j", (text) => {
    expect(readConfig(URI, text).problems.length).toBeGreaterThan(0);
  });
});

describe("setting a severity", () => {
  test.each([
    ["replaces one", `{ "rules": { "no-route": "info" } }`, `{ "rules": { "no-route": "off" } }`],
    ["adds one", `{ "rules": { "unused-name": "info" } }`, `{ "rules": { "unused-name": "info", "no-route": "off" } }`],
    ["adds the first", `{ "rules": {} }`, `{ "rules": { "no-route": "off" } }`],
    ["adds the rules", `{\n  "exclude": ["a"]\n}`, `{\n  "exclude": ["a"],\n  "rules": { "no-route": "off" }\n}`],
    [
      "keeps the layout",
      `{\n  "rules": {\n    "unused-name": "off"\n  }\n}`,
      `{\n  "rules": {\n    "unused-name": "off",\n    "no-route": "off"\n  }\n}`,
    ],
    ["fills an empty object", `{}`, `{ "rules": { "no-route": "off" } }`],
  ])("%s", (_what, text, expected) => {
    const edit = setSeverity(text, "no-route", "off");
    expect(edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end)).toBe(expected);
    expect(readConfig(URI, expected).severities.get("no-route")).toBe("off");
  });

  test.each(["", "[]", `{ "rules": 3 }`])("leaves %j alone", (text) => {
    expect(setSeverity(text, "no-route", "off")).toBeUndefined();
  });

  test("starts a configuration", () => {
    expect([...readConfig(URI, configWith("no-route", "hint")).severities]).toEqual([["no-route", "hint"]]);
  });
});
