import { describe, expect, test } from "vitest";
import { finish } from "../../server/src/base/steps.ts";
import type { Derivation } from "../../server/src/estimate/explain/derivation.ts";
import { explainLink } from "../../server/src/estimate/explain/explain-link.ts";
import { explainCopyRemedies, explainLinkRemedies } from "../../server/src/estimate/explain/explain-remedies.ts";
import { explainReplication } from "../../server/src/estimate/explain/explain-replication.ts";
import { askOfCopy, askOfLink, withSensitivity } from "../../server/src/estimate/explain/explain-sensitivity.ts";
import type { LinkEstimate } from "../../server/src/estimate/link-estimate.ts";
import type { PlanEstimates } from "../../server/src/estimate/plan-estimates.ts";
import { idOf, onlyCopy, planEstimates } from "../support/plan-estimates.ts";

/** A leased line carries 96 % of its bandwidth: 10 Mbps are 1.2 MB/s. */
function planOf(line: string, change: string, copy = "mode async"): PlanEstimates {
  return planEstimates(`site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { bandwidth ${line}; medium leased-line; rtt 4 ms }
tier silver { rpo 5 min; rto 4 h; write-latency 2 ms }
workload files { site york; tier silver; data 1 TB; change ${change} }
replicate files to leeds { ${copy} }
`);
}

function linkOf(base: PlanEstimates): LinkEstimate {
  const link = base.links.get(idOf(base, "line"));
  if (!link) throw new Error("Nothing is estimated of the line.");
  return link;
}

function inputsOf(derivations: readonly Derivation[]): readonly string[] {
  return derivations.flatMap(({ inputs }) =>
    inputs.map(({ name, value }) => `${name}: ${value}`.replaceAll("\u00a0", " ")),
  );
}

describe("what would make a copy meet its objectives", () => {
  test("is told of each value that may be moved", () => {
    const base = planOf("10 Mbps", "2.4 MB/s");
    // 2.4 MB/s / 0.96 = 20 Mbps: with just that the backlog never ends, so the next size. Else half, and the next step.
    expect(inputsOf(finish(explainCopyRemedies(onlyCopy(base, "files"), base)))).toEqual([
      "bandwidth of 'line': 34 Mbps",
      "reduction: 2.5x",
      "change of 'files': 45 % of what it is",
    ]);
  });

  test("is not even the largest value where distance is what is wrong", () => {
    const base = planOf("1 Gbps", "10 kB/s", "mode sync");
    const found = inputsOf(finish(explainCopyRemedies(onlyCopy(base, "files"), base)));
    expect(found).toContain("bandwidth of 'line': not even 800 Gbps");
    // 2 ms − 0.1 ms of the far side − 8 KiB / (120 MB/s) = 1.83 ms.
    expect(found).toContain("round trip of 'line': 1.8 ms");
  });

  test("is nothing where they are met", () => {
    const base = planOf("100 Mbps", "1 MB/s");
    expect(finish(explainCopyRemedies(onlyCopy(base, "files"), base))).toEqual([]);
  });
});

describe("what would make a link carry what is copied over it", () => {
  test("is a size that can be bought", () => {
    const base = planOf("10 Mbps", "2.4 MB/s");
    expect(inputsOf(finish(explainLinkRemedies(linkOf(base), base)))).toEqual(["bandwidth of 'line': 34 Mbps"]);
  });

  test("is nothing where it does", () => {
    const base = planOf("100 Mbps", "2.4 MB/s");
    expect(finish(explainLinkRemedies(linkOf(base), base))).toEqual([]);
  });
});

describe("what moves the figures of a derivation", () => {
  test("stands at that of the copy's age, the strongest first", () => {
    const base = planOf("10 Mbps", "1.15 MB/s");
    const copy = onlyCopy(base, "files");
    const [explained] = finish(
      withSensitivity([askOfCopy(explainReplication(copy, base.estimates), copy, base)], base),
    );
    const rows = explained?.sensitivity?.map(({ input, effect }) => `${input}: ${effect}`.replaceAll("\u00a0", " "));
    expect(rows).toEqual([
      // 1.2 MB/s for 1.15 MB/s: a tenth of either, or of the payload, and the backlog never ends.
      "change of 'files': 5 s … without end",
      "bandwidth of 'line': without end … 5 s",
      "assumed leased-line-efficiency: without end … 5 s",
      "assumed product-lag: 1 s … 60 s",
    ]);
  });

  test("stands at the round trip and at what a link leaves", () => {
    const base = planOf("10 Mbps", "1 MB/s");
    const link = linkOf(base);
    const explained = finish(withSensitivity([askOfLink(explainLink(link, base.estimates), link, base)], base));
    expect(explained.map(({ sensitivity }) => sensitivity?.map(({ input }) => input))).toEqual([
      ["rtt of 'line'"],
      undefined,
      ["bandwidth of 'line'", "assumed leased-line-efficiency"],
    ]);
  });
});
