import { describe, expect, it } from "vitest";
import { explainMigration } from "../../server/src/estimate/explain/explain-migration.ts";
import { shippedConstants } from "../../server/src/model/constants.ts";
import { migrationEstimateOf } from "../support/migration-estimate-of.ts";

function explained(
  migrate: string,
  workload = "memory 8 GB; dirty-rate 50 MB/s; data 360 GB",
  link = "bandwidth 800 Mbps",
) {
  const [derivation] = explainMigration(
    migrationEstimateOf(
      `site a {}
site b {}
tier gold { rpo 1 h; rto 1 h }
link wan a <-> b { ${link}; rtt 5 ms; efficiency 100 %; loss 0 % }
workload orders { site a; tier gold; ${workload} }
migrate orders from a to b over wan { ${migrate} }`,
      "orders",
    ),
    { constants: shippedConstants() },
  );
  if (!derivation) throw new Error("Nothing is explained.");
  return { ...derivation, inputs: Object.fromEntries(derivation.inputs.map(({ name, value }) => [name, value])) };
}

/** Spaces that keep a value and its unit together are plain here. */
const plain = (text: string | undefined) => text?.replaceAll("\u00a0", " ");

describe("a live migration", () => {
  it("is told by its rounds", () => {
    const { title, value, notes } = explained("method live; pause 1 s");
    expect(plain(title)).toBe("Live migration of 'orders' to 'b'");
    // 159.375 s and 0.625 s, by hand in migration.test.ts.
    expect(plain(value)).toBe("2 min 39 s, with a pause of 625 ms");
    expect(plain(notes[0])).toBe("7 rounds while it runs, 15.9 GB in all; the rest follows in the pause.");
  });

  it("names whose limits count", () => {
    const { inputs } = explained("method live; using vmotion-6.0; concurrent 2");
    const [rtt, bandwidth] = Object.entries(inputs).slice(-2);
    expect(rtt?.map(plain)).toEqual([
      "round trip that Long-distance vMotion, vSphere 6.0 and later allows",
      "at most 150 ms; here 5 ms: kept",
    ]);
    expect(bandwidth?.map(plain)).toEqual([
      "bandwidth that Long-distance vMotion, vSphere 6.0 and later needs",
      "at least 250 Mbps a move, 500 Mbps in all; here 800 Mbps: kept",
    ]);
  });

  it("says what the plan does not", () => {
    const { value, notes } = explained("method live", "data 1 TB");
    expect(value).toBe("not estimated");
    expect(notes).toEqual(["The plan does not say: the workload's memory, how fast its memory changes (dirty-rate)."]);
  });

  it("warns of many rounds and of endless ones", () => {
    const many = explained("method live", "memory 8 GB; dirty-rate 90 MB/s");
    expect(many.notes.map(plain)).toContain(
      "Some hypervisors stop after fewer rounds, Xen after 29: then the pause is longer.",
    );
    const endless = explained("method live", "memory 8 GB; dirty-rate 100 MB/s");
    expect(endless.value).toBe("without end");
    expect(endless.bottleneck).toBe("the line: memory changes as fast as it carries");
  });
});

describe("a cold migration", () => {
  it("is down until its machines have booted", () => {
    const { value, inputs } = explained("method cold", "data 360 GB; vms 25");
    // 3600 s, and three waves of 3 min.
    expect(plain(value)).toBe("1 h, down for 1 h 9 min");
    expect(plain(inputs["bytes to move"])).toBe("360 GB");
    expect(plain(inputs["the route takes"])).toBe("100 MB/s");
  });

  it("says how many windows it takes", () => {
    expect(explained("method cold; window sat 20:00-22:00").notes).toEqual(["It fits one window."]);
    expect(explained("method cold; window sat 20:00-20:20").notes).toEqual([
      "It takes 3 of its windows, one after the other.",
    ]);
  });
});
