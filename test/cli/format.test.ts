import { readFileSync, statSync, utimesSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { useCommand } from "./use-command.ts";

const command = useCommand();

const USUAL = "site york { location 53.96, -1.08 }\n";
const UNUSUAL = "site   york{location 53.96,-1.08}\n";

function text(name: string): string {
  return readFileSync(command.path(name), "utf8");
}

describe("fmt", () => {
  it("writes what differs, and nothing else", async () => {
    command.put("plans/a.drplan", UNUSUAL);
    command.put("plans/b.drplan", USUAL);
    command.put("plans/c.drplan.json", "{}");
    utimesSync(command.path("plans/b.drplan"), 1000, 1000);
    expect(await command.run(["fmt", "plans"])).toEqual({
      code: 0,
      out: "plans/a.drplan\n",
      err: "1 of 2 files changed.\n",
    });
    expect(text("plans/a.drplan")).toBe(USUAL);
    expect(statSync(command.path("plans/b.drplan")).mtimeMs).toBe(1_000_000);
    expect((await command.run(["fmt", "plans"])).out).toBe("");
  });

  it("--check names what would change, and ends with 1", async () => {
    command.put("a.drplan", UNUSUAL);
    expect(await command.run(["fmt", "--check", "a.drplan"])).toEqual({
      code: 1,
      out: "a.drplan\n",
      err: "1 of 1 file would change.\n",
    });
    expect(text("a.drplan")).toBe(UNUSUAL);
    command.put("a.drplan", USUAL);
    expect((await command.run(["fmt", "--check", "a.drplan"])).code).toBe(0);
  });

  it("--diff shows what would change", async () => {
    command.put("a.drplan", UNUSUAL);
    const { code, out } = await command.run(["fmt", "--diff", "a.drplan"]);
    expect([code, out]).toEqual([1, `--- a.drplan\n+++ a.drplan\n@@ -1 +1 @@\n-${UNUSUAL}+${USUAL}`]);
    expect(text("a.drplan")).toBe(UNUSUAL);
  });

  it("goes from the standard input to the standard output", async () => {
    expect(await command.run(["fmt", "-"], { input: UNUSUAL })).toEqual({ code: 0, out: USUAL, err: "" });
    expect(await command.run(["fmt", "-", "--check"], { input: UNUSUAL })).toEqual({
      code: 1,
      out: "<stdin>\n",
      err: "",
    });
    expect(await command.run(["fmt", "-", "--check"], { input: USUAL })).toEqual({ code: 0, out: "", err: "" });
  });

  it("leaves blocks with errors as they are, says where, and formats the rest", async () => {
    command.put("a.drplan", `${UNUSUAL}site  hull{location 53.74,"-0.33}\n`);
    const { code, err } = await command.run(["fmt", "a.drplan"]);
    expect(code).toBe(2);
    expect(err).toMatch(/^drplan: a\.drplan:2:\d+: .* \(this block stays as it is\)\n1 of 1 file changed\.\n$/);
    expect(text("a.drplan")).toBe(`${USUAL}site  hull{location 53.74,"-0.33}\n`);
  });

  it.each([
    ["a missing file", "no.drplan", "drplan: no.drplan: there is no such file\n"],
    ["JSON", "a.drplan.json", /^drplan: a\.drplan\.json: is JSON/],
    ["a folder without plans", "empty", "drplan: empty: holds no plan (*.drplan)\n"],
    ["a pattern that matches nothing", "x*.drplan", "drplan: x*.drplan: matches no plan (*.drplan)\n"],
  ])("refuses %s", async (_what, name, message) => {
    command.put("a.drplan.json", "{}");
    command.put("empty/x.txt", "");
    const { code, out, err } = await command.run(["fmt", name]);
    expect([code, out, err]).toEqual([2, "", typeof message === "string" ? message : expect.stringMatching(message)]);
  });
});
