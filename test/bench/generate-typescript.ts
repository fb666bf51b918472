import { seededRandom } from "./seeded-random.ts";

/** How far back a service refers to another one, at most. */
const REACH = 20;

/**
 * A TypeScript module of exactly `declarations` interfaces and constants that refer to each other, without errors;
 * the same seed gives the same text.
 */
export function generateTypescript(declarations: number, seed = 1): string {
  const random = seededRandom(seed);
  const parts: string[] = ["export interface Base {\n  name: string;\n  size: number;\n}"];
  // An interface, then a constant of that type.
  for (let n = 1; parts.length < declarations; n++) {
    const upstream = n === 1 ? undefined : random.whole(Math.max(1, n - REACH), n - 1);
    parts.push(
      `/** What service ${n} keeps. */\nexport interface Service${n} extends Base {\n  tier: "gold" | "silver" | "bronze";\n  change: number;\n  upstream: ${upstream === undefined ? "undefined" : `Service${upstream}`};\n}`,
    );
    if (parts.length === declarations) break;
    parts.push(
      `export const service${n}: Service${n} = {\n  name: "service-${n}",\n  size: ${random.whole(10, 900)},\n  tier: "${random.pick(["gold", "silver", "bronze"])}",\n  change: ${random.whole(1, 30)},\n  upstream: ${upstream === undefined ? "undefined" : `service${upstream}`},\n};`,
    );
  }
  return `${parts.join("\n\n")}\n`;
}
