import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import type { TextEdit } from "../base/text-edit.ts";
import type { ConfiguredSeverity } from "../findings/check-settings.ts";

/** The edit that gives a rule another severity in a configuration; nothing where its text is no JSON object. */
export function setSeverity(text: string, code: string, severity: ConfiguredSeverity): TextEdit | undefined {
  const root = parseTree(text);
  if (root?.type !== "object") return undefined;
  const rules = findNodeAtLocation(root, ["rules"]);
  const value = JSON.stringify(severity);
  if (!rules) return inserted(root, `"rules": { "${code}": ${value} }`, text);
  if (rules.type !== "object") return undefined;
  const known = findNodeAtLocation(rules, [code]);
  if (!known) return inserted(rules, `"${code}": ${value}`, text);
  return { span: { start: known.offset, end: known.offset + known.length }, text: value };
}

/** The text of a configuration that does nothing but that. */
export function configWith(code: string, severity: ConfiguredSeverity): string {
  return `${JSON.stringify({ rules: { [code]: severity } }, null, 2)}\n`;
}

/** As the last property, laid out like the one before it. */
function inserted({ children = [], offset }: Node, property: string, text: string): TextEdit {
  const last = children.at(-1);
  if (!last) return { span: { start: offset + 1, end: offset + 1 }, text: ` ${property} ` };
  const end = last.offset + last.length;
  const lead = /\s*$/.exec(text.slice(0, last.offset))?.[0] || " ";
  return { span: { start: end, end }, text: `,${lead}${property}` };
}
