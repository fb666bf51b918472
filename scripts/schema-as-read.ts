import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/** What only validators read, and these are compiled: `npm run generate`. */
const FOR_VALIDATORS = new Set(["$schema", "$id", "additionalProperties"]);

/** Leaves out of the plan's schema in a bundle what the vocabulary does not read. */
export const schemaAsRead: Plugin = {
  name: "schema-as-read",
  setup(build) {
    build.onLoad({ filter: /[\\/]plan\.schema\.json$/ }, async ({ path }) => {
      const schema: unknown = JSON.parse(await readFile(path, "utf8"), (key, value) =>
        FOR_VALIDATORS.has(key) && typeof value !== "object" ? undefined : value,
      );
      return { contents: JSON.stringify(schema), loader: "json" };
    });
  },
};
