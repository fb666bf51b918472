import { seededRandom } from "./seeded-random.ts";

/** A TypeSpec file of exactly `declarations` models that refer to each other; the same seed gives the same text. */
export function generateTypespec(declarations: number, seed = 1): string {
  const random = seededRandom(seed);
  const parts: string[] = [];
  for (let n = 1; n <= declarations; n++) {
    const upstream = n === 1 ? "string" : `Service${random.whole(Math.max(1, n - 20), n - 1)}`;
    parts.push(
      `/** What service ${n} keeps. */\nmodel Service${n} {\n  @maxLength(${random.whole(10, 900)})\n  name: string;\n  tier: "gold" | "silver" | "bronze";\n  size: int64;\n  upstream?: ${upstream};\n}`,
    );
  }
  return `${parts.join("\n\n")}\n`;
}
