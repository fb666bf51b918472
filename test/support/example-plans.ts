import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the examples lie. */
export const EXAMPLES = join(import.meta.dirname, "../../examples");

/** A shipped example: its name, and the texts of its files by file name, the one with the `plan` block as `main.drplan`. */
export interface ExamplePlan {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

/** All shipped examples: files, and folders that hold a `plan.drplan` with its parts. */
export function examplePlans(): readonly ExamplePlan[] {
  return readdirSync(EXAMPLES, { withFileTypes: true }).flatMap((entry): readonly ExamplePlan[] => {
    if (entry.isDirectory()) return [{ name: entry.name, files: partsIn(join(EXAMPLES, entry.name)) }];
    if (!entry.name.endsWith(".drplan")) return [];
    const text = readFileSync(join(EXAMPLES, entry.name), "utf8");
    return [{ name: entry.name.replace(".drplan", ""), files: { "main.drplan": text } }];
  });
}

function partsIn(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".drplan"));
  const entries = names.map((name) => {
    return [name === "plan.drplan" ? "main.drplan" : name, readFileSync(join(folder, name), "utf8")] as const;
  });
  return Object.fromEntries(entries);
}
