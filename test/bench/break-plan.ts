export type Damage = "missing-brace" | "unclosed-string";

/** The plan with one thing lost near its first third: a block's closing brace, or a label's closing quote. */
export function breakPlan(text: string, damage: Damage): string {
  const third = Math.floor(text.length / 3);
  const pattern = damage === "missing-brace" ? /\n\}/g : /(?<=^(?:site|workload) \S+ "[^"\n]*)"/gm;
  pattern.lastIndex = third;
  const found = pattern.exec(text);
  if (found === null) throw new RangeError("The plan has nothing to break behind its first third.");
  return text.slice(0, found.index) + text.slice(found.index + found[0].length);
}
