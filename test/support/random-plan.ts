import { parseFile } from "../../server/src/syntax/parse-file.ts";
import { readBlock } from "../../server/src/vocabulary/read-block.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { planDocument } from "../../server/src/vocabulary/write-json.ts";
import type { Random } from "../bench/seeded-random.ts";

/** Names from small sets, so that references often meet a declaration, and sometimes two or none. */
export const NAMES = {
  site: ["york", "leeds", "hull", "dublin"],
  link: ["wan", "metro", "ring", "line", "north", "south"],
  tier: ["gold", "silver"],
  workload: ["orders", "files", "directory", "mail"],
  technology: ["mirror", "vault-copy"],
  conduit: ["river", "bridge"],
  backup: ["nightly", "weekly"],
} as const;

type Kind = keyof typeof NAMES;

/**
 * Files of a random plan by name: `main.drplan` is the root and imports the others, of which one is in JSON. Most names
 * are declared once, somewhere; some twice or not at all.
 */
export function randomPlan(random: Random): Record<string, string> {
  const blocks = (["site", "link", "tier", "workload", "technology"] as const).flatMap((kind) =>
    NAMES[kind].filter(() => random.chance(0.9)).map((name) => randomBlock(random, kind, name)),
  );
  for (let count = random.whole(8, 16); count > 0; count--) blocks.push(randomBlock(random));
  const files: Record<string, string> = { [MAIN_FILE]: "", ...Object.fromEntries(PARTS.map((name) => [name, ""])) };
  for (const name of PARTS) if (random.chance(0.9)) files[MAIN_FILE] += `import "${name}"\n`;
  for (const block of blocks) {
    const name = random.pick(FILES);
    files[name] = random.chance(0.5) ? `${files[name]}${block}\n` : `${block}\n${files[name]}`;
  }
  return { ...files, [JSON_FILE]: inJson(files[JSON_FILE] ?? "") };
}

function inJson(text: string): string {
  const { blocks } = parseFile(text, parseOptions());
  return JSON.stringify(planDocument(blocks.map(readBlock)), undefined, 1);
}

const MAIN_FILE = "main.drplan";
const JSON_FILE = "copies.drplan.json";
const PARTS = ["sites.drplan", JSON_FILE];
export const FILES: readonly string[] = [MAIN_FILE, ...PARTS];

const KINDS = [
  ...Array<string>(6).fill("site"),
  ...Array<string>(6).fill("link"),
  ...Array<string>(3).fill("tier"),
  ...Array<string>(6).fill("workload"),
  ...Array<string>(10).fill("replicate"),
  ...["backup", "technology", "runbook", "option", "assume", "plan", "import", "region", "scenario"],
];

/** A block of a kind, or of any kind, on one line. */
export function randomBlock(random: Random, kind: string = random.pick(KINDS), declared?: string): string {
  const name = (of: Kind): string => random.pick<string>(NAMES[of]);
  const own = (of: Kind): string => declared ?? name(of);
  const maybe = (text: () => string, chance = 0.4) => (random.chance(chance) ? `; ${text()}` : "");
  switch (kind) {
    case "site":
      return `site ${own("site")} { location ${random.pick(PLACES)}${maybe(() => "region north", 0.2)}${maybe(
        () => random.pick(["role vault", "role bunker", "standby cold", "hosts 2; vms-per-host 4"]),
        0.3,
      )} }`;
    case "link": {
      const way = random.chance(0.85) ? "<->" : "->";
      const bandwidth = random.pick(["10 Mbps", "155 Mbps", "1 Gbps", "1 Gbps", "10 Gbps", "2 MBps"]);
      return `link ${own("link")} ${name("site")} ${way} ${name("site")} { bandwidth ${bandwidth}${maybe(
        () => `medium ${random.pick(["dark-fibre", "metro-ethernet", "hollow-core", "fibre-channel", "leased-line"])}`,
      )}${maybe(() => `rtt ${random.pick(["1 ms", "2 ms", "4..9 ms", "30 ms"])}`)}${maybe(
        () => `conduit ${name("conduit")}`,
      )}${maybe(() => `standby-for ${name("link")}`, 0.1)}${maybe(() => "available 70 %", 0.2)} }`;
    }
    case "tier":
      return `tier ${own("tier")} { rpo ${random.pick(["0 s", "1 min", "15 min", "4 h"])}; rto 1 h${maybe(
        () => `write-latency ${random.pick(["1 ms", "5 ms", "20 ms"])}`,
      )} }`;
    case "workload":
      return `workload ${own("workload")} { site ${name("site")}; tier ${name("tier")}; data ${random.pick([
        "40 GB",
        "2 TB",
      ])}; change ${random.pick(["50 kB/s", "2 MB/s", "12 MB/s"])}${maybe(
        () => "change 20 MB/s mon-fri 09:00-17:00",
      )}${maybe(() => `needs ${name("workload")}, ${name("workload")}`)}${maybe(
        () => random.pick(["vms 6", `recover-at ${name("site")}, ${name("site")}`]),
        0.3,
      )} }`;
    case "replicate": {
      const workloads = random.chance(0.2) ? `${name("workload")}, ${name("workload")}` : name("workload");
      const from = random.chance(0.2) ? ` from ${name("site")}` : "";
      const over = random.chance(0.2) ? ` over ${name("link")}` : "";
      const mode = random.pick(["sync", "async", "async", "async", "quorum", "quorum", "periodic; every 1 h"]);
      return `replicate ${workloads}${from} to ${name("site")}${over} { mode ${mode}${maybe(
        () => `using ${random.pick([...NAMES.technology, "vsan-stretched", "no-such"])}`,
      )}${maybe(() => `failover automatic; witness ${name("site")}`, 0.3)}${maybe(
        () => random.pick(["history 30 h every 5 min", "on-link-loss stop", "journal 2 GB"]),
        0.3,
      )} }`;
    }
    case "backup":
      return `backup ${own("backup")} of ${name("workload")} to ${name("site")} { every ${random.pick(["5 min", "1 d"])}${maybe(
        () => random.pick(["keep 3 d", "method snapshot", "offline yes; transit 3 h"]),
      )} }`;
    case "technology":
      return `technology ${own("technology")} { modes sync, async; max-rtt ${random.pick(["1 ms", "5 ms", "50 ms"])}; min-bandwidth ${random.pick(["100 Mbps", "10 Gbps"])}; source "a"${maybe(
        () => `based-on ${random.pick([...NAMES.technology, "vsan-stretched"])}`,
      )} }`;
    case "runbook":
      return `runbook for loss-of-${random.pick([...NAMES.site, ...NAMES.conduit])} { step one "do" { takes 5 min; recovers ${name("workload")} } }`;
    case "option":
      return `option cheap-${random.whole(1, 3)} { link ${name("link")} { bandwidth 50 Mbps }; without replicate ${name("workload")} }`;
    case "assume":
      return `assume { burst ${random.pick(["1x", "3x"])}; write-size ${random.pick(["8 KiB", "64 KiB"])} }`;
    case "plan":
      return `plan "Plan ${random.whole(1, 9)}" { owner "x" }`;
    case "import":
      return `import "${random.pick([...FILES, "missing.drplan"])}"`;
    case "region":
      return "region north";
    default:
      return `scenario fire-${random.whole(1, 3)} { ${random.pick([
        `lose site ${name("site")}`,
        `lose link ${name("link")} for 3 h; lose site ${name("site")} for 1 d`,
        `lose conduit ${name("conduit")}; recover-at ${name("site")}`,
        `corrupt workload ${name("workload")}, ${name("workload")}; attacker yes`,
        `corrupt site ${name("site")}; expect ${name("tier")} rpo <= 2 h`,
        `lose workload ${name("workload")}; lose region north; at tue 10:00`,
      ])} }`;
  }
}

const PLACES = ["50.1109, 8.6821", "53.3498, -6.2603", "53.96, -1.08", "53.80, -1.55", '"Frankfurt"', "aws:eu-west-1"];

/** An edit of JSON: mostly of a name or number, seldom one that breaks it. */
export function randomJsonEdit(random: Random, text: string): { start: number; end: number; text: string } {
  if (random.chance(0.8)) return replacedWord(random, text);
  const at = random.whole(0, text.length);
  return { start: at, end: at, text: random.pick([" ", "\n", "\n  ", ",", "}"]) };
}

/** An edit that somebody might make, as the range that goes and the text that comes. */
export function randomEdit(random: Random, text: string): { start: number; end: number; text: string } {
  const lines = lineStarts(text);
  const line = random.whole(0, lines.length - 2);
  const [start = 0, next = text.length] = [lines[line], lines[line + 1]];
  const inside = random.whole(start, Math.max(start, next - 1));
  switch (random.whole(0, 9)) {
    case 0:
      return { start, end: start, text: `${randomBlock(random)}\n` };
    case 1:
      return random.chance(0.5) ? { start, end: next, text: "" } : replacedWord(random, text);
    case 2: {
      const other = random.whole(0, lines.length - 2);
      return { start, end: start, text: text.slice(lines[other], lines[other + 1]) };
    }
    case 3:
      return { start, end: next, text: `${randomBlock(random)}\n` };
    case 4:
      return {
        start: inside,
        end: inside,
        text: random.pick(["{", "}", '"', "\n", ";", " ", "/*", "// a comment\n", "x"]),
      };
    case 5:
      return { start: inside, end: Math.min(text.length, inside + random.whole(1, 12)), text: "" };
    case 6:
      return { start: inside, end: inside, text: "  " };
    default:
      return replacedWord(random, text);
  }
}

/** Another name, number or mode in place of one. */
function replacedWord(random: Random, text: string): { start: number; end: number; text: string } {
  const words = [...text.matchAll(WORDS)];
  if (words.length === 0) return { start: 0, end: 0, text: `${randomBlock(random)}\n` };
  const word = random.pick(words);
  const group = GROUPS.find((names) => names.includes(word[0])) ?? ["1", "2", "5", "40", "900"];
  return { start: word.index, end: word.index + word[0].length, text: random.pick(group) };
}

const GROUPS: readonly (readonly string[])[] = [
  ...Object.values(NAMES),
  ["sync", "async", "quorum"],
  ["<->", "->"],
  ["over", "from"],
];
const WORDS = new RegExp(`(?<![\\w-])(?:${[...GROUPS.flat(), "\\d+"].join("|")})(?![\\w-])`, "g");

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  if (starts.at(-1) !== text.length) starts.push(text.length);
  return starts.length > 1 ? starts : [0, text.length];
}
