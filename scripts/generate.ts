import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { grammar } from "./generate/grammar.ts";
import { grammarWords } from "./generate/grammar-words.ts";
import { planTypes } from "./generate/plan-types.ts";
import { reference } from "./generate/reference.ts";
import { validatorsModule } from "./generate/validators.ts";

const ROOT = join(import.meta.dirname, "..");

/** Writes a file unless it already says so, so that what watches it is not woken. */
function write(path: string, text: string): void {
  const file = join(ROOT, path);
  mkdirSync(dirname(file), { recursive: true });
  try {
    if (readFileSync(file, "utf8") === text) return;
  } catch {
    // Not there yet.
  }
  writeFileSync(file, text);
}

const VALIDATOR_TYPES = `export interface ValidationError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}
export interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly ValidationError[] | null;
}
/** By the word of the block; lists and objects must be in their long form. */
export const whole: Readonly<Record<string, Validator>>;
`;

write("server/src/vocabulary/plan-types.ts", planTypes());
write("server/src/generated/validators.js", validatorsModule());
write("server/src/generated/validators.d.ts", VALIDATOR_TYPES);
write("syntaxes/drplan.tmLanguage.json", `${JSON.stringify(grammar(grammarWords()), null, 2)}\n`);
// The reference is committed, and a test tells when it is stale: a build does not rewrite it.
if (process.argv.includes("--docs")) write("docs/reference.md", reference());
