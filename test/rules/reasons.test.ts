import { expect, test } from "vitest";
import { rules } from "../../server/src/findings/registry.ts";
import { analyseText } from "../support/analyse-text.ts";
import { unmark } from "../support/marked-text.ts";

/** What estimates say of themselves when too little is known; no rule, for something else is missing then. */
const NOT_A_RULE = "not-estimated";

const codes = new Set(rules.map(({ code }) => code));

/** All reasons that estimates of the rules' examples give. */
const given = new Set(
  rules.flatMap(({ examples }) => {
    const bad = unmark(examples.bad).text;
    return bad.startsWith("{") ? [] : reasonsIn(bad);
  }),
);

test("every reason that an estimate gives is the code of a rule", () => {
  expect([...given].filter((reason) => reason !== NOT_A_RULE && !codes.has(reason))).toEqual([]);
});

test.each([
  "link-too-small",
  "sync-too-far",
  "no-route",
  "technology-limit",
  "witness-missing",
  "backup-does-not-fit",
  "live-migration-infeasible",
  "window-too-short",
])("estimates give the reason %s", (reason) => {
  expect([...given]).toContain(reason);
});

test.each(rules.filter(({ examples }) => !examples.bad.startsWith("{")).map((rule) => [rule.code, rule] as const))(
  "what is infeasible in the example of %s is reported by the rules that the estimate names",
  (_code, { examples }) => {
    const { text } = unmark(examples.bad);
    const found = new Set([...analyseText(text).findings.values()].flat().map(({ rule }) => rule));
    // One finding is enough for a cause: of several reasons at least one is told.
    const reasons = reasonsIn(text).filter((reason) => reason !== NOT_A_RULE);
    if (reasons.length > 0) expect(reasons.some((reason) => found.has(reason))).toBe(true);
  },
);

function reasonsIn(text: string): readonly string[] {
  const { estimates, plan } = analyseText(text);
  return [...plan.declarations.values()].flatMap((declaration) => [
    ...estimates.replications(declaration).flatMap(({ reasons }) => reasons),
    ...estimates.backups(declaration).flatMap(({ reasons }) => reasons),
    ...(estimates.migration(declaration)?.reasons ?? []),
  ]);
}
