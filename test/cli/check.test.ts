import { symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findingProblems } from "../support/estimate-validator.ts";
import { BROKEN, SITES, SOUND, UNUSED } from "./plan-texts.ts";
import { useCommand } from "./use-command.ts";

const command = useCommand();

describe("check", () => {
  it("ends with 0 when nothing is wrong", async () => {
    command.put("a.drplan", SOUND);
    expect(await command.run(["check", "a.drplan"])).toEqual({ code: 0, out: "No findings in 1 plan.\n", err: "" });
  });

  it("shows place, severity, rule, message and the text", async () => {
    command.put("a.drplan", BROKEN);
    const { code, out, err } = await command.run(["check", "a.drplan"]);
    expect([code, err]).toEqual([1, ""]);
    const [title, text, marks] = out.split("\n");
    expect(title).toMatch(/^a\.drplan:7:20: error: .*'leads'.*\[unknown-name\]$/);
    expect(text).toBe("   7 │ link spar york <-> leads { bandwidth 1 Gbps }");
    expect(marks).toBe("     │                    ^^^^^");
    expect(out.trimEnd().split("\n").at(-1)).toMatch(/^1 error.* in 1 plan\.$/);
  });

  it.each([
    ["hint", 1],
    ["info", 0],
    ["warning", 0],
    ["error", 0],
  ])("with a hint and --fail-on %s ends with %d", async (severity, code) => {
    command.put("a.drplan", UNUSED);
    expect((await command.run(["check", "a.drplan", "--fail-on", severity])).code).toBe(code);
  });

  it("prints JSON of the same findings", async () => {
    command.put("a.drplan", BROKEN);
    const { code, out } = await command.run(["check", "a.drplan", "--format", "json"]);
    const { findings, ...rest } = JSON.parse(out);
    expect([code, rest]).toEqual([1, {}]);
    expect(findings.flatMap(findingProblems)).toEqual([]);
    expect(findings).toContainEqual({
      rule: "unknown-name",
      severity: "error",
      message: expect.stringContaining("leads"),
      file: "a.drplan",
      range: { start: { line: 6, character: 19 }, end: { line: 6, character: 24 } },
    });
  });

  it("reads the standard input", async () => {
    const { code, out } = await command.run(["check", "-"], { input: BROKEN });
    expect(code).toBe(1);
    expect(out).toMatch(/^<stdin>:7:20: error: /);
  });

  it("reads a document in JSON, by its name or from the standard input", async () => {
    const text = JSON.stringify({ sites: [{ name: "york", location: "53.96, -1.08" }], sides: [] });
    command.put("a.drplan.json", text);
    const named = await command.run(["check", "a.drplan.json"]);
    expect([named.code, named.out]).toEqual([1, expect.stringMatching(/^a\.drplan\.json:1:\d+: error: .*'sides'/)]);
    const piped = await command.run(["check", "-"], { input: text });
    expect([piped.code, piped.out]).toEqual([1, expect.stringMatching(/^<stdin>:1:\d+: error: .*'sides'/)]);
  });

  it("checks each plan of a folder once, and parts with the plan that imports them", async () => {
    command.put("plans/a/plan.drplan", `import "sites.drplan"\n${SOUND.replace(SITES, "")}`);
    command.put("plans/a/sites.drplan", SITES);
    command.put("plans/b.drplan", UNUSED);
    command.put("plans/node_modules/c.drplan", "nonsense");
    const { code, out } = await command.run(["check", "plans"]);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^plans\/b\.drplan:8:6: hint: [\s\S]*1 hint in 2 plans\.\n$/),
    ]);
  });

  it("checks a part with the plan that imports it, also when only the part was named", async () => {
    command.put("drplan.config.json", "{}");
    command.put("plan.drplan", `import "parts/sites.drplan"\n${BROKEN.replace(SITES, "")}`);
    command.put("parts/sites.drplan", SITES);
    const { code, out } = await command.run(["check", "parts/sites.drplan"]);
    expect([code, out]).toEqual([1, expect.stringMatching(/^plan\.drplan:6:20: error: /)]);
  });

  it("reports what two plans find in a part that they share once", async () => {
    const plan = `import "sites.drplan"\n${SOUND.replace(SITES, "")}`;
    command.put("a.drplan", plan);
    command.put("b.drplan", plan);
    command.put("sites.drplan", `${SITES}site hull { location nowhere-at-all }\n`);
    const { out } = await command.run(["check", "a.drplan", "b.drplan", "--format", "json"]);
    const places = JSON.parse(out).findings.map((finding: unknown) => JSON.stringify(finding));
    expect(places.length).toBeGreaterThan(0);
    expect(new Set(places).size).toBe(places.length);
  });

  it("does not look outside of the folder for imports", async () => {
    command.put("outside.drplan", SITES);
    command.put("inside/drplan.config.json", "{}");
    command.put("inside/plan.drplan", `import "../outside.drplan"\n${SOUND.replace(SITES, "")}`);
    const { code, out } = await command.run(["check", "inside/plan.drplan"]);
    expect([code, out]).toEqual([1, expect.stringContaining("[missing-import]")]);
  });

  it("does not follow a symbolic link out of the folder", async () => {
    command.put("secret.txt", "password 12345");
    command.put("inside/drplan.config.json", "{}");
    command.put("inside/plan.drplan", 'plan "P"\nimport "part.drplan"\n');
    symlinkSync(command.path("secret.txt"), command.path("inside/part.drplan"));
    const { code, out } = await command.run(["check", "inside/plan.drplan"]);
    expect([code, out]).toEqual([1, expect.stringContaining("[missing-import]")]);
    expect(out).not.toContain("12345");
  });

  it("survives files that import each other", async () => {
    command.put("a.drplan", `import "b.drplan"\n${SITES}`);
    command.put("b.drplan", 'import "a.drplan"\n');
    const { code, out, err } = await command.run(["check", "a.drplan", "b.drplan"]);
    expect([code === 2, err]).toEqual([false, ""]);
    expect(out).toContain("import-circle");
  });

  it("does not let a plan steer the terminal", async () => {
    command.put("a.drplan", `${SOUND}site \u001b[31mred\u202e { location 1, 1 }\n`);
    const { out } = await command.run(["check", "a.drplan"]);
    for (const steering of ["\u001b", "\u202e"]) expect(out).not.toContain(steering);
  });

  it.each([["check"], ["estimate"]])("%s colours nothing when nobody looks on", async (name) => {
    command.put("a.drplan", BROKEN);
    const { out } = await command.run([name, "a.drplan"], { env: { FORCE_COLOR: "1", TERM: "xterm" } });
    expect(out).not.toContain("\u001b");
  });
});
