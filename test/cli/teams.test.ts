import { readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BROKEN, SITES, SOUND, UNUSED } from "./plan-texts.ts";
import { useCommand } from "./use-command.ts";

const command = useCommand();

function text(name: string): string {
  return readFileSync(command.path(name), "utf8");
}

const MISTYPED = SOUND.replace("change 1 MB/s", "chnage 1 MB/s");

describe("check --fix", () => {
  it("repairs what has one obvious meaning, writes it and says so", async () => {
    command.put("a.drplan", MISTYPED);
    const { code, out } = await command.run(["check", "a.drplan", "--fix"]);
    expect([code, text("a.drplan")]).toEqual([0, SOUND]);
    expect(out).toBe(
      "a.drplan: repaired: Write 'change' [unknown-attribute]\n1 repair in 1 file.\n\nNo findings in 1 plan.\n",
    );
  });

  it("reports what is left", async () => {
    command.put("a.drplan", BROKEN.replace("change 1 MB/s", "chnage 1 MB/s"));
    const { code, out } = await command.run(["check", "a.drplan", "--fix"]);
    expect([code, text("a.drplan")]).toEqual([1, BROKEN]);
    expect(out).toContain("[unknown-name]");
  });

  it("takes the repairs that most authors want only when told to", async () => {
    const spare = (to: string) => SOUND.replace("tier", `link spare york <-> ${to} { bandwidth 1 Gbps }\ntier`);
    command.put("a.drplan", spare("leads"));
    expect((await command.run(["check", "a.drplan", "--fix"])).code).toBe(1);
    expect(text("a.drplan")).toBe(spare("leads"));
    expect((await command.run(["check", "a.drplan", "--fix-preferred"])).code).toBe(0);
    expect(text("a.drplan")).toBe(spare("leeds"));
  });

  it("with --dry-run shows the changes and writes nothing", async () => {
    command.put("a.drplan", MISTYPED);
    const { code, out } = await command.run(["check", "a.drplan", "--fix", "--dry-run"]);
    expect([code, text("a.drplan")]).toEqual([0, MISTYPED]);
    expect(out).toContain("\n--- a.drplan\n+++ a.drplan\n@@ -3,5 +3,5 @@\n");
    expect(out).toContain("1 repair in 1 file, not written.\n");
  });

  it("repairs a part that two plans share once, and keeps the rest of the file byte for byte", async () => {
    const plan = `import "part.drplan"\n${SOUND.replace(SITES, "")}`;
    command.put("a.drplan", plan);
    command.put("b.drplan", plan);
    const part = `\uFEFF// sites\r\n${SITES.replaceAll("\n", "\r\n")}tier gold { rpo 0 s; rto 1 h; wriet-latency 5 ms }\r\n`;
    command.put("part.drplan", part);
    const { code, out } = await command.run(["check", "a.drplan", "b.drplan", "--fix"]);
    expect([code, out]).toEqual([0, expect.stringContaining("1 repair in 1 file.")]);
    expect(text("part.drplan")).toBe(part.replace("wriet", "write"));
  });

  it("leaves files alone in which there is nothing to repair", async () => {
    command.put("a.drplan", SOUND);
    utimesSync(command.path("a.drplan"), 1000, 1000);
    const { out } = await command.run(["check", "a.drplan", "--fix"]);
    expect(out).toMatch(/^Nothing that can be repaired without asking\.\n/);
    expect(statSync(command.path("a.drplan")).mtimeMs).toBe(1_000_000);
  });

  it("keeps output for programs clean", async () => {
    command.put("a.drplan", MISTYPED);
    const { out, err } = await command.run(["check", "a.drplan", "--fix", "--format", "json"]);
    expect([JSON.parse(out).findings, err]).toEqual([[], expect.stringContaining("repaired: Write 'change'")]);
  });

  it("does not touch files for the standard input", async () => {
    const refused = await command.run(["check", "-", "--fix"], { input: MISTYPED });
    expect([refused.code, refused.out, refused.err]).toEqual([
      2,
      "",
      expect.stringContaining("standard input cannot be repaired"),
    ]);
    const shown = await command.run(["check", "-", "--fix", "--dry-run"], { input: MISTYPED });
    expect([shown.code, shown.out]).toEqual([0, expect.stringContaining("+workload files")]);
  });

  it("removes suppressions that hold nothing back", async () => {
    command.put("a.drplan", `${SOUND}// drplan-ignore-file unused-name: "none is left"\n`);
    await command.run(["check", "a.drplan", "--fix"]);
    expect(text("a.drplan")).toBe(SOUND);
  });
});

describe("check --max-severity", () => {
  it.each([
    ["none", 1],
    ["hint", 0],
    ["info", 0],
    ["error", 0],
  ])("with a hint and %s ends with %d", async (severity, code) => {
    command.put("a.drplan", UNUSED);
    expect((await command.run(["check", "a.drplan", "--max-severity", severity])).code).toBe(code);
  });

  it.each([
    ["warning", 1],
    ["error", 0],
  ])("with an error and %s ends with %d", async (severity, code) => {
    command.put("a.drplan", BROKEN);
    expect((await command.run(["check", "a.drplan", "--max-severity", severity])).code).toBe(code);
  });

  it("does not go together with --fail-on", async () => {
    const { code, err } = await command.run(["check", "a.drplan", "--max-severity", "none", "--fail-on", "hint"]);
    expect([code, err]).toEqual([2, expect.stringContaining("--max-severity")]);
  });
});

describe("check --baseline", () => {
  const write = () => command.run(["check", "a.drplan", "--baseline", "known.json", "--write-baseline"]);
  const check = (...args: string[]) =>
    command.run(["check", "a.drplan", "--baseline", "known.json", "--fail-on", "hint", ...args]);

  it("knows what was there, wherever it moves to and however figures change", async () => {
    command.put("a.drplan", UNUSED);
    expect(await write()).toEqual({ code: 0, out: "", err: "drplan: known.json: 1 finding written\n" });
    expect(JSON.parse(text("known.json"))).toMatchObject({
      "drplan-baseline": 1,
      findings: [
        { rule: "unused-name", file: "a.drplan", fingerprint: expect.any(String), message: expect.any(String) },
      ],
    });
    command.put("a.drplan", `// moved\n\n\n${UNUSED.replace("53.74, -0.33", "53.75, -0.34")}`);
    expect(await check()).toEqual({ code: 0, out: "No findings in 1 plan (1 known before).\n", err: "" });
  });

  it("counts what is new, also of the same rule", async () => {
    command.put("a.drplan", UNUSED);
    await write();
    command.put("a.drplan", UNUSED.replace("site hull", "site bath { location 51.38, -2.36 }\nsite hull"));
    const { code, out } = await check();
    expect([code, out.match(/\[unused-name\]/g)?.length]).toEqual([1, 1]);
    expect(out).toContain("'bath'");
  });

  it("tells equal findings of one block apart by their number", async () => {
    const block = (attributes: string) =>
      `${SOUND}workload b { site york; tier silver; data 1 TB; change 1 MB/s${attributes} }\n`;
    command.put("a.drplan", block("; foo 1; foo 1"));
    await write();
    const known = JSON.parse(text("known.json")).findings.length;
    expect(known).toBeGreaterThanOrEqual(2);
    expect((await check()).code).toBe(0);
    command.put("a.drplan", block("; foo 1; foo 1; foo 1"));
    expect((await check()).code).toBe(1);
  });

  it("reports what is gone", async () => {
    command.put("a.drplan", UNUSED);
    await write();
    command.put("a.drplan", SOUND);
    const { code, out } = await check();
    expect([code, out]).toEqual([
      0,
      "a.drplan: gone: Nothing uses the site 'hull'. [unused-name]\n\nNo findings in 1 plan.\n",
    ]);
    expect(JSON.parse((await check("--format", "json")).out)).toMatchObject({
      findings: [],
      gone: [{ rule: "unused-name" }],
    });
  });

  it.each([
    ["is not there", undefined, "there is no such baseline"],
    ["is not JSON", "x", "it is not JSON"],
    ["is something else", "{}", "is no baseline of version 1"],
    ["has other entries", '{"drplan-baseline":1,"findings":[{"rule":"a"}]}', "is no baseline of version 1"],
  ])("says when the file %s", async (_what, content, message) => {
    command.put("a.drplan", SOUND);
    if (content !== undefined) writeFileSync(command.path("known.json"), content);
    const { code, out, err } = await check();
    expect([code, out, err]).toEqual([2, "", expect.stringContaining(`drplan: known.json: `)]);
    expect(err).toContain(message);
  });

  it("must be named to be written", async () => {
    const { code, err } = await command.run(["check", "a.drplan", "--write-baseline"]);
    expect([code, err]).toEqual([2, expect.stringContaining("--write-baseline needs --baseline")]);
  });
});

describe("the day", () => {
  it("is today, or the one that is given", async () => {
    const ended = UNUSED.replace("site hull", '// drplan-ignore unused-name until 2020-06-30: "r"\nsite hull');
    command.put("a.drplan", ended);
    expect((await command.run(["check", "a.drplan"])).out).toContain("[suppression-expired]");
    expect((await command.run(["check", "a.drplan", "--today", "2020-06-30"])).out).toContain("1 suppressed");
    expect((await command.run(["check", "a.drplan", "--today", "2020-07-01"])).out).toContain("[suppression-expired]");
  });

  it.each(["2020-13-01", "yesterday"])("%s is refused", async (day) => {
    const { code, err } = await command.run(["check", "a.drplan", "--today", day]);
    expect([code, err]).toEqual([2, expect.stringContaining("--today")]);
  });
});

describe("drplan.config.json", () => {
  it("sets severities for the plans in its folder and below", async () => {
    command.put("drplan.config.json", '{ "rules": { "unused-name": "error" } }');
    command.put("plans/a.drplan", UNUSED);
    const { code, out } = await command.run(["check", "plans/a.drplan"]);
    expect([code, out]).toEqual([1, expect.stringContaining("error: Nothing uses the site 'hull'")]);
  });

  it("counts where it is nearest", async () => {
    command.put("drplan.config.json", '{ "rules": { "unused-name": "error" } }');
    command.put("plans/drplan.config.json", '{ "rules": { "unused-name": "off" } }');
    command.put("plans/a.drplan", UNUSED);
    command.put("b.drplan", UNUSED);
    const { code, out } = await command.run(["check", "."]);
    expect([code, out.match(/\[unused-name\]/g)?.length]).toEqual([1, 1]);
    expect(out).toMatch(/^b\.drplan:/);
  });

  it("sets constants; the plan's own count more", async () => {
    const plan = SOUND.replace("bandwidth 1 Gbps", "bandwidth 1 Gbps; medium dark-fibre");
    const rtt = async () =>
      JSON.parse((await command.run(["estimate", "a.drplan", "--format", "json"])).out).links[0].rtt.likely;
    command.put("a.drplan", plan);
    const usual = await rtt();
    command.put("drplan.config.json", '{ "assume": { "short-route-factor": "6", "route-factor": "6" } }');
    const other = await rtt();
    expect(other).toBeGreaterThan(usual);
    command.put("a.drplan", `${plan}assume { short-route-factor 3; route-factor 1.5 }\n`);
    expect(await rtt()).not.toBe(other);
  });

  it("leaves files out of walks, and not where they are named", async () => {
    command.put("drplan.config.json", '{ "exclude": ["archive/**", "*.draft.drplan"] }');
    command.put("archive/old/a.drplan", BROKEN);
    command.put("b.draft.drplan", BROKEN);
    command.put("c.drplan", SOUND);
    expect(await command.run(["check", "."])).toMatchObject({ code: 0, out: "No findings in 1 plan.\n" });
    expect((await command.run(["check", "*.drplan"])).code).toBe(0);
    expect((await command.run(["check", "b.draft.drplan"])).code).toBe(1);
  });

  it("leaves files out of the search for what imports a part", async () => {
    command.put("archive/old.drplan", `plan "Old" {}\nimport "../site.drplan"\n${BROKEN}`);
    command.put("site.drplan", "site york { location 53.96, -1.08 }\n");
    expect((await command.run(["check", "site.drplan"])).code).toBe(1);
    command.put("drplan.config.json", '{ "exclude": ["archive"] }');
    expect((await command.run(["check", "site.drplan"])).code).toBe(0);
  });

  it("is itself checked", async () => {
    command.put("drplan.config.json", '{\n  "rules": { "unusd-name": "off" }\n}\n');
    command.put("a.drplan", SOUND);
    const { code, out } = await command.run(["check", "a.drplan"]);
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/^drplan\.config\.json:2:15: error: There is no rule 'unusd-name'.*\[bad-config\]\n/),
    ]);
  });

  it("is told when it cannot be read", async () => {
    command.put("drplan.config.json", Uint8Array.from([0xff, 0xfe, 0x00]));
    command.put("a.drplan", SOUND);
    const { code, err } = await command.run(["check", "a.drplan"]);
    expect([code, err]).toEqual([2, "drplan: drplan.config.json: is not text in UTF-8\n"]);
  });
});

describe("many plans", () => {
  it("are reported as they are one by one, in the order of their names", async () => {
    command.put("drplan.config.json", '{ "rules": { "unusd-name": "off" } }');
    const names = Array.from({ length: 45 }, (_, index) => `p${100 + index}.drplan`);
    for (const [index, name] of names.entries()) command.put(name, [SOUND, BROKEN, UNUSED][index % 3] as string);
    const check = async (some: readonly string[], format: string) =>
      (await command.run(["check", "--format", format, ...some])).out;
    const parts = await Promise.all([names.slice(0, 23), names.slice(23)].map((some) => check(some, "json")));
    const [first, second] = parts.map((part) => JSON.parse(part).findings);
    const [config, ...rest] = second;
    expect(config.rule).toBe("bad-config");
    expect(JSON.parse(await check(["."], "json")).findings).toEqual([...first, ...rest]);
    const text = await check(["."], "text");
    expect(text.match(/\[unknown-name\]/g)).toHaveLength(15);
    expect(text).toMatch(/ │ link spar york <-> leads [\s\S]* in 45 plans\.\n$/);
    expect((await check(["."], "junit")).match(/<testsuite /g)).toHaveLength(46);
  });
});

describe("patterns", () => {
  it.each([
    ["plans/*.drplan", 1],
    ["plans/**/*.drplan", 2],
    ["**/*.drplan", 3],
    ["plans/{a,x}.drplan", 1],
  ])("%s means %d plans", async (pattern, count) => {
    command.put("plans/a.drplan", SOUND);
    command.put("plans/deep/b.drplan", SOUND);
    command.put("c.drplan", SOUND);
    const { code, out } = await command.run(["check", pattern]);
    expect([code, out]).toEqual([0, `No findings in ${count} plan${count === 1 ? "" : "s"}.\n`]);
  });

  it("that match nothing are told", async () => {
    expect(await command.run(["check", "plans/*.drplan"])).toMatchObject({
      code: 2,
      err: "drplan: plans/*.drplan: matches no plan (*.drplan, *.drplan.json)\n",
    });
  });
});
