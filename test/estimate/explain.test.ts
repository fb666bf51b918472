import { describe, expect, it } from "vitest";
import type { Derivation } from "../../server/src/estimate/explain/derivation.ts";
import { explainLink } from "../../server/src/estimate/explain/explain-link.ts";
import { explainReplication } from "../../server/src/estimate/explain/explain-replication.ts";
import { copyEstimate, estimatesOfText, linkEstimate } from "../support/estimates.ts";

/** The derivations of the link `line` of a plan. */
function ofLink(text: string): readonly Derivation[] {
  return explainLink(linkEstimate(text, "line"), estimatesOfText(text));
}

function about(derivations: readonly Derivation[], words: string): Derivation {
  const found = derivations.find(({ title }) => title.includes(words));
  if (!found) throw new Error(`Nothing explains '${words}'.`);
  return found;
}

function plain(text: string | undefined): string | undefined {
  return text?.replaceAll("\u00a0", " ");
}

describe("what a link leaves", () => {
  const capacityOf = (attributes: string) =>
    about(
      ofLink(`site a {}
site b {}
link line a <-> b { bandwidth 100 Mbps; rtt 10 ms; ${attributes} }`),
      "leaves for replication",
    );

  it("names the optimiser, which comes on top", () => {
    const { inputs, notes } = capacityOf("optimiser 3x");
    expect(inputs).toContainEqual({ name: "optimiser", value: "3x", origin: "declared" });
    expect(notes.join()).toMatch(/optimiser/);
  });

  it("is silent of an optimiser where there is none", () => {
    const { inputs, notes } = capacityOf("");
    expect(inputs.map(({ name }) => name)).not.toContain("optimiser");
    expect(notes).toEqual([]);
  });
});

describe("the great circle of a link", () => {
  it.each([
    ["none", "53.35, -6.26", "50.11, 8.68", "from the coordinates"],
    ["one", '"Dublin"', "50.11, 8.68", "from the place Dublin, ± 15 km, and coordinates"],
    ["both", '"Dublin"', '"Frankfurt"', "from the places Dublin and Frankfurt, ± 15 km each"],
  ])("tells from which ends it has a place: %s", (_which, a, b, origin) => {
    const derivations = ofLink(`site a { location ${a} }
site b { location ${b} }
link line a <-> b { bandwidth 100 Mbps }`);
    const { inputs } = about(derivations, "Round trip");
    expect(plain(inputs.find(({ name }) => name === "great circle")?.origin)).toBe(origin);
  });
});

describe("what holds back a copy that is refreshed in cycles", () => {
  // 100 kB/s are 360 MB an hour and 8.64 GB a day; a gigabit carries 112.5 MB/s of them.
  const heldBackBy = (replicate: string, bandwidth = "1 Gbps") => {
    const plan = `site a { location 53.96, -1.08 }
site b { location 53.80, -1.55 }
link line a <-> b { bandwidth ${bandwidth}; medium dark-fibre; efficiency 0.9; tcp-window 64 MB; loss 0 % }
workload files { site a; data 2 TB; change 100 kB/s }
replicate files to b over line { mode periodic; ${replicate} }`;
    const estimates = estimatesOfText(plan);
    return about(explainReplication(copyEstimate(plan, "files"), estimates), "Recovery point").bottleneck;
  };

  it("is the interval while cycles are short", () => {
    expect(heldBackBy("every 1 h")).toBe("the interval");
  });

  it("is the line when it takes them long", () => {
    // 360 MB over 112.5 kB/s take 53 min.
    expect(heldBackBy("every 1 h", "1 Mbps")).toMatch(/^the line/);
  });

  it("is the line when cycles never end", () => {
    expect(heldBackBy("every 1 h", "512 kbps")).toMatch(/^the line/);
  });

  it("is the window when cycles wait for it", () => {
    expect(heldBackBy("every 1 h; window 22:00-06:00")).toMatch(/^the window/);
  });

  it("is the window when it is too short for the data of a day", () => {
    // 8.64 GB over 1.125 MB/s take 2 h 8 min, and the window is an hour.
    expect(heldBackBy("every 12 h; window 22:00-23:00", "10 Mbps")).toMatch(/^the window/);
  });

  it("is the line where it would take long without a window too", () => {
    // 8.64 GB over 112.5 kB/s take 21 h 20 min, and an hour more with a break of an hour.
    expect(heldBackBy("every 24 h; window 00:00-23:00", "1 Mbps")).toMatch(/^the line/);
  });
});

describe("a quorum", () => {
  /** Round trips of 8, 40 and 32 ms: of 4 members a majority is 3, so a write waits for 2, and 32 ms are the second nearest. */
  const PLAN = `site a {}
site b {}
site c {}
site d {}
tier gold { rpo 0 s; rto 1 h }
link ab a <-> b { bandwidth 1 Gbps; rtt 8 ms }
link ac a <-> c { bandwidth 1 Gbps; rtt 40 ms }
link ad a <-> d { bandwidth 1 Gbps; rtt 32 ms }
workload w { site a; tier gold; data 1 TB; change 1 MB/s }
replicate w to b { mode quorum }
replicate w to c { mode quorum }
replicate w to d { mode quorum }`;
  const derivations = explainReplication(copyEstimate(PLAN, "w", "b"), estimatesOfText(PLAN));

  it("names its members, the majority, and who decides", () => {
    const rows = about(derivations, "Latency").inputs.map(({ name, value }) => `${name}: ${plain(value)}`);
    expect(rows.slice(0, 4)).toEqual([
      "other members: 'b' 8 ms, 'd' 32 ms, 'c' 40 ms",
      "majority: 3 of 4",
      "deciding member: 'd'",
      "RTT: 32 ms",
    ]);
    expect(about(derivations, "Latency").inputs.find(({ name }) => name === "RTT")?.origin).not.toMatch(/'ab'/);
  });

  it("loses nothing while a majority lives, and else stops", () => {
    const { notes } = about(derivations, "Recovery point");
    expect(notes.join()).toMatch(/majority lives, 3 of 4 members.*workload stops/);
    expect(notes.join()).not.toMatch(/unprotected/);
  });
});

describe("what a synchronous copy does without its partner", () => {
  const noteOf = (attributes: string) => {
    const plan = `site a {}
site b {}
tier gold { rpo 0 s; rto 1 h }
link line a <-> b { bandwidth 1 Gbps; rtt 1 ms }
workload w { site a; tier gold; data 1 TB; change 1 MB/s }
replicate w to b { mode sync; ${attributes} }`;
    const { inputs, notes } = about(
      explainReplication(copyEstimate(plan, "w"), estimatesOfText(plan)),
      "Recovery point",
    );
    return { notes: notes.join(), origin: inputs.find(({ name }) => name === "on link loss")?.origin };
  };

  it("runs on unprotected, as most products do", () => {
    expect(noteOf("")).toEqual({ notes: expect.stringMatching(/unprotected/), origin: "the default of most products" });
  });
  it("stops where the plan says so", () => {
    expect(noteOf("on-link-loss stop")).toEqual({ notes: expect.stringMatching(/workload stops/), origin: "declared" });
  });
  it("stops where the product does, and names where that is published", () => {
    const { notes, origin } = noteOf("using snapmirror-strictsync");
    expect(notes).toMatch(/workload stops/);
    expect(origin).toMatch(/NetAppDocs/);
  });
});

describe("a backlog without end", () => {
  it("has no usual age", () => {
    const plan = `site a {}
site b {}
tier silver { rpo 4 h; rto 24 h }
link line a <-> b { bandwidth 8 Mbps; rtt 1 ms }
workload w { site a; tier silver; data 1 TB; change 2 MB/s }
replicate w to b { mode async }`;
    const { notes } = about(explainReplication(copyEstimate(plan, "w"), estimatesOfText(plan)), "Recovery point");
    expect(notes.join()).toMatch(/falls further and further behind/);
    expect(notes.join()).not.toMatch(/Half of the time/);
  });
});
