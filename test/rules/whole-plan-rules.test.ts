import { describe, expect, test } from "vitest";
import { type Analysis, type AnalysisSettings, analyse } from "../../server/src/analysis.ts";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { candidatesFor, proveFix } from "../../server/src/features/prove-fix.ts";
import type { SourceFile } from "../../server/src/model/source-file.ts";
import { editFile } from "../../server/src/syntax/edit-file.ts";
import { textOf } from "../../server/src/syntax/position.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { seededRandom } from "../bench/seeded-random.ts";
import { MAIN, sourceFile } from "../support/analyse-text.ts";

/**
 * Rules that look at what other blocks say find the same after an edit as in a plan that is read anew. Each line of the
 * plan is one of several forms of a block; an edit changes a line to another form, or takes it out.
 */
const LINES: readonly (readonly string[])[] = [
  [
    'plan "A" { reviewed 2026-03-01 }',
    'plan "A" { reviewed 2025-03-01; owner "B"; standard dora, iso-22301; test-every 6 month }',
    'plan "A" { review-every 6 month; standard nist-sp-800-34 }',
  ],
  ["site york { location 53.96, -1.08 }", 'site york { location 53.96, -1.08; array "VMAX 1"; changed 2026-04-01 }'],
  [
    "site leeds { location 53.80, -1.55 }",
    'site leeds { location 53.80, -1.55; role bunker; array "FAS 2" }',
    "site leeds { location 42.36, -71.06; changed 2026-06-01 }",
  ],
  [
    "site hull { location 53.74, -0.33 }",
    "site hull { location 53.74, -0.33; role vault }",
    "site hull { location 53.74, -0.33; hosts 1; vms-per-host 10 }",
    "site hull { location 53.74, -0.33; standby none; provision-rate 2/h }",
  ],
  [
    "link one york <-> leeds { bandwidth 1 Gbps; rtt 80 ms }",
    "link one york <-> leeds { bandwidth 1 Gbps; rtt 80 ms; layer2 yes; conduit river }",
    "link one york <-> hull { bandwidth 1 Gbps; layer2 yes; medium mpls }",
    "link one york <-> hull { bandwidth 2 Mbps }",
  ],
  [
    "link two york <-> hull { bandwidth 1 Gbps; rtt 1 ms; conduit river }",
    "link two hull <-> leeds { bandwidth 1 Gbps; rtt 80 ms; layer2 yes; standby-for one; conduit river }",
  ],
  [
    "tier gold { rpo 1 h; rto 1 h }",
    "tier gold { rpo 1 h; rto 48 h; order 3; mtd 4 d }",
    "tier gold { rpo 1 h; rto 1 h; corruption-rpo 1 h }",
    "tier gold { rpo 15 min; rto 8 h; mtd 9 h; work-recovery 2 h; retain 30 d }",
  ],
  ["tier bronze { rpo 24 h; rto 24 h }", "tier bronze { rpo 1 h; rto 1 h; order 1 }"],
  [
    "workload dns { site york; tier gold; kind name-service; data 1 GB; change 1 kB/s }",
    "workload dns { site leeds; tier bronze; kind name-service; data 1 GB; change 1 kB/s }",
    "workload dns { site york; tier bronze; kind database; data 1 GB; change 1 kB/s }",
  ],
  [
    "workload dns-2 { site leeds; tier gold; kind name-service; data 1 GB; change 1 kB/s }",
    "workload dns-2 { site hull; tier gold; kind directory; data 1 GB; change 1 kB/s }",
  ],
  [
    "workload middle { site york; tier gold; data 1 GB; change 1 kB/s; needs dns }",
    "workload middle { site york; tier bronze; kind database; data 1 GB; change 1 kB/s }",
  ],
  [
    "workload shop { site york; tier gold; kind application; data 1 GB; change 1 kB/s; needs middle }",
    "workload shop { site york; tier gold; kind application; data 1 GB; change 1 kB/s; needs dns; redirect layer2 }",
    "workload shop { site york; tier gold; kind application; data 90 GB; change 1 MB/s; needs middle; vms 15 }",
    "workload shop { site york; tier gold; kind database; raw-luns yes; data 1 GB; change 1 kB/s; recover-at hull }",
  ],
  [
    "replicate shop to leeds { mode async }",
    "replicate shop, middle to leeds { mode periodic; every 30 min; using vsphere-replication }",
    "replicate shop to hull { mode sync; failover active }",
    "replicate shop, dns to hull over one { mode async; history 2 d every 4 h }",
    "replicate shop to hull { mode quorum; using srdf-a }",
  ],
  ["replicate shop, dns to leeds { mode quorum }", "replicate dns to hull { mode async; apply-delay 1 h }"],
  [
    "migrate shop from york to leeds { method live; window 18:00-19:00 }",
    "migrate shop from york to hull { method cold }",
  ],
  ["migrate shop from leeds to york { method live }", "migrate shop from york to leeds { method storage }"],
  [
    "backup nightly of shop, middle to leeds { every 1 d }",
    "backup nightly of shop to york { every 1 h; method agent }",
    "backup nightly of middle to leeds { every 1 h; method log }",
    "backup nightly of shop, dns to hull { every 6 h; window 22:00-02:00; keep 7 d; immutable yes }",
  ],
  [
    'runbook { step go "Go" { takes 1 h; kind redirect } }',
    'runbook { step go "Go" { takes 1 h; kind recover; recovers shop } }',
  ],
  [
    "scenario fire { lose site york; recover-at hull, leeds }",
    "scenario flood { lose site leeds }",
    "scenario fire { lose site york; expect gold rpo <= 5 min rto <= 2 h }",
    "scenario attack { corrupt workload shop; attacker yes }",
  ],
  [
    "drill 2026-05-01 { scenario fire; result passed }",
    "drill 2026-02-01 { scenario fire; result failed }",
    "drill 2026-03-01 { scenario fire; measured shop rpo 2 h rto 9 h; result passed }",
    "drill 2026-03-01 { scenario loss-of-york; measured shop rpo 2 h rto 9 h; result passed }",
  ],
];

const PLANS = 20;
const STEPS = 30;
/** Milliseconds that one plan may take on a machine that has other things to do. */
const PATIENCE = 60_000;
const SETTINGS: AnalysisSettings = { today: "2026-11-22" };

describe("rules that look beyond their block", () => {
  test.each(Array.from({ length: PLANS }, (_, seed) => seed))(
    "find the same after every edit of plan %i",
    (seed) => {
      const random = seededRandom(seed);
      const lines = LINES.map((forms) => (random.chance(0.8) ? random.pick(forms) : ""));
      let file = sourceFile(`${lines.join("\n")}\n`) as Extract<SourceFile, { form: "drplan" }>;
      let analysis = analyse(MAIN, () => file, undefined, SETTINGS);
      for (let step = 0; step < STEPS; step++) {
        const at = random.whole(0, LINES.length - 1);
        const start = lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0);
        const span = { start, end: start + (lines[at]?.length ?? 0) };
        const text = random.chance(0.25) ? "" : random.pick(LINES[at] ?? [""]);
        lines[at] = text;
        file = { ...file, syntax: editFile(file.syntax, { span, text }, parseOptions()) };
        analysis = analyse(MAIN, () => file, analysis, SETTINGS);
        const fresh = analyse(MAIN, () => sourceFile(textOf(file.syntax)), undefined, SETTINGS);
        expect(found(analysis), `step ${step}: ${text}`).toEqual(found(fresh));
      }
    },
    PATIENCE,
  );

  test.each(Array.from({ length: PLANS }, (_, seed) => seed))(
    "repair what they say they do in plan %i",
    (seed) => {
      const random = seededRandom(seed);
      const text = LINES.map((forms) => (random.chance(0.8) ? random.pick(forms) : "")).join("\n");
      const source = sourceFile(text);
      const before = analyse(MAIN, () => source, undefined, SETTINGS);
      for (const finding of [...before.findings.values()].flat()) {
        for (const candidate of candidatesFor(before, finding)) {
          const fix = proveFix(before, finding, candidate);
          if (!fix) continue;
          const repaired = sourceFile(applyEdits(text, fix.edits.get(MAIN) ?? []));
          const after = analyse(MAIN, () => repaired, undefined, SETTINGS);
          const told = `${finding.message} → ${fix.title}`;
          expect(count(after, finding.rule), told).toBeLessThan(count(before, finding.rule));
          expect(errors(after), told).toBeLessThanOrEqual(errors(before));
          expect(fix.title).not.toMatch(/undefined|NaN/);
        }
      }
    },
    PATIENCE,
  );
});

function count({ findings }: Analysis, rule: string): number {
  return [...findings.values()].flat().filter((finding) => finding.rule === rule).length;
}

function errors({ findings }: Analysis): number {
  return [...findings.values()].flat().filter(({ severity }) => severity === "error").length;
}

/** Findings by the number of their block. */
function found({ plan, findings }: Analysis): readonly string[] {
  return (plan.files.get(MAIN)?.ids ?? []).flatMap((id, index) =>
    (findings.get(id) ?? []).map(({ rule, severity, message }) => `${index} ${rule} ${severity} ${message}`),
  );
}
