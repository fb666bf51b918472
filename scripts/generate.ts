import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { configSchema } from "./generate/config-schema.ts";
import { grammar } from "./generate/grammar.ts";
import { grammarWords } from "./generate/grammar-words.ts";
import { withConstants } from "./generate/model-constants.ts";
import { planTypes } from "./generate/plan-types.ts";
import { reference } from "./generate/reference.ts";
import { technologiesDoc } from "./generate/technologies-doc.ts";
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
/** The form of drplan.config.json; the names of rules and constants are judged apart. */
export const config: Validator;
`;

write("server/src/vocabulary/plan-types.ts", planTypes());
write("server/src/generated/validators.js", validatorsModule());
write("server/src/generated/validators.d.ts", VALIDATOR_TYPES);
write("syntaxes/drplan.tmLanguage.json", `${JSON.stringify(grammar(grammarWords()), null, 2)}\n`);
// The pages are committed, and tests tell when one is stale: a build does not rewrite it.
if (process.argv.includes("--docs")) void writeDocs();

async function writeDocs(): Promise<void> {
  write("docs/reference.md", reference());
  // These rest on the validators that were only just written.
  const { allTechnologies } = await import("../server/src/catalogue/technologies.ts");
  const { withValidation } = await import("./generate/validation-doc.ts");
  const { fieldCases, publishedCases } = await import("./validation/all-cases.ts");
  const model = withConstants(readFileSync(join(ROOT, "docs/model.md"), "utf8"));
  write("docs/model.md", withValidation(model, [...fieldCases, ...publishedCases]));
  const { rulesDoc } = await import("./generate/rules-doc.ts");
  const { rules } = await import("../server/src/findings/registry.ts");
  write("docs/technologies.md", technologiesDoc([...allTechnologies()]));
  write("schemas/config.schema.json", `${JSON.stringify(configSchema(rules), null, 2)}\n`);
  for (const { path, text } of rulesDoc(rules)) write(`docs/rules/${path}`, text);
}
