import { technologyNamed, workloadOf } from "../../model/bind.ts";
import { isKind } from "../../model/declaration.ts";
import { lookUp } from "../../model/plan.ts";
import { splitBlock } from "../fixes/split-block-fix.ts";
import { productName } from "../product-name.ts";
import { defineRule } from "../rule.ts";

/** How many virtual machines a product recovers as one. */
interface GroupLimit {
  readonly most: number;
  /** What the maker calls the group. */
  readonly group: string;
}

interface TooLarge extends GroupLimit {
  readonly product: string;
  readonly vms: number;
  /** The machines of each workload. */
  readonly members: readonly { readonly name: string; readonly size: number }[];
}

export const groupTooLarge = defineRule<TooLarge>({
  code: "group-too-large",
  severity: "warning",
  summary: "What is recovered as one group must not be more virtual machines than the product takes in one.",
  why: "Orchestration products start what belongs together as one group, and limit how many virtual machines a group holds. What does not fit must be split, and then the order between the parts is kept by people. Decide where to split while there is time: along what needs each other. Workloads that state no `vms` are not counted.",
  sources: [
    "MicrosoftDocs/azure-docs, articles/site-recovery/recovery-plan-overview.md @02d09f6 (2020): 100 protected instances in a recovery plan",
    "MicrosoftDocs/azure-docs, articles/azure-vmware/includes, limits of Azure VMware Solution (2022): VMware Site Recovery Manager, 500 virtual machines in a protection group",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site dublin { location 53.35, -6.26 }
link wan york <-> dublin { bandwidth 1 Gbps; rtt 12 ms }
tier bronze { rpo 24 h; rto 48 h }
workload desktops { site york; tier bronze; data 60 GB; change 250 kB/s; vms 80 }
workload kiosks { site york; tier bronze; data 60 GB; change 250 kB/s; vms 40 }
replicate desktops, kiosks to dublin { mode async; using <|azure-site-recovery|>; history 3 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site dublin { location 53.35, -6.26 }
link wan york <-> dublin { bandwidth 1 Gbps; rtt 12 ms }
tier bronze { rpo 24 h; rto 48 h }
workload desktops { site york; tier bronze; data 60 GB; change 250 kB/s; vms 80 }
workload kiosks { site york; tier bronze; data 60 GB; change 250 kB/s; vms 40 }
replicate desktops to dublin { mode async; using azure-site-recovery; history 3 d every 1 h }
replicate kiosks to dublin { mode async; using azure-site-recovery; history 3 d every 1 h }`,
  },
  kinds: ["replicate"],

  *check(declaration, { plan }) {
    if (!isKind(declaration, "replicate")) return;
    const { spans, value } = declaration.document;
    const technology = technologyNamed(plan, value.using);
    const limit = technology?.origin === "catalogue" ? LIMITS[technology.id] : undefined;
    if (!limit) return;
    const members = [...new Set(value.workloads)].map((name) => {
      const workload = workloadOf(lookUp(plan, name));
      return { name, size: (workload?.vms ?? 0) * (workload?.count ?? 1) };
    });
    const vms = members.reduce((sum, { size }) => sum + size, 0);
    if (vms <= limit.most) return;
    const facts = { ...limit, product: productName(technology), vms, members };
    yield { at: spans.at("/using") ?? spans.header, facts };
  },

  message({ product, group, most, vms }) {
    return `${product} takes at most ${most} virtual machines in one ${group}; here there are ${vms}. Split the block into ${Math.ceil(vms / most)} or more.`;
  },

  fixes: ({ members, most }, { declaration }) => splitBlock(declaration, members, most),
});

const RECOVERY_PLAN: GroupLimit = { most: 100, group: "recovery plan" };

/** By the catalogue's id; the sources of the rule state them. */
const LIMITS: Readonly<Record<string, GroupLimit>> = {
  // Microsoft, 2020.
  "azure-site-recovery": RECOVERY_PLAN,
  "azure-site-recovery-a2a": RECOVERY_PLAN,
  // VMware, as Microsoft states it for its own offer, 2022.
  "site-recovery-manager": { most: 500, group: "protection group" },
};
