import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CodeAction, PublishDiagnosticsParams } from "vscode-languageserver";
import type { ServerProcess } from "./server-process.ts";
import { useServer } from "./use-server.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "drplan config-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const start = useServer(() => [pathToFileURL(folder).href]);

function uriOf(name: string): string {
  return pathToFileURL(join(folder, name)).href;
}

async function put(name: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
}

/** A plan with one hint. */
const PLAN = `plan "P" {}\nsite york { location 53.96, -1.08 }\n`;

/** The last diagnostics of a file, as `severity code`. */
function last(published: readonly PublishDiagnosticsParams[], uri: string): readonly string[] | undefined {
  return published
    .findLast((params) => params.uri === uri)
    ?.diagnostics.map(({ severity, code }) => `${severity} ${code}`);
}

describe("drplan.config.json", () => {
  test("sets severities, the nearest one counts", async () => {
    await put("drplan.config.json", '{ "rules": { "unused-name": "error" } }');
    await put("near/drplan.config.json", '{ "rules": { "unused-name": "warning" } }');
    const { open, published, until } = await start();
    open(uriOf("far/a.drplan"), PLAN);
    open(uriOf("near/deep/b.drplan"), PLAN);
    await until("an error", () => last(published, uriOf("far/a.drplan"))?.includes("1 unused-name"));
    await until("a warning", () => last(published, uriOf("near/deep/b.drplan"))?.includes("2 unused-name"));
  });

  test("counts again when it changes, appears or is deleted", async () => {
    const { open, published, until, send } = await start();
    const config = uriOf("drplan.config.json");
    open(uriOf("a.drplan"), PLAN);
    const told = (type: number) => send("workspace/didChangeWatchedFiles", { changes: [{ uri: config, type }] });
    await until("a hint", () => last(published, uriOf("a.drplan"))?.includes("4 unused-name"));
    await put("drplan.config.json", '{ "rules": { "unused-name": "error" } }');
    told(1);
    await until("an error", () => last(published, uriOf("a.drplan"))?.includes("1 unused-name"));
    await put("drplan.config.json", '{ "rules": { "unused-name": "off" } }');
    told(2);
    await until("nothing", () => last(published, uriOf("a.drplan"))?.length === 0);
    await rm(join(folder, "drplan.config.json"));
    told(3);
    await until("a hint again", () => last(published, uriOf("a.drplan"))?.includes("4 unused-name"));
  });

  test("is watched", async () => {
    const { received, until } = await start({
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    });
    const registered = await until("the registration", () =>
      received.find(({ method }) => method === "client/registerCapability"),
    );
    expect(JSON.stringify(registered.params)).toContain('"**/drplan.config.json"');
  });

  test("is told where it is wrong, also while it is typed", async () => {
    await put("drplan.config.json", '{ "rules": { "unusd-name": "off" } }');
    const { open, published, until, send } = await start();
    const config = uriOf("drplan.config.json");
    open(uriOf("a.drplan"), PLAN);
    const found = await until("the problem", () => published.findLast(({ uri }) => uri === config));
    expect(found.diagnostics).toMatchObject([
      {
        code: "bad-config",
        severity: 1,
        range: { start: { line: 0, character: 14 }, end: { line: 0, character: 24 } },
        message: expect.stringContaining("'unused-name'"),
      },
    ]);
    const text = '{ "rules": { "unusd-name": "off" } }';
    send("textDocument/didOpen", { textDocument: { uri: config, languageId: "json", version: 1, text } });
    const range = { start: { line: 0, character: 18 }, end: { line: 0, character: 19 } };
    send("textDocument/didChange", {
      textDocument: { uri: config, version: 2 },
      contentChanges: [{ range, text: "ed" }],
    });
    await until("no problem", () => last(published, config)?.length === 0);
    await until("the plan without its hint", () => last(published, uriOf("a.drplan"))?.length === 0);
    send("textDocument/didClose", { textDocument: { uri: config } });
    await until("the hint again", () => last(published, uriOf("a.drplan"))?.includes("4 unused-name"));
  });

  test("does not count from outside of the workspace folder", async () => {
    await put("drplan.config.json", '{ "rules": { "unused-name": "error" } }');
    const { open, published, until } = await start({ folders: [uriOf("inside")] });
    open(uriOf("inside/a.drplan"), PLAN);
    await until("a hint", () => last(published, uriOf("inside/a.drplan"))?.includes("4 unused-name"));
  });
});

describe("code actions", () => {
  const actionsAt = async ({ connection }: ServerProcess, uri: string): Promise<CodeAction[]> =>
    connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: { line: 1, character: 5 }, end: { line: 1, character: 9 } },
      context: { diagnostics: [] },
    });

  test("suppress a finding with a reason to be given", async () => {
    const now = await start();
    now.open(uriOf("a.drplan"), PLAN);
    const action = (await actionsAt(now, uriOf("a.drplan"))).find(({ title }) => title.startsWith("Suppress"));
    expect(action?.edit?.changes?.[uriOf("a.drplan")]).toEqual([
      {
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
        newText: '// drplan-ignore unused-name: "why this is accepted"\n',
      },
    ]);
  });

  test("change the severity in the configuration that counts", async () => {
    await put("drplan.config.json", '{ "rules": { "no-route": "info" } }');
    const now = await start();
    now.open(uriOf("a.drplan"), PLAN);
    await now.diagnostics(uriOf("a.drplan"));
    const actions = await actionsAt(now, uriOf("a.drplan"));
    const action = actions.find(({ title }) => title === "Turn 'unused-name' off (drplan.config.json)");
    expect(action?.edit?.changes?.[uriOf("drplan.config.json")]).toEqual([
      {
        range: { start: { line: 0, character: 31 }, end: { line: 0, character: 31 } },
        newText: ', "unused-name": "off"',
      },
    ]);
  });

  test("make a configuration where there is none, for clients that can create files", async () => {
    const capabilities = { workspace: { workspaceEdit: { resourceOperations: ["create" as const] } } };
    const now = await start({ capabilities });
    now.open(uriOf("deep/a.drplan"), PLAN);
    const action = (await actionsAt(now, uriOf("deep/a.drplan"))).find(({ title }) => title.startsWith("Turn"));
    expect(action?.edit?.documentChanges).toMatchObject([
      { kind: "create", uri: uriOf("drplan.config.json") },
      {
        textDocument: { uri: uriOf("drplan.config.json"), version: null },
        edits: [{ newText: expect.stringContaining('"unused-name": "off"') }],
      },
    ]);
    await now.stop();
    const other = await start();
    other.open(uriOf("deep/a.drplan"), PLAN);
    expect((await actionsAt(other, uriOf("deep/a.drplan"))).map(({ title }) => title).join()).not.toContain("Turn");
  });
});

describe("pages of the rules", () => {
  test("are linked where the client says that they lie", async () => {
    const { open, diagnostics } = await start({ initializationOptions: { rulePages: "file:///extension/docs/rules" } });
    open(uriOf("a.drplan"), PLAN);
    expect((await diagnostics(uriOf("a.drplan"))).map(({ codeDescription }) => codeDescription)).toEqual([
      { href: "file:///extension/docs/rules/unused-name.md" },
    ]);
  });

  test("are not linked where nobody knows them", async () => {
    const { open, diagnostics } = await start();
    open(uriOf("a.drplan"), PLAN);
    expect((await diagnostics(uriOf("a.drplan"))).map(({ codeDescription }) => codeDescription)).toEqual([undefined]);
  });
});

test("a suppression that has ended is told by the day of the clock", async () => {
  const { open, diagnostics } = await start();
  open(
    uriOf("a.drplan"),
    `plan "P" {}\n// drplan-ignore unused-name until 2020-01-01: "r"\nsite york { location 53.96, -1.08 }\n`,
  );
  const codes = (await diagnostics(uriOf("a.drplan"))).map(({ code }) => code);
  expect(codes).toEqual(["suppression-expired", "unused-name"]);
});
