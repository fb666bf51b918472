import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { rules } from "../../server/src/findings/registry.ts";
import { BROKEN, SOUND, UNUSED } from "./plan-texts.ts";
import { useCommand } from "./use-command.ts";

const command = useCommand();

/** The schema of OASIS as published for SARIF 2.1.0. It is written in draft 4, of which it uses nothing that draft 7 reads otherwise but `id`. */
function sarifValidator() {
  const path = join(
    import.meta.dirname,
    "../../node_modules/@microsoft/sarif-matcher-utils/lib/schemas/sarif-2.1.0-rtm.5.json",
  );
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(path, "utf8"));
  // One of its patterns is only valid without the flag for Unicode.
  return new Ajv({ strict: false, validateFormats: false, allErrors: true, unicodeRegExp: false }).compile(schema);
}
const isSarif = sarifValidator();

const SUPPRESSED = UNUSED.replace("site hull", '// drplan-ignore unused-name: "kept for the museum"\nsite hull');

async function sarifOf(args: readonly string[]) {
  const { code, out, err } = await command.run(["check", "--format", "sarif", ...args]);
  const log = JSON.parse(out);
  isSarif(log);
  expect(isSarif.errors ?? []).toEqual([]);
  return { code, err, run: log.runs[0], results: log.runs[0].results };
}

describe("check --format sarif", () => {
  it("is told apart from what is none by the schema that judges it", () => {
    expect(isSarif({ version: "2.1.0", runs: [{ tool: {}, results: [{}] }] })).toBe(false);
  });

  it("gives findings with their places, as the schema of the format demands", async () => {
    command.put("my plans/a%b.drplan", BROKEN);
    const { code, results, run } = await sarifOf(["my plans/a%b.drplan"]);
    expect(code).toBe(1);
    const found = results.find(({ ruleId }: { ruleId: string }) => ruleId === "unknown-name");
    expect(found).toMatchObject({
      level: "error",
      message: { text: expect.stringContaining("'leads'") },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "my%20plans/a%25b.drplan" },
            region: { startLine: 7, startColumn: 20, endLine: 7, endColumn: 25 },
          },
        },
      ],
      partialFingerprints: { "drplan/v1": expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
    expect(run.tool.driver.rules[found.ruleIndex].id).toBe("unknown-name");
    expect(run.columnKind).toBe("utf16CodeUnits");
  });

  it("describes all rules", async () => {
    command.put("a.drplan", SOUND);
    const { code, results, run } = await sarifOf(["a.drplan"]);
    expect([code, results]).toEqual([0, []]);
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(rules.map((rule) => rule.code));
    for (const { help, shortDescription } of run.tool.driver.rules) {
      expect(help.markdown).toContain(shortDescription.text);
      expect(help.markdown).not.toMatch(/<\||\|>/);
    }
  });

  it("gives proven repairs, which applied to the file clear the finding", async () => {
    command.put("a.drplan", BROKEN);
    const { results } = await sarifOf(["a.drplan"]);
    const [fix] = results.flatMap(({ fixes = [] }) => fixes);
    const [{ replacements, artifactLocation }] = fix.artifactChanges;
    expect(artifactLocation.uri).toBe("a.drplan");
    const lines = BROKEN.split("\n");
    for (const { deletedRegion: at, insertedContent } of replacements.toReversed()) {
      expect(at.startLine).toBe(at.endLine);
      const line = lines[at.startLine - 1] ?? "";
      lines[at.startLine - 1] =
        line.slice(0, at.startColumn - 1) + (insertedContent?.text ?? "") + line.slice(at.endColumn - 1);
    }
    command.put("a.drplan", lines.join("\n"));
    expect((await command.run(["check", "a.drplan"])).code).toBe(0);
  });

  it("gives related places", async () => {
    command.put("a.drplan", `plan "One" {}\nplan "Two" {}\n${SOUND.replace(/^plan.*\n/, "")}`);
    const { results } = await sarifOf(["a.drplan"]);
    const found = results.find(({ ruleId }: { ruleId: string }) => ruleId === "several-plans");
    expect(found.relatedLocations).toMatchObject([{ id: 0, physicalLocation: { region: { startLine: 1 } } }]);
  });

  it("gives what is suppressed, with its reason", async () => {
    command.put("a.drplan", SUPPRESSED);
    const { code, results } = await sarifOf(["a.drplan", "--fail-on", "hint"]);
    expect(code).toBe(0);
    expect(results).toMatchObject([
      { ruleId: "unused-name", suppressions: [{ kind: "inSource", justification: "kept for the museum" }] },
    ]);
  });

  it("tells the state against a baseline", async () => {
    command.put("a.drplan", UNUSED);
    await command.run(["check", "a.drplan", "--baseline", "known.json", "--write-baseline"]);
    command.put("a.drplan", `${UNUSED}site bath { location 51.38, -2.36 }\n`);
    const { results } = await sarifOf(["a.drplan", "--baseline", "known.json"]);
    expect(results.map(({ baselineState }: { baselineState: string }) => baselineState).sort()).toEqual([
      "new",
      "unchanged",
    ]);
  });
});

describe("other formats", () => {
  it("github: one command for each finding", async () => {
    command.put("a.drplan", BROKEN);
    const { code, out } = await command.run(["check", "a.drplan", "--format", "github"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^::error file=a\.drplan,line=7,endLine=7,col=20,endColumn=24,title=unknown-name::/m);
  });

  it("github: nothing where there is nothing", async () => {
    command.put("a.drplan", SOUND);
    expect(await command.run(["check", "a.drplan", "--format", "github"])).toEqual({ code: 0, out: "", err: "" });
  });

  it("junit: a suite for each file, also of one that another imports", async () => {
    command.put("a.drplan", `import "b.drplan"\n${BROKEN}`);
    command.put("b.drplan", "tier gold { rpo 0 s; rto 1 h }\n");
    const { code, out } = await command.run(["check", "a.drplan", "--format", "junit"]);
    expect(code).toBe(1);
    expect(out.match(/<testsuite name="[^"]*"/g)).toEqual(['<testsuite name="a.drplan"', '<testsuite name="b.drplan"']);
    expect(out).toMatch(/<testcase name="unknown-name at 8:20" classname="a\.drplan" time="0"><failure /);
  });

  it("text: says how much is suppressed", async () => {
    command.put("a.drplan", SUPPRESSED);
    expect(await command.run(["check", "a.drplan"])).toEqual({
      code: 0,
      out: "No findings in 1 plan (1 suppressed).\n",
      err: "",
    });
  });
});
