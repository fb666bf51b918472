import { expect, test } from "vitest";
import { analyseText } from "../support/analyse-text.ts";

test("smoke", () => {
  const a = analyseText(`site frankfurt "F" { location 50.1109, 8.6821 }
site dublin { location "Dublin" }
link wan frankfurt <-> dublin { bandwidth 155 Mbps; medium metro-ethernet; available 70 % }
tier gold { rpo 0 s; rto 1 h }
workload orders { site frankfurt; tier gold; data 4 TB; change 2 MB/s; burst 3x for 5 min }
replicate orders to dublin over wan { mode async }
`);
  for (const d of a.plan.declarations.values()) {
    console.log(
      d.id,
      d.document.kind,
      JSON.stringify(d.value),
      d.document.problems.map((p) => p.message),
    );
    const e = a.estimates.link(d);
    if (e) console.log(JSON.stringify(e.rtt));
    for (const r of a.estimates.replications(d)) console.log(JSON.stringify(r.rpo), r.verdict);
  }
  expect(1).toBe(1);
});
