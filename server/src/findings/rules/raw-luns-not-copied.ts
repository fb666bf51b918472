import type { Backup } from "../../model/backup.ts";
import { type BoundReplication, bindReplications } from "../../model/bind.ts";
import { copiesOfWorkload } from "../../model/copies.ts";
import { lookUp } from "../../model/plan.ts";
import { freeName } from "../free-name.ts";
import { productName } from "../product-name.ts";
import { backupsOf } from "../protection.ts";
import { defineRule } from "../rule.ts";
import { addBehind } from "../statement-edit.ts";

/** Ways of backing up that read the data from inside, so that raw LUNs are in it; the others read virtual disks. */
const FROM_INSIDE: ReadonlySet<Backup["method"]> = new Set(["agent", "log", "dump", "tape"]);

export const rawLunsNotCopied = defineRule<BoundReplication>({
  code: "raw-luns-not-copied",
  severity: "error",
  summary: "A hypervisor's replication does not carry raw LUNs; they need another mechanism.",
  why: "Replication in the hypervisor copies virtual disks. A raw LUN (RDM) is none: the machine starts at the other site without it. The LUN must be copied by its array, or its content by an agent or the database itself, and be mapped to the machine again at the recovery site.",
  sources: ["P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 30 min; rto 4 h }
workload cluster { site york; tier silver; kind virtual-machines; data 600 GB; change 250 kB/s; raw-luns yes }
replicate cluster to leeds { mode periodic; every 15 min; using <|vsphere-replication|>; history 1 d }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 30 min; rto 4 h }
workload cluster { site york; tier silver; kind virtual-machines; data 600 GB; change 250 kB/s; raw-luns yes }
replicate cluster to leeds { mode periodic; every 15 min; using vsphere-replication; history 1 d }
backup luns of cluster to leeds { every 1 d; method agent; keep 30 d }`,
  },
  kinds: ["replicate"],

  *check(declaration, { plan }) {
    const { spans } = declaration.document;
    for (const bound of bindReplications(plan, declaration)) {
      const { workload } = bound.workload;
      if (!workload.rawLuns || !isOfHypervisor(bound)) continue;
      if (copiesOfWorkload(plan, workload.name).some((copy) => !isOfHypervisor(copy))) continue;
      if (backupsOf(plan, workload.name).some(({ method }) => FROM_INSIDE.has(method))) continue;
      const named = lookUp(plan, workload.name);
      yield {
        at: spans.at("/using") ?? spans.header,
        facts: bound,
        related: named ? [{ declaration: named.id, pointer: "/raw-luns", message: "It uses raw LUNs" }] : [],
      };
    }
  },

  message: ({ technology, workload: { workload }, to }) =>
    `The raw LUNs of '${workload.name}' do not reach '${to.name}': ${productName(technology)} copies virtual disks only, and nothing else carries them.`,

  fixes({ workload: { workload }, to }, { plan, declaration }) {
    const name = freeName(`${workload.name}-luns`, plan);
    const block = `backup ${name} of ${workload.name} to ${to.name} { every 1 d; method agent; keep 30 d }`;
    return [
      {
        edits: addBehind(declaration, [block]),
        title: () =>
          `Back '${workload.name}' up from inside its machines, daily to '${to.name}' (of what lies on raw LUNs a day may be lost)`,
      },
    ];
  },
});

function isOfHypervisor({ technology }: BoundReplication): boolean {
  return technology?.class === "hypervisor";
}
