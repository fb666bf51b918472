import { seededRandom } from "./seeded-random.ts";

/** Name of the file, beside the generated YAML, that holds its schema. */
export const YAML_SCHEMA_FILE = "bench.schema.json";

/** The schema of the generated YAML. */
export const YAML_SCHEMA = {
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  required: ["services"],
  additionalProperties: false,
  properties: {
    services: {
      type: "array",
      items: {
        type: "object",
        required: ["name", "tier", "size"],
        additionalProperties: false,
        properties: {
          name: { type: "string", pattern: "^[a-z][a-z0-9-]*$" },
          tier: { enum: ["gold", "silver", "bronze"] },
          size: { type: "integer", minimum: 1 },
          change: { type: "string", pattern: "^[0-9]+ MB/s$" },
          needs: { type: "array", items: { type: "string" } },
        },
      },
    },
  },
} as const;

/** A YAML list of exactly `declarations` items that fit `YAML_SCHEMA`; the same seed gives the same text. */
export function generateYaml(declarations: number, seed = 1): string {
  const random = seededRandom(seed);
  const lines = [`# yaml-language-server: $schema=${YAML_SCHEMA_FILE}`, "services:"];
  for (let n = 1; n <= declarations; n++) {
    lines.push(
      `  - name: service-${n}`,
      `    tier: ${random.pick(["gold", "silver", "bronze"])}`,
      `    size: ${random.whole(10, 900)}`,
      `    change: ${random.whole(1, 30)} MB/s`,
      `    needs: [service-${random.whole(Math.max(1, n - 20), n)}]`,
    );
  }
  return `${lines.join("\n")}\n`;
}
