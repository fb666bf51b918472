import { describe, expect, test } from "vitest";
import { suppressFixes } from "../../server/src/features/suppress-fixes.ts";
import { analyseText, MAIN, TODAY } from "../support/analyse-text.ts";

/** What is reported of a plan, and what is held back, as `rule` or `rule at line`. */
function resultOf(text: string, today: string | undefined = TODAY) {
  const settings = today === undefined ? {} : { today };
  const { findings, suppression, plan } = analyseText(text, undefined, settings);
  const ids = plan.files.get(MAIN)?.ids ?? [];
  return {
    reported: ids.flatMap((id) => (findings.get(id) ?? []).map(({ rule }) => rule)),
    held: ids.flatMap((id) => (suppression.held.get(id) ?? []).map(({ finding }) => finding.rule)),
  };
}

const UNUSED = "site hull { location 53.74, -0.33 }";
const USED = `site york { location 53.96, -1.08 }
scenario fire { lose site york }`;

test("without a suppression the site is reported", () => {
  expect(resultOf(`${USED}\n${UNUSED}`)).toEqual({ reported: ["unused-name"], held: [] });
});

describe("a suppression holds back", () => {
  test.each([
    ["what stands on the next line", `// drplan-ignore unused-name: "r"\n${UNUSED}`],
    ["the next statement behind blank lines", `// drplan-ignore unused-name: "r"\n\n\n${UNUSED}`],
    ["the same below other comments", `// drplan-ignore unused-name: "r"\n/// The port.\n// more\n${UNUSED}`],
    [
      "several rules",
      `// drplan-ignore unknown-name, unused-name: "r"\nsite hull { location 53.74, -0.33; region nrth }`,
    ],
    ["until its last day", `// drplan-ignore unused-name until ${TODAY}: "r"\n${UNUSED}`],
    ["all of a file", `${UNUSED}\n// drplan-ignore-file unused-name: "r"`],
    [
      "also with odd spacing",
      `//drplan-ignore  unused-name ,unknown-name until 2999-01-01 :  "r: \\"x\\""  \n${UNUSED.replace("}", "; region nrth }")}`,
    ],
  ])("%s", (_what, text) => {
    const { reported, held } = resultOf(`${USED}\n${text}`);
    expect([reported, held.includes("unused-name")]).toEqual([[], true]);
  });

  test("one line inside a block, and not the others", () => {
    const block = `workload mail {
  site york
  // drplan-ignore unknown-attribute: "an older version of this file"
  datta 1 TB; chnge 1 MB/s
  tierr silver
}`;
    const { reported, held } = resultOf(`${USED}\n${block}`);
    expect(held).toEqual(["unknown-attribute", "unknown-attribute"]);
    expect(reported.filter((rule) => rule === "unknown-attribute")).toEqual(["unknown-attribute"]);
  });

  test("all of a nested block", () => {
    const block = `option cheap {
  // drplan-ignore unknown-attribute: "later"
  workload files {
    datta 1 TB
  }
}`;
    expect(resultOf(`${USED}\n${block}`).held).toEqual(["unknown-attribute"]);
  });
});

describe("a suppression is itself reported", () => {
  test.each([
    [
      "past its day, with what it covered",
      `// drplan-ignore unused-name until 2026-09-13: "r"\n${UNUSED}`,
      ["suppression-expired", "unused-name"],
    ],
    [
      "when it matches nothing",
      `// drplan-ignore unused-name: "r"\nscenario flood { lose site york }\n// drplan-ignore unused-name: "r"\nscenario storm { lose site york }`,
      ["suppression-unused", "suppression-unused"],
    ],
    ["code by code", `// drplan-ignore unused-name, unknown-name: "r"\n${UNUSED}`, ["suppression-unused"]],
    [
      "below what it should cover",
      `${UNUSED}\n// drplan-ignore unused-name: "r"`,
      ["unused-name", "suppression-unused"],
    ],
    [
      "behind the last line of a block",
      `site hull {\n  location 53.74, -0.33\n  // drplan-ignore unused-name: "r"\n}`,
      ["unused-name", "suppression-unused"],
    ],
    ["for a file in which there is nothing", `// drplan-ignore-file unknown-name: "r"`, ["suppression-unused"]],
    ["without a reason", `// drplan-ignore unused-name\n${UNUSED}`, ["suppression-invalid", "unused-name"]],
    ["with an empty reason", `// drplan-ignore unused-name: " "\n${UNUSED}`, ["suppression-invalid", "unused-name"]],
    [
      "with a reason without quotes",
      `// drplan-ignore unused-name: because\n${UNUSED}`,
      ["suppression-invalid", "unused-name"],
    ],
    [
      "with a rule that does not exist",
      `// drplan-ignore unusedname: "r"\n${UNUSED}`,
      ["suppression-invalid", "unused-name"],
    ],
    ["without a rule", `// drplan-ignore: "r"\n${UNUSED}`, ["suppression-invalid", "unused-name"]],
    [
      "with a day that does not exist",
      `// drplan-ignore unused-name until 2027-02-30: "r"\n${UNUSED}`,
      ["suppression-invalid", "unused-name"],
    ],
    ["with another word", `// drplan-ignore-line unused-name: "r"\n${UNUSED}`, ["suppression-invalid", "unused-name"]],
    [
      "once with another word and without a reason",
      `// drplan-ignore-line unused-name\n${UNUSED}`,
      ["suppression-invalid", "unused-name"],
    ],
    ["behind code", `${UNUSED} // drplan-ignore unused-name: "r"`, ["unused-name", "suppression-invalid"]],
    [
      "of what is wrong with suppressions",
      `// drplan-ignore suppression-unused, unused-name: "r"\n${UNUSED}`,
      ["suppression-invalid"],
    ],
    [
      "while its reason is the placeholder",
      `// drplan-ignore unused-name: "why this is accepted"\n${UNUSED}`,
      ["suppression-invalid"],
    ],
  ])("%s", (_what, text, expected) => {
    expect(resultOf(`${USED}\n${text}`).reported).toEqual(expected);
  });

  test("never as ended where no day is given", () => {
    const text = `${USED}\n// drplan-ignore unused-name until 1999-01-01: "r"\n${UNUSED}`;
    expect(analyseText(text, undefined, {}).findings.size).toBe(0);
  });
});

describe("what is physically impossible", () => {
  const SITES = `site frankfurt { location 50.1109, 8.6821 }\nsite dublin { location 53.3498, -6.2603 }\n`;
  // 1090 km apart: light in vacuum there and back takes 7.3 ms.
  const link = (rtt: string) => `link wan frankfurt <-> dublin { bandwidth 1 Gbps; rtt ${rtt} }\n`;

  test("is still reported, and the suppression too", () => {
    expect(resultOf(`${SITES}// drplan-ignore faster-than-light: "the provider says so"\n${link("6 ms")}`)).toEqual({
      reported: ["suppression-invalid", "faster-than-light"],
      held: [],
    });
    expect(resultOf(`// drplan-ignore-file faster-than-light: "says so"\n${SITES}${link("6 ms")}`).held).toEqual([]);
  });

  test("is a synchronous copy for which the straight line is too long, not one that a carrier's detour makes too slow", () => {
    const copy = (site: string, rtt: string) => `${SITES}${site}
link wan frankfurt <-> far { bandwidth 10 Gbps; ${rtt} }
tier gold { rpo 0 s; rto 1 h }
workload orders { site frankfurt; tier gold; data 4 TB; change 2 MB/s }
// drplan-ignore sync-too-far: "interim"
replicate orders to far over wan { mode sync; using vsan-stretched }`;
    // The product allows 5 ms. To Dublin light in glass takes 10.7 ms; to Wiesbaden, 32 km away, 0.3 ms, whatever the line does.
    expect(resultOf(copy("site far { location 53.3498, -6.2603 }", "medium metro-ethernet")).held).toEqual([]);
    expect(resultOf(copy("site far { location 50.0782, 8.2398 }", "rtt 12 ms")).held).toEqual(["sync-too-far"]);
  });

  test("is not what is only unlikely", () => {
    // Light in glass takes 10.7 ms; in air 9 ms would do.
    const text = `${SITES}// drplan-ignore faster-than-light: "hollow core, ordered"\n${link("9 ms")}`;
    expect(resultOf(text)).toEqual({ reported: [], held: ["faster-than-light"] });
  });

  test("cannot be configured away, what is unlikely can", () => {
    const severities = new Map([["faster-than-light", "off" as const]]);
    const rulesOf = (rtt: string) =>
      [...analyseText(SITES + link(rtt), undefined, { severities }).findings.values()].flat().map(({ rule }) => rule);
    expect([rulesOf("6 ms"), rulesOf("9 ms")]).toEqual([["faster-than-light"], []]);
  });
});

describe("configured severities", () => {
  test("replace those of the rules", () => {
    const severities = new Map([["unused-name", "error" as const]]);
    const found = [...analyseText(`${USED}\n${UNUSED}`, undefined, { severities }).findings.values()].flat();
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([["unused-name", "error"]]);
  });

  test("of an assumed constant change the estimate, and the plan's own wins", () => {
    const plan = `site york { location 53.96, -1.08 }
site hull { location 53.74, -0.33 }
link line york <-> hull { bandwidth 1 Gbps; medium dark-fibre }`;
    const rtt = (text: string, assume?: Record<string, string>) => {
      const { plan: read, estimates } = analyseText(text, undefined, assume ? { assume } : {});
      const link = [...read.declarations.values()].find(({ name }) => name === "line");
      return estimates.link(link)?.rtt?.time.likely ?? 0;
    };
    // The cable is a factor times the straight line, and delay goes with it; so it does with the factor of short routes.
    const assume = { "route-factor": "3", "short-route-factor": "3" };
    expect(rtt(plan, assume)).toBeGreaterThan(rtt(plan));
    const own = `${plan}\nassume { route-factor 1.5; short-route-factor 3 }`;
    expect(rtt(own, assume)).toBe(rtt(own));
  });
});

describe("suppressing from the editor", () => {
  test.each([
    [
      "above a block",
      `site york { location 53.96, -1.08 }`,
      `// drplan-ignore unused-name: "why this is accepted"\nsite york { location 53.96, -1.08 }`,
    ],
    [
      "with its indent",
      `workload a {\n    datta 1 TB\n}`,
      `workload a {\n    // drplan-ignore unknown-attribute: "why this is accepted"\n    datta 1 TB\n}`,
    ],
    [
      "above a block of one line",
      `tier gold { rpo 0 s; rto 1 h; rpoo 3 s }`,
      `// drplan-ignore unknown-attribute: "why this is accepted"\ntier gold { rpo 0 s; rto 1 h; rpoo 3 s }`,
    ],
    [
      "with the line breaks of the file",
      `plan "a"\r\nsite york { location 53.96, -1.08 }\r\n`,
      `plan "a"\r\n// drplan-ignore unused-name: "why this is accepted"\r\nsite york { location 53.96, -1.08 }\r\n`,
    ],
  ])("writes the comment %s", (_what, text, expected) => {
    const analysis = analyseText(text);
    const rule = /ignore ([\w-]+)/.exec(expected)?.[1];
    const fix = suppressFixes(analysis, MAIN, { start: 0, end: text.length }).find(
      ({ finding }) => finding.rule === rule,
    );
    const [edit] = fix?.edits.get(MAIN) ?? [];
    expect(edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end)).toBe(expected);
    expect([...(fix?.after.findings.values() ?? [])].flat().some((finding) => finding.rule === rule)).toBe(false);
  });

  test("is not offered for what is impossible", () => {
    const text = `site a { location 50.1109, 8.6821 }\nsite b { location 53.3498, -6.2603 }\nlink wan a <-> b { bandwidth 1 Gbps; rtt 6 ms }`;
    const rules = suppressFixes(analyseText(text), MAIN, { start: 0, end: text.length }).map(
      ({ finding }) => finding.rule,
    );
    expect(rules).not.toContain("faster-than-light");
  });
});
