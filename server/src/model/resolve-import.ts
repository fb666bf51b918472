/**
 * The file that a path means beside the importing file. Only relative paths: nothing else is ever opened because a
 * plan says so. Undefined for what is no such path.
 */
export function resolveImport(from: string, path: string): string | undefined {
  const clean = path.replaceAll("\\", "/");
  if (clean === "" || clean.startsWith("/") || /^[a-z][a-z0-9+.-]*:/i.test(clean)) return undefined;
  const split = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)?(.*?)[^/]*$/i.exec(from);
  const origin = split?.[1] ?? "";
  const parts = (split?.[2] ?? "").replace(/\/$/, "").split("/");
  for (const part of clean.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(origin === "" ? part : encodeURIComponent(part));
    else if (parts.length <= 1) return undefined;
    else parts.pop();
  }
  return origin !== "" && parts.length <= 1 ? undefined : `${origin}${parts.join("/")}`;
}
