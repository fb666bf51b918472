import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import manifest from "../../package.json";
import type { FindingEntry } from "../../server/src/estimate/document/finding-entry.ts";
import { BROKEN, SITES, SOUND, UNUSED } from "../cli/plan-texts.ts";
import { buildCli, runCli } from "../support/built-cli.ts";

const ROOT = join(import.meta.dirname, "../..");

let cli = "";
let folder = "";
beforeAll(async () => {
  cli = await buildCli();
  folder = mkdtempSync(join(tmpdir(), "drplan team-"));
  mkdirSync(join(folder, "bin"));
  const command = join(folder, "bin", "drplan");
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`);
  chmodSync(command, 0o755);
  writeFileSync(join(folder, "sound.drplan"), SOUND);
  writeFileSync(join(folder, "broken.drplan"), BROKEN);
  return () => {
    rmSync(dirname(cli), { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  };
});
function text(name: string): string {
  return readFileSync(join(ROOT, name), "utf8");
}

describe("the problem matcher", () => {
  const [matcher] = manifest.contributes.problemMatchers;
  const { regexp, ...groups } = matcher?.pattern ?? { regexp: "$^" };
  const found = (out: string) =>
    out.split("\n").flatMap((line) => {
      const match = new RegExp(regexp).exec(line);
      return match
        ? [Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, match[Number(group)]]))]
        : [];
    });

  test("finds in the output of check what its JSON says, and nothing else", async () => {
    writeFileSync(
      join(folder, "odd.drplan"),
      `${UNUSED}${SITES.replaceAll("york", "goole")}site "a: error: b [c]" { location 1, 1 }\nlink l york <-> goole { bandwidth 1 bps }\n`,
    );
    const files = ["odd.drplan", "broken.drplan", "sound.drplan"];
    const { out } = await runCli(cli, ["check", ...files], { cwd: folder });
    const json = JSON.parse((await runCli(cli, ["check", "--format", "json", ...files], { cwd: folder })).out);
    const expected = json.findings.map(({ rule, severity, file, range: { start }, message }: FindingEntry) => ({
      file,
      line: String(start.line + 1),
      column: String(start.character + 1),
      severity,
      message: message.replaceAll(/[\u00a0\u202f]/g, " "),
      code: rule,
    }));
    expect(expected.length).toBeGreaterThan(3);
    expect(found(out)).toEqual(expected);
  });

  test("reads the drive of a path", () => {
    expect(found("C:\\plans\\a.drplan:7:20: error: No site. [unknown-name]")).toMatchObject([
      { file: "C:\\plans\\a.drplan", line: "7" },
    ]);
  });

  test("is the one that tasks use", () => {
    expect(text("client/src/check-tasks.ts")).toContain(`"$${matcher?.name}"`);
    expect(text("client/src/check-tasks.ts")).toContain(`"${manifest.contributes.taskDefinitions[0]?.type}"`);
  });
});

describe("the pre-commit hooks", () => {
  /** Of the simple form that the file has: a list of flat mappings. */
  const hooks = text(".pre-commit-hooks.yaml")
    .split(/^- /m)
    .slice(1)
    .map((part) => Object.fromEntries([...part.matchAll(/^\s*(\w+): (.*)$/gm)].map(([, key, value]) => [key, value])));
  const run = (entry: string, ...files: string[]) =>
    spawnSync(entry.split(" ")[0] ?? "", [...entry.split(" ").slice(1), ...files], {
      cwd: folder,
      env: { ...process.env, PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH}` },
      encoding: "utf8",
    });

  test("check fails for a plan with an error, and passes for a sound one", () => {
    const hook = hooks.find(({ id }) => id === "drplan-check");
    expect(run(hook?.entry ?? "", "sound.drplan").status).toBe(0);
    expect(run(hook?.entry ?? "", "sound.drplan", "broken.drplan").status).toBe(1);
  });

  test("fmt changes a file that is not in its usual form", () => {
    const hook = hooks.find(({ id }) => id === "drplan-fmt");
    writeFileSync(join(folder, "odd-form.drplan"), "site   york{location 53.96,-1.08}\n");
    expect(run(hook?.entry ?? "", "odd-form.drplan").status).toBe(0);
    expect(readFileSync(join(folder, "odd-form.drplan"), "utf8")).toBe("site york { location 53.96, -1.08 }\n");
  });

  test("run for plan files alone", () => {
    const [check, fmt] = hooks.map(({ files }) => new RegExp(files ?? ""));
    expect(["a.drplan", "x/a.drplan.json", "a.json", "a.drplan.md"].map((name) => check?.test(name))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(["a.drplan", "x/a.drplan.json"].map((name) => fmt?.test(name))).toEqual([true, false]);
  });
});

describe.skipIf(process.platform === "win32")("the action", () => {
  const action = text("action.yml");
  const [build, sarif, check] = action.split(/^ {4}- name: /m).slice(1);
  /** The command of a step, folded as YAML folds it. */
  const commandOf = (step = "") =>
    (/run: \|\n([\s\S]*)$/.exec(step)?.[1]?.replace(/^ {8}/gm, "") ?? /run: (.*)$/m.exec(step)?.[1] ?? "").trim();
  const shell = (script: string, env: Record<string, string>) =>
    spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      cwd: folder,
      env: { ...process.env, DRPLAN: cli, ...env },
      encoding: "utf8",
    });

  test("checks with annotations and fails as told", () => {
    const good = shell(commandOf(check), { PATHS: "sound.drplan", FAIL_ON: "error", BASELINE: "" });
    expect([good.status, good.stdout]).toEqual([0, ""]);
    const bad = shell(commandOf(check), { PATHS: "sound.drplan broken.drplan", FAIL_ON: "error", BASELINE: "" });
    expect([bad.status, bad.stdout]).toEqual([1, expect.stringMatching(/^::error file=broken\.drplan,line=7,/m)]);
  });

  test("uses a baseline", () => {
    execFileSync(process.execPath, [cli, "check", "broken.drplan", "--baseline", "known.json", "--write-baseline"], {
      cwd: folder,
      stdio: "ignore",
    });
    expect(shell(commandOf(check), { PATHS: "broken.drplan", FAIL_ON: "error", BASELINE: "known.json" }).status).toBe(
      0,
    );
  });

  test("writes SARIF, also where there are findings, and fails where it cannot", () => {
    expect(shell(commandOf(sarif), { PATHS: "broken.drplan", SARIF: "out.sarif" }).status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, "out.sarif"), "utf8")).version).toBe("2.1.0");
    expect(shell(commandOf(sarif), { PATHS: "no.drplan", SARIF: "out.sarif" }).status).not.toBe(0);
  });

  test("builds with scripts that exist, and is used only with inputs that it has", () => {
    const scripts = [...commandOf(build).matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
    expect(scripts.length).toBeGreaterThan(0);
    for (const name of scripts) expect(manifest.scripts).toHaveProperty(name ?? "");
    const inputs = [...(/^inputs:\n([\s\S]*?)^runs:/m.exec(action)?.[1] ?? "").matchAll(/^ {2}([\w-]+):$/gm)].map(
      ([, name]) => name,
    );
    const used = [...action.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(inputs));
    expect(readFileSync(join(ROOT, "server/bin/drplan.js"), "utf8")).toContain("dist/cli.js");
  });
});
