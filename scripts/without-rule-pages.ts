import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/**
 * Leaves the pages of the rules (summary, why, sources, examples) out of a bundle: they make `docs/rules` and the tests, and
 * nobody reads them at run time. They stay in the rule's own file, where who changes the rule sees them.
 */
export const withoutRulePages: Plugin = {
  name: "without-rule-pages",
  setup(build) {
    build.onLoad({ filter: /[\\/]findings[\\/]rules[\\/][\w-]+\.ts$/ }, async ({ path }) => ({
      contents: withoutPage(await readFile(path, "utf8")),
      loader: "ts",
    }));
  },
};

/** The source of a rule without the properties of its page, as the formatter lays them out: at two spaces, ended by a comma. */
export function withoutPage(source: string): string {
  return source.replace(/^ {2}(?:summary|why|sources|examples):[\s\S]*?,\n(?=\n? {2}[\w*]|\}\);)/gm, "");
}
