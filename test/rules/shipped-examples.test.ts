import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { analyseText } from "../support/analyse-text.ts";

const FOLDER = join(import.meta.dirname, "../../examples");

/** What each example sets out to show; in the others all is well. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  "frankfurt-dublin.drplan": [
    "standard-dora",
    "standard-dora",
    "standard-dora",
    "directory-not-copied",
    "no-point-in-time",
    "link-too-small",
    "link-too-small",
    "sync-too-far",
  ],
  "follow-the-sun.drplan": [
    "storage-left-behind",
    "follow-the-sun",
    "technology-limit",
    "window-too-short",
    "storage-left-behind",
    "follow-the-sun",
    "technology-limit",
    "window-too-short",
  ],
  "long-distance-vmotion.drplan": ["storage-left-behind", "storage-left-behind", "link-too-small"],
  "rebuild-800.drplan": ["servers-not-ready", "servers-not-ready"],
  "shared-2mbps.drplan": ["link-too-small"],
};

test.each(readdirSync(FOLDER))("example %s shows what it claims, and nothing else is wrong in it", (name) => {
  const texts = name.endsWith(".drplan")
    ? read(FOLDER, [name], name)
    : read(join(FOLDER, name), undefined, "plan.drplan");
  const { plan, findings } = analyseText(texts);
  const bad = [...plan.files.values()]
    .flatMap(({ ids }) => ids.flatMap((id) => findings.get(id) ?? []))
    .filter(({ severity }) => severity === "error" || severity === "warning");
  expect(bad.map(({ rule }) => rule)).toEqual(SHOWN[name] ?? []);
});

/** The files of a plan with its main file under the name that the analysis starts from. */
function read(folder: string, names: readonly string[] = readdirSync(folder), main: string): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => [name === main ? "main.drplan" : name, readFileSync(join(folder, name), "utf8")]),
  );
}
