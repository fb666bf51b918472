import { seededRandom } from "./seeded-random.ts";

/** Elements of one system in the generated model, itself counted. */
const SYSTEM_SIZE = 20;

/** A LikeC4 model of exactly `declarations` elements and relations; the same seed gives the same text. */
export function generateLikec4(declarations: number, seed = 1): string {
  const random = seededRandom(seed);
  const lines = ["specification {", "  element system", "  element service", "}", "", "model {"];
  for (let made = 0, system = 1; made < declarations; system++) {
    const left = declarations - made;
    const elements = Math.min(SYSTEM_SIZE, Math.ceil(left / 2));
    lines.push(`  system s${system} 'System ${system}' {`);
    for (let n = 1; n < elements; n++) {
      lines.push(`    service w${n} 'Service ${system}-${n}' {`);
      lines.push(`      description 'Keeps ${random.whole(10, 900)} GB, run by team ${random.whole(1, 40)}.'`);
      lines.push(`      technology 'database'`, "    }");
    }
    lines.push("  }");
    const relations = Math.min(elements - 1, left - elements);
    for (let n = 1; n <= relations; n++) {
      const to = n === 1 ? elements - 1 : random.whole(1, n - 1);
      lines.push(`  s${system}.w${n} -> s${system}.w${to === n ? 1 : to} 'replicates to'`);
    }
    made += elements + Math.max(0, relations);
  }
  lines.push("}", "", "views {", "  view index {", "    include *", "  }", "}");
  return `${lines.join("\n")}\n`;
}
