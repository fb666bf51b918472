import { describe, expect, test } from "vitest";
import { type Analysis, analyse } from "../../server/src/analysis.ts";
import type { SourceFile } from "../../server/src/model/source-file.ts";
import { editFile } from "../../server/src/syntax/edit-file.ts";
import { textOf } from "../../server/src/syntax/position.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { analyseText, MAIN, sourceFile } from "../support/analyse-text.ts";

/**
 * Two sites, a line that is wide enough for everything, so that no share of it changes with a priority, and a detour.
 * By mode a periodic copy has 3 and an asynchronous one 2; a backup that says nothing has 4.
 */
const PLAN = `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
site hull { location 53.74, -0.33 }
link wan york <-> leeds { bandwidth 1 Gbps; rtt 2 ms }
link one york <-> hull { bandwidth 1 Gbps; rtt 2 ms }
link two hull <-> leeds { bandwidth 1 Gbps; rtt 2 ms }
tier silver { rpo 1 h; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
workload mail { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }
backup nightly of mail to leeds { every 1 d; keep 30 d; immutable yes; priority 3 }
`;

const RAISED = "mode async; priority 3; history";

/** Edits of the plan, and on which links the backup then goes before a copy, or level with it. */
const EDITS: readonly (readonly [what: string, from: string, to: string, links: string])[] = [
  ["nothing", "", "", ""],
  [
    "the copy's priority is the same",
    "mode async; history",
    RAISED,
    "level with the copy of 'files' to 'leeds' (3) on 'wan'",
  ],
  [
    "the copy's priority is a higher number",
    "mode async; history",
    "mode async; priority 9; history",
    "before the copy of 'files' to 'leeds' (9) on 'wan'",
  ],
  [
    "the copy's mode has the same",
    "mode async; history",
    "mode periodic; every 10 min; history",
    "level with the copy of 'files' to 'leeds' (3) on 'wan'",
  ],
  [
    "the backup's number is lower",
    "yes; priority 3",
    "yes; priority 0",
    "before the copy of 'files' to 'leeds' (2) on 'wan'",
  ],
  ["the backup says nothing", "yes; priority 3", "yes", ""],
  ["the copy takes other links", "to leeds { mode async; history", `to leeds over one, two { ${RAISED}`, ""],
  ["both take the detour", "rtt 2 ms }\nlink one", "rtt 9 ms }\nlink one", ""],
  [
    "the copy goes the other way",
    "replicate files to leeds { mode async; history",
    `replicate files from leeds to york { ${RAISED}`,
    "",
  ],
  [
    "the backup has a window, and the copy has none",
    "yes; priority 3",
    "yes; priority 1; window 22:00-02:00",
    "before the copy of 'files' to 'leeds' (2) on 'wan'",
  ],
  ["what is copied lies elsewhere", "workload files { site york", "workload files { site hull", ""],
  [
    "a copy of the same workload goes level with it",
    "backup nightly",
    "replicate mail to leeds { mode periodic; every 10 min; history 7 d every 1 h }\nbackup nightly",
    "level with the copy of 'mail' to 'leeds' (3) on 'wan'",
  ],
];

describe("a backup that goes before copies", () => {
  test.each(EDITS)("is told when %s", (_, from, to, said) => {
    const told = messages(analyseText(PLAN.replace(from, to)));
    if (said === "") expect(told).toEqual([]);
    else expect(told).toEqual([expect.stringContaining(said)]);
  });

  test("is not told where their windows never meet", () => {
    const apart = PLAN.replace("yes; priority 3", "yes; priority 1; window 22:00-02:00").replace(
      "mode async; history",
      "mode async; window 06:00-20:00; history",
    );
    expect(messages(analyseText(apart))).toEqual([]);
  });

  test.each(EDITS)("is told the same after an edit and its undoing as in a plan read anew: %s", (_, from, to) => {
    for (const [, otherFrom, otherTo] of EDITS) {
      const first = PLAN.replace(otherFrom, otherTo);
      let file = sourceFile(first) as Extract<SourceFile, { form: "drplan" }>;
      let analysis = analyse(MAIN, () => file);
      for (const [before, after] of [
        [from, to],
        [to, from],
      ] as const) {
        const start = textOf(file.syntax).indexOf(before);
        if (start < 0) continue;
        const span = { start, end: start + before.length };
        file = { ...file, syntax: editFile(file.syntax, { span, text: after }, parseOptions()) };
        analysis = analyse(MAIN, () => file, analysis);
        expect(messages(analysis)).toEqual(messages(analyseText(textOf(file.syntax))));
      }
    }
  });
});

function messages({ plan, findings }: Analysis): readonly string[] {
  return (plan.files.get(MAIN)?.ids ?? []).flatMap((id) =>
    (findings.get(id) ?? []).filter(({ rule }) => rule === "bulk-goes-first").map(({ message }) => message),
  );
}
