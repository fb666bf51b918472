import { describe, expect, test } from "vitest";
import { analyseText, MAIN } from "../support/analyse-text.ts";

describe("a group of virtual machines", () => {
  // Published: 100 in a recovery plan of Azure Site Recovery, 500 in a protection group of Site Recovery Manager.
  test.each([
    ["azure-site-recovery", "vms 100", []],
    ["azure-site-recovery", "vms 101", ["Split the block into 2 or more."]],
    // 51 · 4 = 204 and the server's none: three groups of at most 100.
    ["azure-site-recovery-a2a", "vms 51; count 4", ["Split the block into 3 or more."]],
    ["site-recovery-manager", "vms 125; count 4", []],
    ["site-recovery-manager", "vms 167; count 3", ["Split the block into 2 or more."]],
    ["zerto", "vms 900", []],
  ])("by %s with %s", (using, vms, said) => {
    const { plan, findings } = analyseText(`site york { location 53.96, -1.08 }
site dublin { location 53.35, -6.26 }
link wan york <-> dublin { bandwidth 1 Gbps; rtt 12 ms }
workload desktops { site york; data 1 GB; change 1 kB/s; ${vms} }
workload server { site york; data 1 GB; change 1 kB/s }
replicate desktops, server to dublin { mode async; using ${using} }
`);
    const told = (plan.files.get(MAIN)?.ids ?? []).flatMap((id) =>
      (findings.get(id) ?? []).filter(({ rule }) => rule === "group-too-large").map(({ message }) => message),
    );
    expect(told).toEqual(said.map((text) => expect.stringContaining(text)));
  });
});
