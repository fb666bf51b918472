import { describe, expect, it } from "vitest";
import { version } from "../../server/package.json";
import { compareProblems } from "../support/compare-validator.ts";
import { SITES, SOUND } from "./plan-texts.ts";
import { useCommand } from "./use-command.ts";

const command = useCommand();

/**
 * 10 Mbps of leased line carry 1.2 MB/s, for 1 MB/s of changes and 3 MB/s in one hour of each weekday: the copy then falls
 * further behind than five minutes.
 */
const THIN = `plan "Thin" { currency GBP }
${SITES}link line york <-> leeds { bandwidth 10 Mbps; medium leased-line; cost 2_000 GBP/year }
tier silver { rpo 5 min; rto 4 h }
workload files { site york; tier silver; data 20 GB; change 1 MB/s; change 3 MB/s mon-fri 09:00-10:00; loss-cost 3_600 GBP/h }
replicate files to leeds { mode async }
`;

const OPTIONS = `${THIN}option wide "A wider line" { setup 5_000 GBP; link line { bandwidth 100 Mbps; cost 6_000 GBP/year } }
option thinner { link line { bandwidth 2 Mbps; cost 1_000 GBP/year } }
option same
`;

interface Entry {
  readonly name: string;
  readonly [key: string]: unknown;
}

async function documentOf(args: readonly string[], input = ""): Promise<{ base: Entry; designs: readonly Entry[] }> {
  const { code, out, err } = await command.run(["compare", "--format", "json", ...args], { input });
  expect([code, err]).toEqual([0, ""]);
  const document = JSON.parse(out);
  expect(compareProblems(document)).toEqual([]);
  expect(document.engine).toBe(version);
  return document;
}

describe("compare with options", () => {
  it("tells what each option costs, from amounts added by hand", async () => {
    command.put("a.drplan", OPTIONS);
    const { base, designs } = await documentOf(["a.drplan"]);
    const exact = (value: number) => ({ low: value, likely: value, high: value });
    expect(base.cost).toEqual({
      currency: "GBP",
      setup: exact(0),
      yearly: exact(2000),
      horizonCost: exact(6000),
      horizon: 3,
    });
    expect(designs.map(({ name, label, kind }) => [name, label, kind])).toEqual([
      ["wide", "A wider line", "option"],
      ["thinner", null, "option"],
      ["same", null, "option"],
    ]);
    // 5 000 once and 4 000 a year more; then 1 000 a year less, at once; then nothing.
    expect(designs.map(({ difference }) => difference)).toEqual([
      {
        setup: exact(5000),
        yearly: exact(4000),
        horizonCost: exact(17_000),
        payback: { low: "never", likely: "never", high: "never" },
      },
      { setup: exact(0), yearly: exact(-1000), horizonCost: exact(-3000), payback: exact(0) },
      { setup: exact(0), yearly: exact(0), horizonCost: exact(0), payback: exact(0) },
    ]);
  });

  it("tells what moved, and whether that is worse", async () => {
    command.put("a.drplan", OPTIONS);
    const { designs } = await documentOf(["a.drplan"]);
    const moves = designs.map(({ workloads }) =>
      (workloads as readonly { scenarios: readonly Record<string, unknown>[] }[]).flatMap(({ scenarios }) =>
        scenarios.map(({ scenario, verdict }) => [scenario, verdict]),
      ),
    );
    expect(moves).toEqual([
      [["loss-of-york", { before: "missed", after: "met" }]],
      [["loss-of-york", { before: "missed", after: "missed" }]],
      [],
    ]);
    expect(designs.map(({ worse }) => worse)).toEqual([false, true, false]);
    expect(designs.map(({ changes }) => changes)).toEqual([
      [
        {
          change: "changed",
          block: "link line",
          attributes: [
            { attribute: "bandwidth", before: "10 Mbps", after: "100 Mbps" },
            { attribute: "cost", before: "2_000 GBP/year", after: "6_000 GBP/year" },
          ],
        },
      ],
      [
        {
          change: "changed",
          block: "link line",
          attributes: [
            { attribute: "bandwidth", before: "10 Mbps", after: "2 Mbps" },
            { attribute: "cost", before: "2_000 GBP/year", after: "1_000 GBP/year" },
          ],
        },
      ],
      [],
    ]);
  });

  it("tells findings that come and go, without those of the options themselves", async () => {
    command.put("a.drplan", OPTIONS);
    const { designs } = await documentOf(["a.drplan"]);
    const rules = designs.map(({ findingMoves }) => {
      const moves = findingMoves as Record<"new" | "gone", readonly { rule: string; of: string }[]>;
      return [moves.new, moves.gone].map((found) => found.map(({ rule, of }) => `${rule} ${of}`));
    });
    expect(rules).toEqual([
      [[], ["rpo-missed replicate files to leeds"]],
      [["link-too-small replicate files to leeds"], ["rpo-missed replicate files to leeds"]],
      [[], []],
    ]);
  });

  it("lays it out as text", async () => {
    command.put("a.drplan", OPTIONS);
    const { code, out } = await command.run(["compare", "a.drplan"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}design +objectives met +not met +errors .*over 3 years +pays back after\n/);
    expect(out).toMatch(/ {2}as it is .* 2 000 GBP +6 000 GBP\n/);
    expect(out).toMatch(/ {2}wide .* 5 000 GBP +6 000 GBP +23 000 GBP +never\n/);
    expect(out).toContain("Option wide: A wider line\n  link line: bandwidth 10 Mbps → 100 Mbps,");
    expect(out).toMatch(/files +loss-of-york .* missed → met/);
    expect(out).toContain("Gone findings\n  error rpo-missed");
    expect(out).toContain("Option same\n  Nothing is changed.\n  No estimate moves.\n");
  });

  it("lays it out for a pull request", async () => {
    command.put("a.drplan", OPTIONS);
    const { out } = await command.run(["compare", "--format", "markdown", "a.drplan"]);
    expect(out).toContain("### Option wide: A wider line, against the plan as it is\n");
    expect(out).toContain("| over 3 years | 6\u00a0000\u00a0GBP | 23\u00a0000\u00a0GBP |");
    expect(out).toMatch(/\| files \| loss-of-york \| .* \| \*\*missed → met\*\* \|/);
    expect(out).toContain("- error `rpo-missed` on `replicate files to leeds`: ");
    expect(out).toContain("<details><summary>What changed (1)</summary>\n\n- link line: bandwidth 10 Mbps → 100 Mbps");
    expect(out.split("\n").filter((line) => /^\|.*[^|]$/.test(line))).toEqual([]);
  });

  it("ends with 1 on request when an option is worse", async () => {
    command.put("a.drplan", OPTIONS);
    command.put("b.drplan", OPTIONS.replace(/option thinner .*\n/, ""));
    const codeOf = async (args: readonly string[]) => (await command.run(["compare", ...args])).code;
    expect(await codeOf(["a.drplan"])).toBe(0);
    expect(await codeOf(["--fail-on-worse", "a.drplan"])).toBe(1);
    expect(await codeOf(["--fail-on-worse", "b.drplan"])).toBe(0);
  });
});

describe("compare with another plan", () => {
  const WIDER = THIN.replace("10 Mbps", "100 Mbps").replace('"Thin"', '"Wide"');

  it("tells the same of files as of an option", async () => {
    command.put("before.drplan", THIN);
    command.put("after.drplan", WIDER);
    const { base, designs } = await documentOf(["before.drplan", "after.drplan"]);
    expect([base.name, base.label]).toEqual(["before.drplan", "Thin"]);
    expect(designs.map(({ name, label, kind, worse }) => [name, label, kind, worse])).toEqual([
      ["after.drplan", "Wide", "file", false],
    ]);
    expect(designs[0]?.changes).toEqual([
      { change: "changed", block: "plan", attributes: [{ attribute: "title", before: "Thin", after: "Wide" }] },
      {
        change: "changed",
        block: "link line",
        attributes: [{ attribute: "bandwidth", before: "10 Mbps", after: "100 Mbps" }],
      },
    ]);
  });

  it("tells of blocks that came and went, wherever they stand", async () => {
    command.put("before.drplan", `${SOUND}site hull { location 53.74, -0.33 }\n`);
    command.put("after.drplan", `site bath { location 51.38, -2.36 }\n${SOUND}`);
    const { designs } = await documentOf(["before.drplan", "after.drplan"]);
    expect(designs[0]?.changes).toEqual([
      { change: "removed", block: "site hull", attributes: [] },
      { change: "added", block: "site bath", attributes: [] },
    ]);
    expect(designs[0]?.workloads).toEqual([]);
  });

  it("reads one of both from standard input", async () => {
    command.put("a.drplan", WIDER);
    const before = await documentOf(["-", "a.drplan"], THIN);
    expect([before.base.name, before.designs[0]?.name, before.designs[0]?.worse]).toEqual([
      "<stdin>",
      "a.drplan",
      false,
    ]);
    const after = await documentOf(["a.drplan", "-"], THIN);
    expect([after.base.name, after.designs[0]?.name, after.designs[0]?.worse]).toEqual(["a.drplan", "<stdin>", true]);
  });

  it("reads plans of several files, and in JSON", async () => {
    command.put("parts/sites.drplan", SITES);
    command.put("many.drplan", `import "parts/sites.drplan"\n${THIN.replace(SITES, "")}`);
    command.put("one.drplan", THIN);
    const { out } = await command.run(["convert", "one.drplan"]);
    command.put("one.drplan.json", out);
    for (const other of ["many.drplan", "one.drplan.json"]) {
      const { designs } = await documentOf(["one.drplan", other]);
      expect([designs[0]?.changes, designs[0]?.workloads, designs[0]?.worse]).toEqual([[], [], false]);
    }
  });
});

describe("what cannot be compared ends with 2, and says why", () => {
  it.each<readonly [string, readonly string[], RegExp]>([
    ["no file", ["nothing.drplan"], /^drplan: nothing\.drplan: there is no such file\n$/],
    ["no second file", ["a.drplan", "nothing.drplan"], /^drplan: nothing\.drplan: there is no such file\n$/],
    ["another encoding", ["a.drplan", "latin1.drplan"], /^drplan: latin1\.drplan: is not text in UTF-8\n$/],
    ["no options", ["a.drplan"], /^drplan: a\.drplan: has no 'option' to compare; .*\n$/],
    ["one file twice", ["a.drplan", "a.drplan"], /^drplan: a\.drplan: is compared with itself\n$/],
    ["standard input twice", ["-", "-"], /^drplan: -: is compared with itself\n$/],
    ["a folder of several plans", ["plans"], /^drplan: plans: holds 2 plans; name the one to compare\n$/],
    ["nothing", [], /missing required argument 'plan'/],
    ["three plans", ["a.drplan", "b.drplan", "c.drplan"], /too many arguments/],
    ["an unknown format", ["--format", "xml", "a.drplan"], /Allowed choices are text, json, markdown/],
  ])("%s: %j", async (_what, args, message) => {
    command.put("a.drplan", SOUND);
    command.put("plans/a.drplan", SOUND);
    command.put("plans/b.drplan", SOUND.replace("Sound", "Other"));
    command.put("latin1.drplan", Uint8Array.from([0x70, 0xe4, 0x0a]));
    const { code, out, err } = await command.run(["compare", ...args]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });
});
