import { linkOf } from "../../model/bind.ts";
import type { Link } from "../../model/link.ts";
import { lookUp } from "../../model/plan.ts";
import { defineRule } from "../rule.ts";

interface Shared {
  readonly link: Link;
  readonly primary: Link;
  readonly conduit: string;
}

export const standbySharesConduit = defineRule<Shared>({
  code: "standby-shares-conduit",
  severity: "warning",
  summary: "A standby line must not run through the same conduit as the line that it replaces.",
  why: "Two lines in one duct, one bridge or one provider's exchange are one line to the digger. The standby then goes with what it stands by for. Order the second line with a separate route, and have the carrier confirm the way of the cable.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link one york <-> leeds { bandwidth 1 Gbps; conduit bridge }
link two york <-> leeds { bandwidth 1 Gbps; standby-for one; conduit <|bridge|> }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link one york <-> leeds { bandwidth 1 Gbps; conduit bridge }
link two york <-> leeds { bandwidth 1 Gbps; standby-for one }`,
  },
  kinds: ["link"],

  *check(declaration, { plan }) {
    const link = linkOf(declaration);
    const named = link?.standbyFor === undefined ? undefined : lookUp(plan, link.standbyFor);
    const primary = linkOf(named);
    if (!link || !named || !primary || primary === link) return;
    const { spans } = declaration.document;
    for (const [index, conduit] of link.conduits.entries()) {
      const there = primary.conduits.indexOf(conduit);
      if (there < 0) continue;
      yield {
        at: spans.at(`/conduit/${index}`) ?? spans.header,
        facts: { link, primary, conduit },
        related: [
          { declaration: named.id, pointer: `/conduit/${there}`, message: `'${primary.name}' runs there as well` },
        ],
      };
    }
  },

  message: ({ link, primary, conduit }) =>
    `'${link.name}' stands by for '${primary.name}', but both run through '${conduit}' and are lost together.`,
});
