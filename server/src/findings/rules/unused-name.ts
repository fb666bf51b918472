import { usersOf } from "../../model/plan.ts";
import { defineRule } from "../rule.ts";
import { removeBlock } from "../statement-edit.ts";

/** Kinds of blocks that do nothing unless something uses them, with what may. */
const USED_BY: Readonly<Record<string, readonly string[]>> = {
  tier: ["workload", "scenario", "option"],
  technology: ["replicate", "migrate", "technology", "option"],
  region: ["site", "scenario", "option"],
  site: ["link", "workload", "replicate", "backup", "migrate", "scenario", "option"],
};

interface Unused {
  readonly name: string;
  readonly kind: string;
}

export const unusedName = defineRule<Unused>({
  code: "unused-name",
  severity: "hint",
  summary: "What a plan declares should be used somewhere.",
  why: "A tier without workloads or a site without anything is often left over, or something else was meant to name it.",
  examples: {
    bad: `tier <|gold|> { rpo 15 min; rto 4 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier gold { rpo 15 min; rto 4 h }
workload files { site york; tier gold; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: Object.keys(USED_BY),

  *check(declaration, { plan }) {
    const { name } = declaration;
    const { kind, spans } = declaration.document;
    if (name === undefined || (USED_BY[kind] ?? []).some((user) => usersOf(plan, user, name).size > 0)) return;
    yield { at: spans.at("/name") ?? spans.header, facts: { name, kind }, unused: true };
  },

  message: ({ name, kind }) => `Nothing uses the ${kind} '${name}'.`,

  fixes: ({ name, kind }, { declaration }) => [
    { edits: removeBlock(declaration), title: () => `Remove the ${kind} '${name}'` },
  ],
});
