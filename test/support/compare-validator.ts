import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
ajv.addSchema(schemaNamed("estimate.schema.json"));
const validate = ajv.compile(schemaNamed("compare.schema.json"));

function schemaNamed(name: string): object {
  return JSON.parse(readFileSync(join(import.meta.dirname, "../../schemas", name), "utf8"));
}

/** What keeps a value from being a comparison; nothing when it is one. */
export function compareProblems(document: unknown): readonly string[] {
  return validate(document)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
