import manifest from "../../package.json";

/** The page of a rule on the web; nothing while the package names no homepage. */
export function rulePageUrl(code: string): string | undefined {
  const homepage = "homepage" in manifest ? String(manifest.homepage).replace(/\/$/, "") : undefined;
  return homepage && `${homepage}/docs/rules/${code}.md`;
}
