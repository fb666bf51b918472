import { readdirSync, readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { expect, test } from "vitest";
import { withoutPage } from "../../scripts/without-rule-pages.ts";

const RULES = new URL("../../server/src/findings/rules/", import.meta.url);

/** The names of the properties at the top of the rule's object, in their order. */
function propertiesOf(source: string): readonly string[] {
  const start = source.search(/(?:defineRule|problemRule|standardRule)(?:<[^(]*>)?\(\{/);
  const end = source.indexOf("\n});", start);
  return [...source.slice(start, end).matchAll(/^ {2}\*?(\w+)[:(]/gm)].map(([, name]) => name as string);
}

test.each(readdirSync(RULES))("%s loses its page and nothing else", (file) => {
  const source = readFileSync(new URL(file, RULES), "utf8");
  const bare = withoutPage(source);
  const page = ["summary", "why", "sources", "examples"];
  expect(propertiesOf(source)).toEqual(expect.arrayContaining(["why", "examples"]));
  expect(propertiesOf(bare)).toEqual(propertiesOf(source).filter((name) => !page.includes(name)));
  // What stands around the rule is as it was, and it is still a program.
  const around = (text: string) =>
    text.slice(0, text.search(/(?:defineRule|problemRule|standardRule)/)) + text.slice(text.indexOf("\n});"));
  expect(around(bare).length).toBe(around(source).length);
  expect(() => transformSync(bare, { loader: "ts" })).not.toThrow();
});
