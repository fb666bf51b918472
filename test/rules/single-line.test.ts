import { expect, test } from "vitest";
import { analyseText } from "../support/analyse-text.ts";

const PLAN = `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
site hull { location 53.74, -0.33 }
link east york <-> hull { bandwidth 1 Gbps; medium dark-fibre }
link west york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
workload mail { site york; tier silver; data 60 GB; change 250 kB/s }
`;

function told(copies: string): readonly string[] {
  const { findings } = analyseText(PLAN + copies);
  const all = [...findings.values()].flat().filter(({ rule }) => rule === "single-line");
  return all.map(({ message }) => message);
}

test.each([
  [
    "a copy",
    "replicate files to leeds { mode async }",
    ["When 'west' is lost, the copy of 'files' to 'leeds' stops: there is no other way."],
  ],
  [
    "several copies",
    "replicate files, mail to leeds { mode async }",
    ["When 'west' is lost, the copy of 'files' to 'leeds' and 1 more stop: there is no other way."],
  ],
  [
    "members of a group of three, of which two are left",
    "replicate files to leeds { mode quorum }\nreplicate files to hull { mode quorum }",
    [
      "When 'east' is lost, the member at 'hull' of the quorum group of 'files' is cut off: there is no other way, and the majority goes on without it.",
      "When 'west' is lost, the member at 'leeds' of the quorum group of 'files' is cut off: there is no other way, and the majority goes on without it.",
    ],
  ],
  [
    "the only other member",
    "replicate files to leeds { mode quorum }",
    [
      "When 'west' is lost, the member at 'leeds' of the quorum group of 'files' is cut off: there is no other way, and 'files' stops with it.",
    ],
  ],
  [
    "members of two groups",
    "replicate files, mail to leeds { mode quorum }\nreplicate files, mail to hull { mode quorum }",
    [
      "When 'east' is lost, the member at 'hull' of the quorum group of 'files' and 1 more are cut off: there is no other way, and the majority goes on without them.",
      "When 'west' is lost, the member at 'leeds' of the quorum group of 'files' and 1 more are cut off: there is no other way, and the majority goes on without them.",
    ],
  ],
  [
    "a copy without which its source stops",
    "replicate files, mail to leeds { mode sync; on-link-loss stop }",
    [
      "When 'west' is lost, the copy of 'files' to 'leeds' and 1 more stop: there is no other way, and 2 workloads stop with it.",
    ],
  ],
])("the loss of the only line to %s", (_what, copies, messages) => {
  expect(told(copies)).toEqual(messages);
});
