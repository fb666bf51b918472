import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DocumentDiagnosticReport } from "vscode-languageserver";
import type { ServerProcess } from "./server-process.ts";
import { useServer } from "./use-server.ts";

vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 });

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "drplan workspace-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const start = useServer(() => [pathToFileURL(folder).href]);

function uriOf(name: string): string {
  return pathToFileURL(join(folder, name)).href;
}

const PLAN = `plan "Two sites" {}
site paris { location 48.85, 2.35 }
site lyon { location 45.76, 4.84 }
link wan paris <-> lyon { bandwidth 1 Gbps; medium metro-ethernet }
`;
const UNKNOWN = PLAN.replace("<-> lyon", "<-> lyom");

function codes(diagnostics: readonly { code?: unknown }[]): unknown[] {
  return diagnostics.map(({ code }) => code);
}

describe("pushed diagnostics", () => {
  test("come with the version, vanish with the edit that repairs the plan, and come back", async () => {
    const { open, replace, diagnostics } = await start();
    open(uriOf("a.drplan"), UNKNOWN);
    const found = (await diagnostics(uriOf("a.drplan"))).filter(({ code }) => code === "unknown-name");
    expect(found).toMatchObject([
      {
        range: { start: { line: 3, character: 19 }, end: { line: 3, character: 23 } },
        severity: 1,
        source: "drplan",
      },
    ]);
    replace(uriOf("a.drplan"), "lyom", "lyon");
    expect(codes(await diagnostics(uriOf("a.drplan")))).not.toContain("unknown-name");
    replace(uriOf("a.drplan"), "<-> lyon", "<-> lyo");
    expect(codes(await diagnostics(uriOf("a.drplan")))).toContain("unknown-name");
  });

  test("are taken back when the document is closed", async () => {
    const { open, send, diagnostics, published, until } = await start();
    open(uriOf("a.drplan"), UNKNOWN);
    await diagnostics(uriOf("a.drplan"));
    send("textDocument/didClose", { textDocument: { uri: uriOf("a.drplan") } });
    await until("empty diagnostics", () => published.at(-1)?.diagnostics.length === 0);
  });

  test("of a burst of edits come once, for its last version", async () => {
    const { open, replace, diagnostics, published } = await start();
    open(uriOf("a.drplan"), PLAN);
    await diagnostics(uriOf("a.drplan"));
    published.length = 0;
    for (let edit = 0; edit < 50; edit++)
      replace(uriOf("a.drplan"), edit % 2 ? "lyom {" : "lyon {", edit % 2 ? "lyon {" : "lyom {");
    await diagnostics(uriOf("a.drplan"));
    expect(published.length).toBeLessThan(50);
    expect(published.at(-1)?.version).toBe(51);
  });

  test("hold no more than the setting says, the worst first", async () => {
    const { open, diagnostics, until, published } = await start({
      capabilities: { workspace: { configuration: true } },
      settings: { maxNumberOfProblems: 1 },
    });
    // A warning stands before an error.
    open(
      uriOf("a.drplan"),
      UNKNOWN.replace("1 Gbps", "1 MBps").replace(
        "link wan",
        "link wan2 paris <-> nowhere { bandwidth 1 Gbps }\nlink wan",
      ),
    );
    await diagnostics(uriOf("a.drplan"));
    await until("the setting to count", () => published.at(-1)?.diagnostics.length === 1);
    expect(published.at(-1)?.diagnostics).toMatchObject([{ severity: 1 }]);
  });
});

describe("files of a plan", () => {
  const MAIN = `plan "Parts" {}
import "parts/sites.drplan"
link wan paris <-> lyon { bandwidth 1 Gbps; medium metro-ethernet }
`;
  const SITES = `site paris { location 48.85, 2.35 }
site lyon { location 45.76, 4.84 }
`;

  test("a missing import is reported until the file appears on disk", async () => {
    const { open, diagnostics, send, published, until } = await start();
    open(uriOf("main.drplan"), MAIN);
    expect(codes(await diagnostics(uriOf("main.drplan")))).toEqual(expect.arrayContaining(["missing-import"]));
    await mkdir(join(folder, "parts"));
    await writeFile(join(folder, "parts/sites.drplan"), SITES);
    send("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf("parts/sites.drplan"), type: 1 }] });
    await until("the findings to vanish", () =>
      codes(published.at(-1)?.diagnostics ?? []).every((code) => code !== "missing-import" && code !== "unknown-name"),
    );
    await rename(join(folder, "parts/sites.drplan"), join(folder, "parts/gone.txt"));
    send("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf("parts/sites.drplan"), type: 3 }] });
    await until("the finding to come back", () =>
      codes(published.at(-1)?.diagnostics ?? []).includes("missing-import"),
    );
  });

  test("nothing is reported about an import before its file was read", async () => {
    await mkdir(join(folder, "parts"));
    await writeFile(join(folder, "parts/sites.drplan"), SITES);
    const { open, diagnostics, published } = await start();
    open(uriOf("main.drplan"), MAIN);
    await diagnostics(uriOf("main.drplan"));
    const seen = published.flatMap((params) => codes(params.diagnostics));
    expect(seen).not.toContain("missing-import");
    expect(seen).not.toContain("unknown-name");
  });

  test("a part that is opened alone is checked as part of the plan on disk that imports it", async () => {
    await writeFile(join(folder, "main.drplan"), 'plan "P" {}\nimport "links.drplan"\nimport "sites.drplan"\n');
    await writeFile(join(folder, "sites.drplan"), SITES);
    const { open, replace, diagnostics } = await start();
    open(uriOf("links.drplan"), "link wan paris <-> lyon { bandwidth 1 Gbps; medium metro-ethernet }\n");
    expect(codes(await diagnostics(uriOf("links.drplan")))).not.toContain("unknown-name");
    replace(uriOf("links.drplan"), "lyon", "lyo");
    expect(codes(await diagnostics(uriOf("links.drplan")))).toContain("unknown-name");
  });

  test("an edit in one file changes the findings in another", async () => {
    await mkdir(join(folder, "parts"));
    const { open, replace, diagnostics, published, until } = await start();
    open(uriOf("parts/sites.drplan"), SITES);
    open(uriOf("main.drplan"), MAIN);
    expect(codes(await diagnostics(uriOf("main.drplan")))).not.toContain("unknown-name");
    replace(uriOf("parts/sites.drplan"), "lyon", "lion");
    await until("the finding in the other file", () => {
      const last = published.findLast(({ uri }) => uri === uriOf("main.drplan"));
      return codes(last?.diagnostics ?? []).includes("unknown-name");
    });
  });

  test("a path that leaves the workspace is not read", async () => {
    const inner = join(folder, "inner");
    await mkdir(inner);
    await writeFile(join(folder, "outside.drplan"), SITES);
    const { open, diagnostics } = await start({ folders: [pathToFileURL(inner).href] });
    open(pathToFileURL(join(inner, "main.drplan")).href, 'plan "P" {}\nimport "../outside.drplan"\n');
    expect(codes(await diagnostics(pathToFileURL(join(inner, "main.drplan")).href))).toContain("missing-import");
  });
});

describe("pulled diagnostics", () => {
  const PULL = {
    textDocument: { diagnostic: {} },
    workspace: { diagnostics: { refreshSupport: true } },
  };

  function pull(
    { connection }: ServerProcess,
    name: string,
    previousResultId?: string,
  ): Promise<DocumentDiagnosticReport> {
    const params = { textDocument: { uri: uriOf(name) }, ...(previousResultId ? { previousResultId } : {}) };
    return connection.sendRequest("textDocument/diagnostic", params);
  }

  test("are offered and not pushed as well", async () => {
    const running = await start({ capabilities: PULL });
    expect(running.initialized.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
    running.open(uriOf("a.drplan"), UNKNOWN);
    const report = await pull(running, "a.drplan");
    expect(report.kind === "full" && codes(report.items)).toContain("unknown-name");
    expect(running.published).toEqual([]);
  });

  test("are unchanged as long as they are the same, whatever was edited", async () => {
    const running = await start({ capabilities: PULL });
    running.open(uriOf("a.drplan"), UNKNOWN);
    const { resultId } = await pull(running, "a.drplan");
    expect(await pull(running, "a.drplan", resultId)).toEqual({ kind: "unchanged", resultId });
    running.replace(uriOf("a.drplan"), "45.76", "45.77");
    expect(await pull(running, "a.drplan", resultId)).toEqual({ kind: "unchanged", resultId });
    running.replace(uriOf("a.drplan"), "link", "\nlink");
    const moved = await pull(running, "a.drplan", resultId);
    expect(moved.kind === "full" && moved.items.find(({ code }) => code === "unknown-name")?.range.start.line).toBe(4);
  });

  test("are to be pulled again when an edit in another file changes them, and only then", async () => {
    const running = await start({ capabilities: PULL });
    running.open(uriOf("sites.drplan"), "site paris { location 48.85, 2.35 }\nsite lyon { location 45.76, 4.84 }\n");
    running.open(
      uriOf("main.drplan"),
      'plan "P" {}\nimport "sites.drplan"\nlink wan paris <-> lyon { bandwidth 1 Gbps; medium mpls }\n',
    );
    await pull(running, "sites.drplan");
    const first = await pull(running, "main.drplan");
    const refreshes = () => running.received.filter(({ method }) => method === "workspace/diagnostic/refresh").length;
    running.replace(uriOf("sites.drplan"), "site paris", "// a comment\nsite paris");
    await pull(running, "sites.drplan");
    const before = refreshes();
    running.replace(uriOf("sites.drplan"), "lyon", "lion");
    await running.until("a refresh", () => refreshes() > before);
    const second = await pull(running, "main.drplan", first.resultId);
    expect(second.kind === "full" && codes(second.items)).toContain("unknown-name");
    expect(before).toBe(0);
  });
});
