import { listed } from "../../base/listed.ts";
import { type OptionMismatch, optionChanges } from "../../model/apply-option.ts";
import { isKind } from "../../model/declaration.ts";
import { nearName } from "../../model/near-name.ts";
import { defineRule } from "../rule.ts";
import { replaceValue } from "../statement-edit.ts";

interface Mismatch {
  readonly mismatch: OptionMismatch;
  /** A name of the plan like the one given. */
  readonly near: string | undefined;
}

/** What people call blocks that have no name of their own. */
const COPIES: Readonly<Record<string, string>> = { replicate: "replication", migrate: "migration" };

export const optionMismatch = defineRule<Mismatch>({
  code: "option-mismatch",
  severity: "error",
  summary: "What an option changes or removes must be in the plan, and what it adds must be whole.",
  why: "A block inside an option changes only the attributes that it gives, so it must meet the block of the plan that it means: by its name, or for copies and migrations by workload and sites. What meets nothing counts as new, and a new block must say all that a block of the plan says. A slip of the pen would compare a design that nobody means.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { bandwidth 100 Mbps }
option faster { <|link lien { bandwidth 1 Gbps }|> }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { bandwidth 100 Mbps }
option faster { link line { bandwidth 1 Gbps } }`,
  },
  kinds: ["option"],

  *check(declaration, { plan }) {
    if (!isKind(declaration, "option")) return;
    const { spans } = declaration.document;
    for (const mismatch of optionChanges(plan, declaration).mismatches) {
      const near = mismatch.what === "incomplete" ? nearName(plan, mismatch.name, [mismatch.kind]) : undefined;
      yield { at: spans.at(mismatch.pointer) ?? spans.header, facts: { mismatch, near } };
    }
  },

  message({ mismatch, near }) {
    const { kind, name } = mismatch;
    switch (mismatch.what) {
      case "incomplete": {
        const missing = listed(mismatch.missing.map((word) => `'${word}'`));
        const meant = near === undefined ? "" : `; did you mean '${near}'?`;
        const what =
          COPIES[kind] === undefined
            ? `${kind}${name === "" ? "" : ` '${name}'`}`
            : `${COPIES[kind]} of '${name}' like this`;
        return `The plan has no ${what}, and as a new one it lacks ${missing}${meant || "."}`;
      }
      case "other-kind":
        return `'${name}' is a ${mismatch.other} of the plan, so it cannot be a ${kind} here.`;
      case "no-match":
        return `The plan has no ${COPIES[kind] ?? kind} of '${name}' between these sites to remove.`;
    }
  },

  fixes: ({ mismatch, near }, { declaration }) =>
    near === undefined
      ? []
      : [
          {
            edits: replaceValue(declaration, `${mismatch.pointer}/name`, near),
            title: () => `Change '${mismatch.name}' to '${near}'`,
            preferred: true,
          },
        ],
});
