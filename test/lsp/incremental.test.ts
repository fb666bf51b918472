import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { spanInFile } from "../../server/src/model/source-file.ts";
import { editPlanFile, readPlanFile, textOfPlanFile } from "../../server/src/workspace/plan-file.ts";
import { Workspace } from "../../server/src/workspace.ts";

vi.setConfig({ testTimeout: 60_000 });

const MAIN = "file:///w/main.drplan";
const SITES = "file:///w/sites.drplan";

const START: Readonly<Record<string, string>> = {
  [SITES]: `site paris { location 48.85, 2.35 }
site lyon { location 45.76, 4.84 }
site nice { location 43.70, 7.27 }
link wan paris <-> lyon { bandwidth 1 Gbps; medium metro-ethernet }
link coast lyon <-> nice { bandwidth 20 Mbps; medium leased-line }
`,
  [MAIN]: `plan "P" {}
import "sites.drplan"
tier gold { rpo 15 min; rto 4 h; write-latency 5 ms }
workload directory { site paris; tier gold; data 40 GB; change 50 kB/s }
workload orders { site paris; tier gold; data 1 TB; change 4 MB/s; needs directory }
replicate orders to lyon over wan { mode sync }
replicate directory to nice { mode async }
`,
};

/** What authors type: names and words of the plan, broken pieces, whole blocks. */
const FRAGMENTS = fc.constantFrom(
  ...["", "", "\n", "{", "}", " ", "x", "1", "paris", "lyon", "nice", "wan", "coast", "orders", "directory", "gold"],
  ...[
    '"',
    "//",
    "/*",
    "sync",
    "async",
    "MB/s",
    "MBps",
    'import "sites.drplan"\n',
    "site oslo { location 59.9, 10.7 }\n",
  ],
  ...["link north paris <-> oslo { bandwidth 1 Gbps }\n", "needs orders;", "assume { route-factor 1.9 }\n"],
);

function workspaceOf(texts: Readonly<Record<string, string>>): Workspace {
  const host = { read: async () => undefined };
  const workspace = new Workspace(host, { onLoaded: () => {}, onError: () => {} });
  workspace.folders = ["file:///w"];
  for (const [uri, text] of Object.entries(texts)) workspace.put(readPlanFile(uri, text));
  return workspace;
}

/** Every finding of a plan: rule, place and words. */
function findingsIn(workspace: Workspace): string[] {
  const { plan, findings } = workspace.analysisOf(MAIN);
  return [...plan.files.values()].flatMap(({ uri, source, ids }) =>
    ids.flatMap((id, index) =>
      (findings.get(id) ?? []).map(({ rule, span, message, severity }) => {
        const place = source ? spanInFile(source, index, span) : span;
        return `${uri} ${place.start}-${place.end} ${severity} ${rule}: ${message}`;
      }),
    ),
  );
}

// The one text, read at once, says what the other, edited piece by piece, must have come to.
test("after any edits the findings are those of the same text opened anew", () => {
  const edit = fc.record({ uri: fc.constantFrom(MAIN, SITES), at: fc.nat(600), length: fc.nat(12), text: FRAGMENTS });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
      const workspace = workspaceOf(START);
      findingsIn(workspace);
      for (const { uri, at, length, text } of edits) {
        const file = workspace.openFile(uri);
        if (!file) throw new Error(`${uri} is not open.`);
        const start = at % (textOfPlanFile(file).length + 1);
        workspace.put(editPlanFile(file, { span: { start, end: start + length }, text }));
        findingsIn(workspace);
      }
      const texts = Object.fromEntries([...workspace.openFiles()].map((file) => [file.uri, textOfPlanFile(file)]));
      expect(findingsIn(workspace).sort()).toEqual(findingsIn(workspaceOf(texts)).sort());
    }),
    { seed: 20260914, numRuns: 100 },
  );
});
