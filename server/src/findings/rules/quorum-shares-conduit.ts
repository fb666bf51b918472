import type { ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import { defineRule } from "../rule.ts";

interface Shared {
  readonly workload: string;
  /** What is lost at once: a conduit, or a link. */
  readonly risk: string;
  /** Members that it cuts off, the workload's own site not among them. */
  readonly cut: readonly string[];
  readonly members: number;
}

export const quorumSharesConduit = defineRule<Shared>({
  code: "quorum-shares-conduit",
  severity: "warning",
  summary: "No single line or conduit may cut a quorum off from its majority.",
  why: "A quorum rides out the loss of a member, because a majority lives on. If one duct leads to most of the members, the digger takes them all: the workload's own site is left in the minority and stops, though every site is well.",
  sources: [
    "D. Ongaro, J. Ousterhout: In search of an understandable consensus algorithm, USENIX ATC 2014: progress needs a majority",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
site hull { location 53.74, -0.33 }
link one york <-> leeds { bandwidth 1 Gbps; medium dark-fibre; conduit bridge }
link two york <-> hull { bandwidth 1 Gbps; medium dark-fibre; conduit bridge }
link three leeds <-> hull { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 0 s; rto 4 h }
workload orders { site york; tier silver; data 60 GB; change 250 kB/s }
replicate orders to leeds { mode <|quorum|>; history 7 d every 1 h }
replicate orders to hull { mode quorum }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
site hull { location 53.74, -0.33 }
link one york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
link two york <-> hull { bandwidth 1 Gbps; medium dark-fibre }
link three leeds <-> hull { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 0 s; rto 4 h }
workload orders { site york; tier silver; data 60 GB; change 250 kB/s }
replicate orders to leeds { mode quorum; history 7 d every 1 h }
replicate orders to hull { mode quorum }`,
  },
  kinds: ["replicate"],

  *check(declaration, { estimates }) {
    const { spans } = declaration.document;
    for (const own of estimates.replications(declaration)) {
      if (own.bound.replication.mode !== "quorum" || !own.route) continue;
      const { name } = own.bound.workload.workload;
      const group = estimates.copiesOf(name).filter(({ bound }) => bound.replication.mode === "quorum");
      // With one other member any line to it is the only one: that needs no conduit.
      if (group.length < 2 || group.some(({ route }) => !route)) continue;
      for (const risk of new Set(risksOf(own))) {
        const cut = group.filter((copy) => risksOf(copy).includes(risk));
        // Reported once, at the first that it cuts off.
        if (cut[0] !== own || cut.length < 2) continue;
        const left = group.length - cut.length;
        if (left >= Math.floor((group.length + 1) / 2)) continue;
        yield {
          at: spans.at("/mode") ?? spans.header,
          facts: { workload: name, risk, cut: cut.map(({ bound }) => bound.to.name), members: group.length + 1 },
        };
      }
    }
  },

  message: ({ workload, risk, cut, members }) =>
    `The quorum of '${workload}' has ${members} members, but ${risk} leads to ${cut.map((site) => `'${site}'`).join(" and ")}: its loss alone leaves no majority with the workload's site.`,
});

/** What is lost together on the way to a member: conduits, and links. A link in a conduit is told as the conduit. */
function risksOf({ route }: ReplicationEstimate): readonly string[] {
  return (route?.hops ?? []).flatMap(({ link: { link } }) =>
    link.conduits.length > 0 ? link.conduits.map((conduit) => `conduit '${conduit}'`) : [`link '${link.name}'`],
  );
}
