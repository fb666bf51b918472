import { type BoundReplication, bindReplications } from "../../model/bind.ts";
import { copiesOfWorkload } from "../../model/copies.ts";
import { productName } from "../product-name.ts";
import { defineRule } from "../rule.ts";

export const blockCopyOfDatabase = defineRule<BoundReplication>({
  code: "block-copy-of-database",
  severity: "info",
  summary: "Replication of blocks sends more of a database than its transactions.",
  why: "An array sees blocks: every index that is reorganised, every temporary table and every page of which one row changed crosses the line. The database's own replication sends the transactions only. If `change` counts transactions or comes from the database's statistics, give `amplification`, the factor by which block writes exceed it.",
  sources: ["ipSpace 2015: Multiple Data Centers Connected with Slow Links"],
  examples: {
    bad: `site york { location 53.96, -1.08; array "VMAX A" }
site leeds { location 53.80, -1.55; array "VMAX B" }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload orders { site york; tier silver; kind database; data 60 GB; change 250 kB/s }
replicate orders to leeds { mode async; using <|srdf-a|>; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08; array "VMAX A" }
site leeds { location 53.80, -1.55; array "VMAX B" }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload orders { site york; tier silver; kind database; data 60 GB; change 250 kB/s }
replicate orders to leeds { mode async; using srdf-a; amplification 1.5x; history 7 d every 1 h }`,
  },
  kinds: ["replicate"],

  *check(declaration, { plan }) {
    const { spans } = declaration.document;
    for (const bound of bindReplications(plan, declaration)) {
      const { workload, technology } = bound;
      if (workload.workload.kind !== "database" || technology?.class !== "array") continue;
      // Said once for a workload.
      const copies = copiesOfWorkload(plan, workload.workload.name).filter(
        (copy) => copy.technology?.class === "array",
      );
      if (copies[0] !== bound || copies.some(({ replication }) => replication.amplification)) continue;
      yield { at: spans.at("/using") ?? spans.header, facts: bound };
    }
  },

  message: ({ technology, workload: { workload } }) =>
    `${productName(technology)} sends every block that the database '${workload.name}' writes; 'amplification' is not given, so 'change' is taken to count blocks.`,
});
