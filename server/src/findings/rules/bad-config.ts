import { defineRule } from "../rule.ts";

/** What is wrong with a configuration stands in no plan: `read-config.ts` finds it, and this is its page. */
export const badConfig = defineRule({
  code: "bad-config",
  severity: "error",
  summary: "The configuration names rules, severities and constants that exist.",
  why: "`drplan.config.json` sets for all plans in its folder and below how bad the findings of a rule are (`rules`), which constants of the model are others (`assume`), and what is left out where folders are searched for plans (`exclude`). What cannot be read in it has no effect, so a mistyped rule would stay as it was. The editor offers the names.",
  examples: {
    bad: `{
  "rules": { "<|unusd-name|>": "off", "sync-too-far": <|"fatal"|> },
  "<|exclud|>": ["archive/**"]
}`,
    good: `{
  "rules": { "unused-name": "off", "sync-too-far": "warning" },
  "assume": { "route-factor": "1.6" },
  "exclude": ["archive/**"]
}`,
  },
  check: () => [],
  message: () => "",
});
