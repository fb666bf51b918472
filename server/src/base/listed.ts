/** Things in a sentence: `a, b and c`, or with another word before the last. */
export function listed(parts: readonly string[], before: "and" | "or" = "and"): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} ${before} ${parts.at(-1)}`;
}
