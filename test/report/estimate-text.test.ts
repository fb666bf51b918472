import { describe, expect, it } from "vitest";
import { estimateText } from "../../server/src/report/estimate-text.ts";
import { paintWith } from "../../server/src/report/paint.ts";
import { documentOf } from "../support/document-of.ts";

const NOTE = /holds while both sides are connected/;

describe("that an RPO of 0 s holds only while both sides are connected", () => {
  const textOf = (mode: string) => {
    const document = documentOf(`site a {}
site b {}
tier gold { rpo 0 s; rto 1 h }
link line a <-> b { bandwidth 1 Gbps; rtt 1 ms }
workload w { site a; tier gold; data 1 TB; change 1 MB/s }
replicate w to b { mode ${mode} }`);
    return estimateText(document, [], paintWith(false));
  };

  it("is said of a synchronous copy", () => {
    expect(textOf("sync")).toMatch(NOTE);
  });
  it.each(["quorum", "async"])("is not said of %s", (mode) => {
    expect(textOf(mode)).not.toMatch(NOTE);
  });
});
