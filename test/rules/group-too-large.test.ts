import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { quickFixes } from "../../server/src/features/quick-fixes.ts";
import { analyseText, MAIN, sourceFile } from "../support/analyse-text.ts";

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

  test("is split in the order of its names, each part no larger than the limit", () => {
    const text = `site york { location 53.96, -1.08 }
site dublin { location 53.35, -6.26 }
link wan york <-> dublin { bandwidth 1 Gbps; rtt 12 ms }
workload a { site york; data 1 GB; change 1 kB/s; vms 60 }
workload b { site york; data 1 GB; change 1 kB/s; vms 40 }
workload c { site york; data 1 GB; change 1 kB/s; vms 70 }
replicate a, b, c to dublin { mode async; using azure-site-recovery }
`;
    const source = sourceFile(text);
    const fixes = quickFixes(analyseText(text), MAIN, { start: 0, end: text.length }, () => source);
    const split = fixes.find(({ finding }) => finding.rule === "group-too-large");
    // 60 + 40 are 100, 70 more are too many.
    expect(applyEdits(text, split?.edits.get(MAIN) ?? [])).toBe(
      text.replace(
        "replicate a, b, c to dublin { mode async; using azure-site-recovery }",
        "replicate a, b to dublin { mode async; using azure-site-recovery }\nreplicate c to dublin { mode async; using azure-site-recovery }",
      ),
    );
  });
});
