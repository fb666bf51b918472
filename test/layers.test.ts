import { expect, test } from "vitest";
import { type Import, importsOf, type Source, sourcesBelow } from "./support/source-imports.ts";

/**
 * What each part of the server may import besides itself. `base` and `quantity` are for all; what a part may import, its
 * users may too, so the list only names the next ones down.
 */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  quantity: ["base"],
  syntax: ["base", "quantity"],
  generated: [],
  vocabulary: ["syntax", "generated"],
  catalogue: ["base", "quantity"],
  model: ["vocabulary", "catalogue"],
  "estimate/kernel": ["base", "quantity"],
  estimate: ["estimate/kernel", "model"],
  findings: ["estimate"],
  config: ["findings"],
  "analysis.ts": ["findings"],
  features: ["analysis.ts"],
  workspace: ["config"],
  "workspace.ts": ["analysis.ts", "workspace", "config"],
  report: ["analysis.ts", "workspace", "config"],
  "protocol.ts": ["features"],
  lsp: ["features", "workspace.ts", "protocol.ts"],
  cli: ["features", "workspace.ts", "report"],
};

/** Packages by who may import them. Parts that are not named import none: so the engine runs in a web worker. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  vocabulary: /^jsonc-parser$/,
  config: /^jsonc-parser$/,
  "estimate/kernel": /^geographiclib-geodesic$/,
  lsp: /^(vscode-(languageserver|jsonrpc)(\/.+)?|node:.+)$/,
  cli: /^(commander|node:.+)$/,
  report: /^node:.+$/,
};

/** Data files by who may import them. */
const DATA: Readonly<Record<string, RegExp>> = {
  vocabulary: /^schemas\/.+\.json$/,
  catalogue: /^server\/catalogue\/.+\.json$/,
  lsp: /^server\/package\.json$/,
  cli: /^(server\/package\.json|schemas\/.+\.json)$/,
  report: /^server\/package\.json$/,
};

const server = sourcesBelow("server/src");
const client = sourcesBelow("client/src");
const scripts = sourcesBelow("scripts");

/** The part of the server to which a path belongs. */
function partOf(path: string): string | undefined {
  if (!path.startsWith("server/src/")) return undefined;
  const [first = "", second, ...rest] = path.slice("server/src/".length).split("/");
  return second === "kernel" && rest.length > 0 ? `${first}/${second}` : first;
}

function reachable(part: string, found = new Set<string>([part])): ReadonlySet<string> {
  for (const next of LAYERS[part] ?? []) {
    if (found.has(next)) continue;
    found.add(next);
    reachable(next, found);
  }
  return found;
}

function mayImport(part: string, { target, isPackage }: Import): boolean {
  if (isPackage) return PACKAGES[part]?.test(target) ?? false;
  const other = partOf(target);
  if (other !== undefined) return reachable(part).has(other);
  return DATA[part]?.test(target) ?? false;
}

function told(sources: readonly Source[], allowed: (source: Source, one: Import) => boolean): readonly string[] {
  return sources.flatMap((source) =>
    source.imports.filter((one) => !allowed(source, one)).map(({ target }) => `${source.path} imports ${target}`),
  );
}

test("every file of the server lies in a part that the table names", () => {
  const strangers = server.filter(({ path }) => !(String(partOf(path)) in LAYERS));
  expect(strangers.map(({ path }) => path)).toEqual([]);
  expect(new Set(server.map(({ path }) => partOf(path)))).toContain("estimate/kernel");
});

test("the table has no circle", () => {
  for (const part of Object.keys(LAYERS)) {
    for (const next of LAYERS[part] ?? []) expect([...reachable(next)], `${part} → ${next}`).not.toContain(part);
  }
});

test("parts of the server import only from earlier ones, and the packages and data that are theirs", () => {
  expect(told(server, ({ path }, one) => mayImport(String(partOf(path)), one))).toEqual([]);
});

test("the client imports from the server only the types of its protocol", () => {
  const allowed = (_: Source, { target, isPackage, typesOnly }: Import) =>
    isPackage
      ? /^(vscode|vscode-languageclient(\/node|\/browser)?)$/.test(target)
      : target.startsWith("client/src/") || (target === "server/src/protocol.ts" && typesOnly);
  expect(told(client, allowed)).toEqual([]);
});

test("nothing imports from tests or scripts", () => {
  const allowed = (_: Source, { target, isPackage }: Import) => isPackage || !/^(test|scripts)\//.test(target);
  expect(told([...server, ...client], allowed)).toEqual([]);
  expect(told(scripts, (_, { target, isPackage }) => isPackage || !target.startsWith("test/"))).toEqual([]);
});

test("the imports of a file are found however they are written", () => {
  const text = [
    'import type { A } from "./a.ts";',
    'import {\n  type B,\n  type C,\n} from "../b.ts";',
    'import { d, type D } from "./d.ts";',
    'export { e } from "./e.ts";',
    'import "./f.ts";',
    'import * as g from "node:g";',
    'const h = await import("./h.ts");',
    'const example = `\nimport "parts.drplan"\n`;',
  ].join("\n");
  const found = importsOf(text, "x/y.ts").map(({ target, typesOnly }) => `${target}${typesOnly ? " type" : ""}`);
  expect(found).toEqual(["x/a.ts type", "b.ts type", "x/d.ts", "x/e.ts", "node:g", "x/f.ts", "x/h.ts"]);
});

/** Files that a generator writes need not be short. */
const GENERATED = /^\/\/ Generated from /;

/** The most lines of a file: past it, a second subject wants a file of its own. */
const MOST_LINES = 300;

test("no file is longer than 300 lines", () => {
  const lines = ({ text }: Source) => text.split("\n").length - 1;
  const long = [...server, ...client, ...scripts].filter(
    (source) => lines(source) > MOST_LINES && !GENERATED.test(source.text),
  );
  expect(long.map((source) => `${source.path}: ${lines(source)}`)).toEqual([]);
});

test.each([
  ["default exports", /^export default\b/m],
  ["any", /(?::|<|,|\||&|\bas|=>)\s*any\b(?!\s+\w)/],
  ["silenced checks", /@ts-(ignore|expect-error|nocheck)|biome-ignore/],
  ["plans for later", /\b(TODO|FIXME|XXX)\b/],
  ["re-export barrels", /^export \* from/m],
])("there are no %s", (_what, pattern) => {
  const found = [...server, ...client, ...scripts].filter(({ text }) => pattern.test(text));
  expect(found.map(({ path, text }) => `${path}: ${pattern.exec(text)?.[0]}`)).toEqual([]);
});
