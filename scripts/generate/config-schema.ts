import type { Rule } from "../../server/src/findings/rule.ts";
import { definitionOf } from "../../server/src/vocabulary/definitions.ts";
import type { AjvSchema } from "./ajv-schemas.ts";

/** How bad a rule may be said to be. */
const SEVERITIES = ["off", "hint", "info", "warning", "error"] as const;

/** What an `assume` block may hold besides constants. */
const NOT_CONSTANTS: ReadonlySet<string> = new Set(["setup", "cost", "changed", "doc"]);

/** The form that the validator is compiled from: names of rules and constants are compared with those that the engine knows. */
export function configAjvSchema(): AjvSchema {
  const properties = {
    $schema: { type: "string" },
    rules: { type: "object" },
    assume: { type: "object" },
    exclude: { type: "array", items: { type: "string" } },
  };
  return { $id: "config", type: "object", properties, onlyKnown: Object.keys(properties) };
}

/** The JSON Schema of `drplan.config.json` for editors, with all rules and constants by name. */
export function configSchema(rules: readonly Rule[]): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "drplan.config.schema.json",
    title: "Configuration of drplan",
    description: "How the plans in this folder and below are checked. The nearest file at or above a plan counts.",
    type: "object",
    properties: {
      $schema: { type: "string", description: "The address of this schema." },
      rules: {
        description: "How bad the findings of a rule are, or off. What is physically impossible stays an error.",
        type: "object",
        properties: Object.fromEntries(rules.map((rule) => [rule.code, ruleSchema(rule)])),
        additionalProperties: false,
      },
      assume: {
        description:
          "Constants of the model, instead of the documented ones. What a plan's own 'assume' block says wins.",
        type: "object",
        properties: constantSchemas(),
        additionalProperties: false,
      },
      exclude: {
        description:
          "Files and folders that are left out where folders are searched for plans, counted from this folder: * stays inside a name, ** goes through folders, a pattern without / matches at any depth.",
        type: "array",
        items: { type: "string", minLength: 1, examples: ["archive/**", "*.draft.drplan"] },
        uniqueItems: true,
      },
    },
    additionalProperties: false,
  };
}

function ruleSchema({ summary, severity }: Rule): object {
  return { description: `${summary} Usually: ${severity}.`, enum: SEVERITIES };
}

function constantSchemas(): object {
  const constants = Object.entries(definitionOf("assume").properties ?? {}).filter(
    ([name]) => !NOT_CONSTANTS.has(name),
  );
  return Object.fromEntries(
    constants.map(([name, { description = "", assumed, examples }]) => {
      const range = assumed?.low === undefined ? "" : ` (${assumed.low} … ${assumed.high})`;
      const usual = assumed?.value === undefined ? "" : ` Usually ${assumed.value}${range}: ${assumed.source}.`;
      return [
        name,
        { description: `${description}${usual}`, type: ["string", "number"], ...(examples ? { examples } : {}) },
      ];
    }),
  );
}
