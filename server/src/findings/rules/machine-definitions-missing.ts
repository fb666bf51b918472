import type { TechnologyClass } from "../../catalogue/technology.ts";
import { type BoundReplication, bindReplications } from "../../model/bind.ts";
import { copiesOfWorkload } from "../../model/copies.ts";
import { IMAGE_METHODS } from "../image-beside-data.ts";
import { productName } from "../product-name.ts";
import { backupsOf } from "../protection.ts";
import { defineRule } from "../rule.ts";

/** What copies disks or files and knows nothing of the machines to which they belong. */
const BELOW_MACHINES: ReadonlySet<TechnologyClass> = new Set(["array", "host", "filesystem"]);

export const machineDefinitionsMissing = defineRule<BoundReplication>({
  code: "machine-definitions-missing",
  severity: "info",
  summary: "A copy of the disks alone does not bring back the machines.",
  why: "An array, a host or a file system copies what it is told to, and knows nothing of virtual machines. Their definitions (processors, memory, networks, which disk is which) are files of the hypervisor. Where these are not in the set that is copied, the disks arrive and each machine must be made again by hand while everybody waits. Put the files into the set, or keep images of the machines as well.",
  sources: ["P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009"],
  examples: {
    bad: `site york { location 53.96, -1.08; array "VMAX A" }
site leeds { location 53.80, -1.55; array "VMAX B" }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload web { site york; tier silver; kind virtual-machines; data 60 GB; change 250 kB/s }
replicate web to leeds { mode async; using <|srdf-a|>; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08; array "VMAX A" }
site leeds { location 53.80, -1.55; array "VMAX B" }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload web { site york; tier silver; kind virtual-machines; data 60 GB; change 250 kB/s }
replicate web to leeds { mode async; using srdf-a; history 7 d every 1 h }
backup images of web to leeds { every 1 d; method image; keep 30 d }`,
  },
  kinds: ["replicate"],

  *check(declaration, { plan }) {
    const { spans } = declaration.document;
    for (const bound of bindReplications(plan, declaration)) {
      const { workload } = bound.workload;
      if (workload.kind !== "virtual-machines" && !workload.vms) continue;
      const copies = copiesOfWorkload(plan, workload.name);
      // Said once for a workload.
      if (copies.find(isBelowMachines) !== bound) continue;
      if (copies.some(({ technology }) => technology?.class === "hypervisor")) continue;
      if (backupsOf(plan, workload.name).some(({ method }) => IMAGE_METHODS.has(method))) continue;
      yield { at: spans.at("/using") ?? spans.header, facts: bound };
    }
  },

  message: ({ technology, workload: { workload }, to }) =>
    `${productName(technology)} brings the disks of '${workload.name}' to '${to.name}'; see that the definitions of its machines are copied too, for no image and no copy by the hypervisor carries them.`,
});

function isBelowMachines({ technology }: BoundReplication): boolean {
  return technology?.class !== undefined && BELOW_MACHINES.has(technology.class);
}
