import type { Link, Medium } from "../../model/link.ts";
import { defineRule } from "../rule.ts";
import { addStatement } from "../statement-edit.ts";

/** Lines that a company has for all its traffic: nobody leases them for replication alone. */
const ALWAYS_SHARED: ReadonlySet<Medium | undefined> = new Set(["mpls", "internet-vpn"]);

export const shareUnknown = defineRule<Link>({
  code: "share-unknown",
  severity: "warning",
  summary: "Of a line that users share, the plan must say what is left for replication.",
  why: "A line is never all yours: telephones, users and other sites are on an MPLS network or an internet line first. A copy that is sized for the whole line falls behind in office hours. Give `available` (a share or a rate) or `other-traffic`, best as measured.",
  sources: ["DataCore and Riverbed case study (Waterstons): of 2 Mbps telephones and users left 1.4 Mbps"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium <|mpls|> }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium mpls; available 60 % }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["link"],

  *check(declaration, { estimates }) {
    const link = estimates.link(declaration)?.link;
    if (!link || !ALWAYS_SHARED.has(link.medium) || estimates.loadsOn(declaration.id).length === 0) return;
    if (link.available || link.otherTraffic.length > 0 || link.throttle.length > 0) return;
    const { spans } = declaration.document;
    yield { at: spans.at("/medium") ?? spans.header, facts: link };
  },

  message: ({ name, medium }) =>
    `'${name}' is ${medium === "mpls" ? "an MPLS" : "an internet"} line, which others use as well, but is counted on as a whole: neither 'available' nor 'other-traffic' is given.`,

  fixes: ({ name }, { declaration }) => [
    {
      edits: addStatement(declaration, "available 70 %"),
      title: () => `Count on 70 % of '${name}' (correct the share to what is measured)`,
    },
    {
      edits: addStatement(declaration, "available 100 %"),
      title: () => `State that '${name}' serves replication alone`,
    },
  ],
});
