import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../schemas/estimate.schema.json"), "utf8"));
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const validate = ajv.compile(schema);
const validateFinding = ajv.compile({ $ref: "estimate.schema.json#/definitions/finding" });

/** What keeps a value from being an estimate document; nothing when it is one. */
export function estimateProblems(document: unknown): readonly string[] {
  return validate(document)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The same for one finding. */
export function findingProblems(finding: unknown): readonly string[] {
  if (validateFinding(finding)) return [];
  return (validateFinding.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
