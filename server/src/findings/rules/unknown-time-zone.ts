import { nearest } from "../../base/nearest.ts";
import { isKind } from "../../model/declaration.ts";
import { defineRule } from "../rule.ts";
import { replaceText } from "../statement-edit.ts";

export const unknownTimeZone = defineRule<{ readonly zone: string; readonly near: string | undefined }>({
  code: "unknown-time-zone",
  severity: "warning",
  summary: "A time zone is named as in the IANA time zone database.",
  why: "People read the windows of the plan in its time zone. One that nobody knows leaves open when they are.",
  sources: ["IANA Time Zone Database"],
  examples: {
    bad: `plan "Retail" { timezone <|"Europe/Londn"|> }`,
    good: `plan "Retail" { timezone "Europe/London" }`,
  },
  kinds: ["plan"],

  *check(declaration) {
    if (!isKind(declaration, "plan")) return;
    const { value, spans } = declaration.document;
    const zone = value.timezone;
    if (zone === undefined || isTimeZone(zone)) return;
    const facts = { zone, near: nearest(zone, Intl.supportedValuesOf("timeZone")) };
    yield { at: spans.at("/timezone") ?? spans.header, facts };
  },

  message: ({ zone, near }) =>
    `No time zone is named '${zone}'${near === undefined ? "; write for example UTC or Europe/London." : `; did you mean '${near}'?`}`,

  fixes: ({ zone, near }, { declaration }) =>
    near === undefined
      ? []
      : [
          {
            edits: replaceText(declaration, "/timezone", near),
            title: () => `Change '${zone}' to '${near}'`,
            preferred: true,
          },
        ],
});

/** What was asked before: making a format to find out takes a millisecond. */
const asked = new Map<string, boolean>();

function isTimeZone(name: string): boolean {
  let known = asked.get(name);
  if (known === undefined) {
    known = canFormatIn(name);
    asked.set(name, known);
  }
  return known;
}

function canFormatIn(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
