import { describe, expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import type { SourceFile } from "../../server/src/model/source-file.ts";
import { editFile } from "../../server/src/syntax/edit-file.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { MAIN, sourceFile } from "../support/analyse-text.ts";

const PLAN = `site a {} site b {}
link ab a <-> b { bandwidth 1 Gbps; rtt 2 ms }
tier gold { rpo 1 h; rto 4 h }
workload w { site a; tier gold; data 1 TB; change 1 MB/s }
replicate w to b { mode async }
scenario s { lose CLAUSE }
`;

/** What a scenario hits and holds up, after a block was added to a plan that was analysed before; and from scratch. */
function hitIn(clause: string, added: string): readonly (readonly (string | undefined)[])[] {
  const before = sourceFile(PLAN.replace("CLAUSE", clause));
  if (before.form !== "drplan") throw new Error("The plan is no text.");
  const end = PLAN.replace("CLAUSE", clause).length;
  const edit = { span: { start: end, end }, text: `${added}\n` };
  const after: SourceFile = { ...before, syntax: editFile(before.syntax, edit, parseOptions()) };
  const fresh = sourceFile(`${PLAN.replace("CLAUSE", clause)}${added}\n`);
  const derived = analyse(
    MAIN,
    () => after,
    analyse(MAIN, () => before),
  );
  return [derived, analyse(MAIN, () => fresh)].map(({ estimates }) => {
    const { outcomes = [], degraded = [] } = estimates.scenario("s") ?? {};
    return [
      ...outcomes.map(({ workload }) => workload.workload.name),
      ...degraded.map(({ replication: { bound } }) => `copy of ${bound.workload.workload.name}`),
    ];
  });
}

describe("a scenario that loses what no block declares", () => {
  it.each([
    ["a workload there", "site x", "workload v { site x; data 1 TB; change 1 MB/s }", ["v"]],
    ["a site in that region", "region x", "workload v { site c; data 1 TB }\nsite c { region x }", ["v"]],
    [
      "a line in that conduit",
      "conduit x",
      // Only the copy that names it takes it.
      "workload v { site a; data 1 TB; change 1 MB/s }\nlink cd a <-> b { bandwidth 1 Gbps; rtt 3 ms; conduit x }\nreplicate v to b over cd { mode async }",
      ["copy of v"],
    ],
  ])("is estimated again with %s", (_what, clause, added, expected) => {
    const [derived, fresh] = hitIn(clause, added);
    expect(fresh).toEqual(expected);
    expect(derived).toEqual(expected);
  });
});
