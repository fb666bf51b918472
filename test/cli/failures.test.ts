import { mkdirSync, truncateSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BROKEN, SOUND } from "./plan-texts.ts";
import { useCommand } from "./use-command.ts";

const command = useCommand();

describe("what cannot be done ends with 2, and says where and why", () => {
  it.each([
    ["a missing file", ["check", "no.drplan"], "drplan: no.drplan: there is no such file\n"],
    ["a missing folder", ["estimate", "no/where.drplan"], "drplan: no/where.drplan: there is no such file\n"],
    [
      "a file that is no folder",
      ["check", "sound.drplan/x.drplan"],
      "drplan: sound.drplan/x.drplan: there is no such file\n",
    ],
    ["a folder without plans", ["check", "empty"], "drplan: empty: holds no plan (*.drplan, *.drplan.json)\n"],
    ["another encoding", ["check", "latin1.drplan"], "drplan: latin1.drplan: is not text in UTF-8\n"],
    ["zero bytes", ["check", "zero.drplan"], "drplan: zero.drplan: is not text: it holds zero bytes\n"],
    ["a huge file", ["check", "huge.drplan"], "drplan: huge.drplan: is larger than 32 MiB, so it is no plan\n"],
    ["an unknown name", ["explain", "nothing", "sound.drplan"], "drplan: nothing: the plan declares no such name\n"],
    ["a name without figures", ["explain", "york", "sound.drplan"], /^drplan: york: a site has no figures/],
    ["an unknown technology", ["technologies", "xyzzy"], /^drplan: xyzzy: no technology /],
    ["no file", ["check"], /^drplan: missing required argument 'file'\n/],
    ["an unknown command", ["chekc"], /^drplan: unknown command 'chekc'\n.*check/],
    ["an unknown option", ["check", "--fast", "sound.drplan"], /^drplan: unknown option '--fast'\n/],
    [
      "an unknown severity",
      ["check", "--fail-on", "fatal", "sound.drplan"],
      /^drplan: .*'fatal' is invalid.*error, warning/,
    ],
    ["an unknown format", ["estimate", "--format", "xml", "sound.drplan"], /^drplan: .*'xml' is invalid.*text, json/],
    ["nothing at all", [], /Usage: drplan/],
  ])("%s", async (_what, args, message) => {
    command.put("sound.drplan", SOUND);
    command.put("latin1.drplan", Uint8Array.from([0x70, 0xe4, 0x0a]));
    command.put("zero.drplan", `${SOUND}\0`);
    command.put("huge.drplan", "");
    truncateSync(command.path("huge.drplan"), 33 * 2 ** 20);
    mkdirSync(command.path("empty"));
    const { code, out, err } = await command.run(args);
    expect([code, out]).toEqual([2, ""]);
    if (typeof message === "string") expect(err).toBe(message);
    else expect(err).toMatch(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("still reports on the files that can be read", async () => {
    command.put("a.drplan", BROKEN);
    const { code, out, err } = await command.run(["check", "no.drplan", "a.drplan"]);
    expect([code, err]).toEqual([2, "drplan: no.drplan: there is no such file\n"]);
    expect(out).toContain("a.drplan:7:20: error: ");
  });

  it("names an import that is no text", async () => {
    command.put("a.drplan", `import "part.drplan"\n${SOUND}`);
    command.put("part.drplan", Uint8Array.from([0xff, 0xfe]));
    const { code, err } = await command.run(["check", "a.drplan"]);
    expect([code, err]).toEqual([2, "drplan: part.drplan: is not text in UTF-8\n"]);
  });

  it("stops reading an endless input", async () => {
    const { code, err } = await command.run(["check", "-"], { input: "x".repeat(33 * 2 ** 20) });
    expect([code, err]).toEqual([2, "drplan: <stdin>: is larger than 32 MiB, so it is no plan\n"]);
  });
});
