import { expect, test } from "vitest";
import { packagedFiles } from "../../scripts/packaged-files.ts";
import { rules } from "../../server/src/findings/registry.ts";

/** What a user installs. `npm run build` makes the bundles among them. */
const SHIPPED = [
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "client/assets/file-dark.svg",
  "client/assets/file-light.svg",
  "client/assets/icon.png",
  "client/dist/extension.js",
  "client/dist/extension.web.js",
  "package.json",
  ...rules.map(({ code }) => `docs/rules/${code}.md`),
  "docs/rules/README.md",
  "schemas/config.schema.json",
  "schemas/plan.schema.json",
  "server/dist/cli.js",
  "server/dist/server.js",
  "server/dist/server.web.js",
  "syntaxes/drplan.tmLanguage.json",
  "syntaxes/language-configuration.json",
  "syntaxes/markdown-injection.json",
];

/** The packager looks at every file below the folder, also at those of an installed editor: a minute, in ms. */
const PATIENCE = 60_000;

test(
  "the package holds the bundles and assets, and nothing else",
  async () => {
    expect((await packagedFiles()).sort()).toEqual([...SHIPPED].sort());
  },
  PATIENCE,
);
