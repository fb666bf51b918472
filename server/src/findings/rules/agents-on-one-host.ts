import { bindBackup } from "../../model/bind.ts";
import { defineRule } from "../rule.ts";
import { replaceValue } from "../statement-edit.ts";

interface Agents {
  readonly workload: string;
  readonly vms: number;
  readonly perHost: number | undefined;
}

/** So many agents at the same time are felt on a host. Own choice: the usual number of machines that a host of 2009 carried. */
const MANY = 10;

export const agentsOnOneHost = defineRule<Agents>({
  code: "agents-on-one-host",
  severity: "info",
  summary: "Many backup agents on one host fight for it in the backup window.",
  why: "Every agent reads all its machine's data and computes on the host's processors. Ten machines on one host that start at the same hour do this ten times at once, and what runs at night suffers. A proxy reads the storage instead, outside the machines.",
  sources: ["P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009"],
  examples: {
    bad: `site york { location 53.96, -1.08; hosts 4; vms-per-host 20 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier bronze { rpo 48 h; rto 96 h }
workload farm { site york; tier bronze; data 600 GB; change 250 kB/s; vms 40 }
backup nightly of farm to leeds { every 1 d; method <|agent|>; keep 30 d }`,
    good: `site york { location 53.96, -1.08; hosts 4; vms-per-host 20 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier bronze { rpo 48 h; rto 96 h }
workload farm { site york; tier bronze; data 600 GB; change 250 kB/s; vms 40 }
backup nightly of farm to leeds { every 1 d; method proxy; keep 30 d }`,
  },
  kinds: ["backup"],

  *check(declaration, { plan }) {
    const bound = bindBackup(plan, declaration);
    if (bound?.backup.method !== "agent") return;
    const { spans } = declaration.document;
    for (const member of bound.members) {
      if (member.kind !== "workload") continue;
      const { workload, site } = member.workload;
      const vms = workload.vms ?? 0;
      if (Math.min(vms, site?.vmsPerHost ?? vms) < MANY) continue;
      const facts = { workload: workload.name, vms, perHost: site?.vmsPerHost };
      yield { at: spans.at("/method") ?? spans.header, facts };
    }
  },

  message({ workload, vms, perHost }) {
    const hosts = perHost === undefined ? "" : `, up to ${perHost} on a host`;
    return `Agents in the ${vms} machines of '${workload}' start together${hosts}; a proxy would take the load off the hosts.`;
  },

  fixes: (_facts, { declaration }) => [
    {
      edits: replaceValue(declaration, "/method", "proxy"),
      title: () => "Back up through a proxy that reads the storage",
    },
  ],
});
