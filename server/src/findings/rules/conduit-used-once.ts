import { isKind } from "../../model/declaration.ts";
import { usersOf } from "../../model/plan.ts";
import { defineRule } from "../rule.ts";

export const conduitUsedOnce = defineRule<{ readonly name: string }>({
  code: "conduit-used-once",
  severity: "hint",
  summary: "A conduit says that links share a risk, so more than one link should name it.",
  why: "Conduits are not declared: naming one is enough. One that a single link names is often a misspelling of another. Of a line and its standby each may name its own: that says that they run apart.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link one york <-> leeds { bandwidth 1 Gbps; conduit <|river|> }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link one york <-> leeds { bandwidth 1 Gbps; conduit river }
link two york <-> leeds { bandwidth 1 Gbps; conduit river }`,
  },
  kinds: ["link"],

  *check(declaration, { plan }) {
    if (!isKind(declaration, "link")) return;
    const { value, spans } = declaration.document;
    const { name: link } = declaration;
    // Names that keep a line apart from its standby are there to be different.
    if (value["standby-for"] !== undefined || (link !== undefined && usersOf(plan, "link", link).size > 0)) return;
    for (const [index, name] of (value.conduit ?? []).entries()) {
      if (usersOf(plan, "link", name).size !== 1) continue;
      yield { at: spans.at(`/conduit/${index}`) ?? spans.header, facts: { name }, unused: true };
    }
  },

  message: ({ name }) => `Only this link names the conduit '${name}', so it is shared with nothing.`,
});
