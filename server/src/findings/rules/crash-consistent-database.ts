import type { Backup } from "../../model/backup.ts";
import type { BoundReplication } from "../../model/bind.ts";
import { isKind } from "../../model/declaration.ts";
import { freeName } from "../free-name.ts";
import { productName } from "../product-name.ts";
import { type Protection, protectionOf } from "../protection.ts";
import { defineRule } from "../rule.ts";
import { addBehind, addStatement } from "../statement-edit.ts";

/** Ways of backing up that a database takes part in. */
const BY_DATABASE: ReadonlySet<Backup["method"]> = new Set(["agent", "log", "dump"]);

export const crashConsistentDatabase = defineRule<Protection & { readonly stated: boolean }>({
  code: "crash-consistent-database",
  severity: "warning",
  summary: "A hypervisor copies machines, not transactions: a database needs a copy that it can be sure of.",
  why: "A copy of virtual disks is what would be left after pulling the plug. A database recovers from that only if all its disks are of exactly one moment, and then without the transactions that were open. An integrated agent, shipped logs or the database's own replication give a state that the application knows. Say `consistency crash` where its owner accepts crash recovery.",
  sources: [
    "P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009: recovery of machines and storage is not consistency of applications",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 30 min; rto 4 h }
workload orders { site york; tier silver; kind <|database|>; data 600 GB; change 250 kB/s }
replicate orders to leeds { mode periodic; every 15 min; using vsphere-replication; history 1 d }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 30 min; rto 4 h }
workload orders { site york; tier silver; kind database; data 600 GB; change 250 kB/s }
replicate orders to leeds { mode periodic; every 15 min; using vsphere-replication; history 1 d }
backup logs of orders to leeds { every 15 min; method log; keep 7 d }`,
  },
  kinds: ["workload"],

  *check(declaration, { plan }) {
    if (!isKind(declaration, "workload") || declaration.document.value.kind !== "database") return;
    const protection = protectionOf(plan, declaration);
    if (!protection || protection.copies.length === 0) return;
    const { consistency } = declaration.document.value;
    const stated = consistency === "application";
    if (consistency === "crash" || !protection.copies.every((copy) => isOfDisks(copy, stated))) return;
    if (protection.backups.some(({ method }) => BY_DATABASE.has(method))) return;
    const { spans } = declaration.document;
    yield { at: spans.at(stated ? "/consistency" : "/kind") ?? spans.header, facts: { ...protection, stated } };
  },

  message({ bound: { workload }, copies, stated }) {
    const product = productName(copies[0]?.technology, "the product");
    const wanted = stated ? "must be consistent for the application" : "is a database";
    return `'${workload.name}' ${wanted}, but ${product} copies its disks as a crash would leave them: no log, agent or copy by the database itself knows its transactions.`;
  },

  fixes({ bound: { workload }, copies, stated }, { plan, declaration }) {
    const to = copies[0]?.to;
    if (!to) return [];
    const name = freeName(`${workload.name}-logs`, plan);
    const block = `backup ${name} of ${workload.name} to ${to.name} { every 15 min; method log; keep 7 d }`;
    const logs = {
      edits: addBehind(declaration, [block]),
      title: () =>
        `Back up the logs of '${workload.name}' to '${to.name}' every 15 min, so that it can be rolled forward there`,
    };
    if (stated) return [logs];
    const accept = {
      edits: addStatement(declaration, "consistency crash"),
      title: () => `Accept that '${workload.name}' recovers as after a crash (open transactions are lost)`,
    };
    return [logs, accept];
  },
});

/** Whether a copy is one of disks behind the database's back; without `strict` only where disks may be of different moments. */
function isOfDisks({ technology, replication: { mode } }: BoundReplication, strict: boolean): boolean {
  if (strict)
    return technology?.class === "hypervisor" || technology?.class === "array" || technology?.class === "host";
  return technology?.class === "hypervisor" && mode !== "sync" && mode !== "quorum";
}
