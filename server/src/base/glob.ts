/**
 * Whether a path (with forward slashes, from the folder that the pattern counts from) matches: `*` and `?` stay inside one
 * name, `**` goes through folders, `{a,b}` is either. A pattern without a slash matches a name at any depth.
 */
export function matchesGlob(path: string, pattern: string): boolean {
  const plain = pattern.replace(/^\.\//, "").replace(/\/$/, "");
  const [rule, subject] = plain.includes("/")
    ? [plain.replace(/^\//, ""), path]
    : [plain, path.slice(path.lastIndexOf("/") + 1)];
  return expressionOf(rule).test(subject);
}

const known = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  let expression = known.get(pattern);
  if (!expression) {
    expression = new RegExp(`^${translated(pattern)}$`, "u");
    known.set(pattern, expression);
  }
  return expression;
}

const PART = /\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[\s\S]/gu;

function translated(pattern: string): string {
  return pattern.replace(PART, (part) => {
    if (part === "**/") return "(?:[^/]+/)*";
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    if (part === "?") return "[^/]";
    if (part.length > 1 && part.startsWith("{")) return `(?:${part.slice(1, -1).split(",").map(translated).join("|")})`;
    return part.replace(/[\\^$.*+?()[\]{}|/]/u, "\\$&");
  });
}

/** True when an argument is a pattern rather than the name of a file. */
export function isGlob(text: string): boolean {
  return /[*?]|\{[^{}]*,[^{}]*\}/.test(text);
}
