import { describe, expect, test, vi } from "vitest";
import { CancellationTokenSource } from "vscode-jsonrpc";
import type {
  CodeAction,
  CodeLens,
  CompletionList,
  Hover,
  InlayHint,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import type { Explanation } from "../../server/src/protocol.ts";
import { generatePlan } from "../bench/generate-plan.ts";
import { positionIn, type ServerProcess } from "./server-process.ts";
import { useServer } from "./use-server.ts";

vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 });

const URI = "file:///plans/main.drplan";
const PLAN = `plan "Two sites" {}
site paris "Paris – Île-de-France" { location 48.85, 2.35 }
site lyon { location 45.76, 4.84 }
link wan paris <-> lyon { bandwidth 1 Gbps; medium metro-ethernet }
tier gold { rpo 15 min; rto 4 h }
workload orders { site paris; tier gold; data 1 TB; change 1 MB/s }
replicate orders to lyon over wan { mode async }
`;

const start = useServer();

function ask<R>({ connection }: ServerProcess, method: string, params: object, uri = URI): Promise<R> {
  return connection.sendRequest(method, { textDocument: { uri }, ...params });
}

/** The position of a piece of text in the open document. */
function at({ textOf }: ServerProcess, text: string, offset = 0) {
  return { position: positionIn(textOf(URI), textOf(URI).indexOf(text) + offset) };
}

const ALL = { range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } } };

function applied(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split("\n");
  const offset = ({ line, character }: { line: number; character: number }) =>
    lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0) + character;
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (now, { range, newText }) => now.slice(0, offset(range.start)) + newText + now.slice(offset(range.end)),
      text,
    );
}

describe("reading", () => {
  test("hover tells about the link that is named", async () => {
    const running = await start();
    running.open(URI, PLAN);
    const hover: Hover = await ask(running, "textDocument/hover", at(running, "over wan", 5));
    expect(JSON.stringify(hover.contents)).toContain("wan");
    expect(hover.range).toEqual({ start: { line: 6, character: 30 }, end: { line: 6, character: 33 } });
  });

  test("completion offers the sites where a site is meant, once a space was typed", async () => {
    const running = await start();
    running.open(URI, PLAN.replace("to lyon over wan { mode async }", "to "));
    const list: CompletionList = await ask(running, "textDocument/completion", {
      ...at(running, "orders to ", 10),
      context: { triggerKind: 2, triggerCharacter: " " },
    });
    expect(list.items.map(({ label }) => label)).toEqual(expect.arrayContaining(["paris", "lyon"]));
    expect(list.items.map(({ label }) => label)).not.toContain("wan");
  });

  test("a space at the start of a line offers nothing", async () => {
    const running = await start();
    running.open(URI, `${PLAN}  `);
    const context = { triggerKind: 2, triggerCharacter: " " };
    expect(await ask(running, "textDocument/completion", { position: { line: 7, character: 2 }, context })).toEqual([]);
  });

  test("completions have no tab stops for a client without snippets", async () => {
    const running = await start();
    running.open(URI, `${PLAN}wo`);
    const list: CompletionList = await ask(running, "textDocument/completion", { position: { line: 7, character: 2 } });
    const item = list.items.find(({ label }) => label === "workload");
    expect(item?.textEdit?.newText).toMatch(/^workload/);
    expect(JSON.stringify(list.items)).not.toContain("${");
  });

  test("inlay hints stand behind links and replications, as far as the settings want them", async () => {
    const running = await start({
      capabilities: { workspace: { configuration: true, inlayHint: { refreshSupport: true } } },
      settings: { inlayHints: { link: false, recovery: false } },
    });
    running.open(URI, PLAN);
    await running.until("the settings", () =>
      running.received.some(({ method }) => method === "workspace/inlayHint/refresh"),
    );
    const hints: InlayHint[] = await ask(running, "textDocument/inlayHint", ALL);
    expect(new Set(hints.map(({ position }) => position.line))).toEqual(new Set([6]));
  });

  test("settings arrive with initialize where the client doesn't answer questions", async () => {
    const running = await start({
      initializationOptions: { settings: { inlayHints: { replication: false, recovery: false } } },
    });
    running.open(URI, PLAN);
    const hints: InlayHint[] = await ask(running, "textDocument/inlayHint", ALL);
    expect(new Set(hints.map(({ position }) => position.line))).toEqual(new Set([3]));
  });

  test("hints of backups, migrations and tiers can be switched off, each for itself", async () => {
    const kinds = ["link", "replication", "backup", "migration", "recovery"];
    const lines: Record<string, number> = { link: 3, replication: 6, backup: 7, migration: 8, recovery: 4 };
    const more =
      "backup nightly of orders to lyon { every 1 d }\nmigrate orders from paris to lyon over wan { method cold }\n";
    for (const on of ["backup", "migration", "recovery"]) {
      const inlayHints = Object.fromEntries(kinds.map((kind) => [kind, kind === on]));
      const running = await start({ initializationOptions: { settings: { inlayHints } } });
      running.open(URI, PLAN + more);
      const hints: InlayHint[] = await ask(running, "textDocument/inlayHint", ALL);
      expect(hints.map(({ position }) => position.line)).toEqual([lines[on]]);
      await running.stop();
    }
  });

  test("a hint is explained at once, or when one looks at it in an editor that asks then", async () => {
    const tooltips = ({ label }: InlayHint) =>
      typeof label === "string" ? [] : label.map(({ tooltip }) => tooltip !== undefined);
    const onLine = (hints: readonly InlayHint[], line: number) =>
      hints.find(({ position }) => position.line === line) as InlayHint;
    const eager = await start();
    eager.open(URI, PLAN);
    const explained = onLine(await ask<InlayHint[]>(eager, "textDocument/inlayHint", ALL), 3);
    // Round trip and capacity, and what stands between them.
    expect(tooltips(explained)).toEqual([true, false, true]);
    await eager.stop();
    const inlayHint = { resolveSupport: { properties: ["tooltip", "label.tooltip"] } };
    const running = await start({ capabilities: { textDocument: { inlayHint } } });
    running.open(URI, PLAN);
    const plain = onLine(await ask<InlayHint[]>(running, "textDocument/inlayHint", ALL), 3);
    expect(tooltips(plain)).toEqual([false, false, false]);
    const resolve = () => running.connection.sendRequest<InlayHint>("inlayHint/resolve", plain);
    expect((await resolve()).label).toEqual(explained.label);
    running.replace(URI, "1 Gbps", "2 Gbps");
    expect(await resolve()).toEqual(plain);
  });

  describe("code lenses", () => {
    const lenses = (running: ServerProcess) => ask<CodeLens[]>(running, "textDocument/codeLens", {});
    const resolve = ({ connection }: ServerProcess, lens: CodeLens | undefined) =>
      connection.sendRequest<CodeLens>("codeLens/resolve", lens);
    const AT = { start: { line: 5, character: 9 }, end: { line: 5, character: 15 } };

    test("stand at workloads and get their text when one looks at them", async () => {
      const running = await start({ initializationOptions: { explainCommand: "show.it" } });
      running.open(URI, PLAN);
      const found = await lenses(running);
      expect(found.map(({ range, command }) => [range, command])).toEqual([
        [AT, undefined],
        [AT, undefined],
      ]);
      const [loss, corruption] = await Promise.all(found.map((lens) => resolve(running, lens)));
      expect(loss?.command?.title).toMatch(/^loss of paris: RPO ≈ 5.s · RTO /);
      expect(loss?.command).toMatchObject({ command: "show.it", arguments: [URI, AT.start] });
      expect(corruption?.command?.title).toBe("corruption of orders: nothing brings it back · missed");
    });

    test("do nothing in an editor without a command to show more", async () => {
      const running = await start();
      running.open(URI, PLAN);
      const lens = await resolve(running, (await lenses(running))[0]);
      expect(lens.command).toEqual({ title: expect.stringMatching(/^loss of paris: /), command: "" });
    });

    test("say nothing of what is gone by the time one looks at them", async () => {
      const running = await start({ initializationOptions: { explainCommand: "show.it" } });
      running.open(URI, PLAN);
      const [lens] = await lenses(running);
      running.replace(URI, "workload orders", "workload sales");
      expect((await resolve(running, lens)).command?.title).toBe("");
      running.send("textDocument/didClose", { textDocument: { uri: URI } });
      expect((await resolve(running, lens)).command).toEqual({ title: "", command: "" });
    });

    test("can be switched off, and come back when they are switched on", async () => {
      const settings = { codeLens: false };
      const running = await start({
        capabilities: { workspace: { configuration: true, codeLens: { refreshSupport: true } } },
        settings,
      });
      running.open(URI, PLAN);
      const refreshed = () => running.received.filter(({ method }) => method === "workspace/codeLens/refresh").length;
      await running.until("the settings", () => refreshed() > 0);
      expect(await lenses(running)).toEqual([]);
      settings.codeLens = true;
      const before = refreshed();
      running.send("workspace/didChangeConfiguration", { settings: null });
      await running.until("the lenses to be asked for", () => refreshed() > before);
      expect(await lenses(running)).toHaveLength(2);
    });

    test("are asked for again when another file of the plan changes", async () => {
      const running = await start({ capabilities: { workspace: { codeLens: { refreshSupport: true } } } });
      const sites = "file:///plans/sites.drplan";
      running.open(sites, "site paris { location 48.85, 2.35 }\ntier gold { rto 1 min }\n");
      running.open(URI, 'plan "P" {}\nimport "sites.drplan"\nworkload orders { site paris; tier gold }\n');
      await running.diagnostics(URI);
      const refreshed = () => running.received.filter(({ method }) => method === "workspace/codeLens/refresh").length;
      const before = refreshed();
      running.replace(sites, "1 min", "2 min");
      await running.until("the lenses to be asked for", () => refreshed() > before);
    });
  });

  describe("how figures came about", () => {
    const explain = (running: ServerProcess, text: string) =>
      ask<Explanation | null>(running, "drplan/explain", at(running, text));
    const hoverText = async (running: ServerProcess, text: string) => {
      const hover = await ask<Hover>(running, "textDocument/hover", at(running, text));
      return (hover.contents as { value: string }).value;
    };

    test("is told in full, with what moves it", async () => {
      const running = await start();
      running.open(URI, PLAN);
      const found = await explain(running, "wan paris");
      expect(found?.title).toBe("link wan");
      expect(found?.markdown).toContain("bandwidth of 'wan'");
      expect(await explain(running, "site lyon")).toBeNull();
    });

    test("is nothing for a document that is not open", async () => {
      const running = await start();
      expect(await ask(running, "drplan/explain", { position: { line: 0, character: 0 } })).toBeNull();
    });

    test("is linked in hovers of what has figures, for an editor that shows it", async () => {
      const running = await start({ initializationOptions: { derivationCommand: "tell.it" } });
      running.open(URI, PLAN);
      const { position } = at(running, "wan paris");
      const [, link = ""] =
        /\[Full derivation and what moves it most\]\(command:tell\.it\?(.+)\)$/.exec(
          await hoverText(running, "wan paris"),
        ) ?? [];
      expect(JSON.parse(decodeURIComponent(link))).toEqual([URI, position]);
      expect(await hoverText(running, "site lyon")).not.toContain("command:");
    });

    test("is not linked for others", async () => {
      const running = await start();
      running.open(URI, PLAN);
      expect(await hoverText(running, "wan paris")).not.toContain("command:");
    });

    test("can be given up, and keeps nobody waiting", async () => {
      const running = await start();
      running.open(URI, generatePlan(400));
      await running.diagnostics(URI);
      const source = new CancellationTokenSource();
      const long = running.connection.sendRequest(
        "drplan/explain",
        { textDocument: { uri: URI }, ...at(running, "workload ") },
        source.token,
      );
      // What is asked later is answered earlier: the work goes on between messages.
      await ask(running, "textDocument/hover", at(running, "workload "));
      source.cancel();
      await expect(long).rejects.toMatchObject({ code: -32800 });
    });
  });

  test("tables in hovers have room between their columns", async () => {
    const running = await start();
    running.open(URI, PLAN);
    const { contents } = await ask<Hover>(running, "textDocument/hover", at(running, "orders {", 1));
    expect(JSON.stringify(contents)).toMatch(/\| scenario\u2003\u2060 \| RPO\u2003\u2060 \| RTO/);
  });

  test("symbols, folding, links and tokens describe the document", async () => {
    const running = await start();
    running.open(URI, `import "sites.drplan"\n${PLAN}tier slow {\n  rpo 1 d\n}\n`);
    const symbols: { name: string }[] = await ask(running, "textDocument/documentSymbol", {});
    expect(symbols.map(({ name }) => name)).toEqual(expect.arrayContaining(["paris", "lyon", "wan", "gold", "orders"]));
    expect(await ask(running, "textDocument/foldingRange", {})).toContainEqual({ startLine: 8, endLine: 9 });
    expect(await ask(running, "textDocument/documentLink", {})).toMatchObject([
      { target: "file:///plans/sites.drplan" },
    ]);
    const full: { resultId: string; data: number[] } = await ask(running, "textDocument/semanticTokens/full", {});
    expect(full.data.length).toBeGreaterThan(0);
    running.replace(URI, "slow", "slower");
    const delta: { edits: { start: number; deleteCount: number; data: number[] }[] } = await ask(
      running,
      "textDocument/semanticTokens/full/delta",
      { previousResultId: full.resultId },
    );
    const [edit] = delta.edits;
    const patched = full.data.toSpliced(edit?.start ?? 0, edit?.deleteCount ?? 0, ...(edit?.data ?? []));
    expect(patched).toEqual(((await ask(running, "textDocument/semanticTokens/full", {})) as typeof full).data);
    expect(edit?.data.length).toBeLessThan(10);
  });

  test("workspace symbols are found by part of their name", async () => {
    const running = await start();
    running.open(URI, PLAN);
    const found: { name: string }[] = await running.connection.sendRequest("workspace/symbol", { query: "ord" });
    expect(found.map(({ name }) => name)).toEqual(["orders"]);
  });
});

describe("editing", () => {
  test("a quick fix repairs what it says", async () => {
    const running = await start();
    running.open(URI, PLAN.replace("<-> lyon", "<-> lyom"));
    const { position } = at(running, "lyom");
    const range = { start: position, end: position };
    const actions: CodeAction[] = await ask(running, "textDocument/codeAction", {
      range,
      context: { diagnostics: [] },
    });
    const fix = actions.find(({ diagnostics }) => diagnostics?.some(({ code }) => code === "unknown-name"));
    expect(applied(running.textOf(URI), fix?.edit?.changes?.[URI] ?? [])).toBe(PLAN);
  });

  test("all repairs with one obvious meaning come as one action, when asked for", async () => {
    const running = await start();
    running.open(URI, PLAN.replace("15 min", "15 m"));
    const request = { ...ALL, context: { diagnostics: [], only: ["source.fixAll"] } };
    const actions: CodeAction[] = await ask(running, "textDocument/codeAction", request);
    expect(actions.map(({ kind }) => kind)).toEqual(["source.fixAll.drplan"]);
    expect(applied(running.textOf(URI), actions[0]?.edit?.changes?.[URI] ?? [])).toBe(PLAN);
  });

  test("a rename changes all files of the plan, in the client's spelling of their names", async () => {
    const running = await start();
    const sites = "file:///plans/s%69tes.drplan";
    running.open(sites, "site paris { location 48.85, 2.35 }\n");
    running.open(URI, 'plan "P" {}\nimport "sites.drplan"\nworkload orders { site paris }\n');
    expect(await ask(running, "textDocument/prepareRename", at(running, "paris"))).toEqual({
      range: { start: { line: 2, character: 23 }, end: { line: 2, character: 28 } },
      placeholder: "paris",
    });
    const edit: WorkspaceEdit = await ask(running, "textDocument/rename", {
      ...at(running, "paris"),
      newName: "lutetia",
    });
    expect(edit.changes).toEqual({
      [sites]: [{ range: { start: { line: 0, character: 5 }, end: { line: 0, character: 10 } }, newText: "lutetia" }],
      [URI]: [{ range: { start: { line: 2, character: 23 }, end: { line: 2, character: 28 } }, newText: "lutetia" }],
    });
  });

  test("a rename to what is no name is refused with a reason", async () => {
    const running = await start();
    running.open(URI, PLAN);
    const asked = ask(running, "textDocument/rename", { ...at(running, "paris"), newName: "12 34" });
    await expect(asked).rejects.toMatchObject({ code: -32803 });
  });

  test("definition and references lead to the name, beyond non-ASCII text", async () => {
    const running = await start();
    running.open(URI, PLAN);
    expect(await ask(running, "textDocument/definition", at(running, "orders to"))).toMatchObject([
      { targetUri: URI, targetSelectionRange: { start: { line: 5, character: 9 }, end: { line: 5, character: 15 } } },
    ]);
    const context = { includeDeclaration: true };
    const references: { range: { start: { line: number } } }[] = await ask(running, "textDocument/references", {
      ...at(running, "orders to"),
      context,
    });
    expect(references.map(({ range }) => range.start.line)).toEqual([5, 6]);
  });

  test("formatting gives the usual form", async () => {
    const running = await start();
    running.open(URI, "tier   gold {rpo 15 min}\n");
    const edits: TextEdit[] = await ask(running, "textDocument/formatting", {
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(applied(running.textOf(URI), edits)).toBe("tier gold { rpo 15 min }\n");
  });
});

describe("positions in UTF-8", () => {
  test("count bytes, in both directions", async () => {
    const running = await start({ capabilities: { general: { positionEncodings: ["utf-8", "utf-16"] } } });
    expect(running.initialized.capabilities.positionEncoding).toBe("utf-8");
    // Before `wan` stand an en dash (3 bytes), an emoji (4 bytes, 2 code units) and é (2 bytes).
    const text = "/* – 🔥 é */ link wan paris <-> lyom { bandwidth 1 Gbps }\nsite paris { location 48.85, 2.35 }\n";
    running.open(URI, text);
    const found = (await running.diagnostics(URI)).filter(({ code }) => code === "unknown-name");
    const start8 = Buffer.byteLength(text.slice(0, text.indexOf("lyom")));
    expect(found[0]?.range.start).toEqual({ line: 0, character: start8 });
    const position = { line: 0, character: Buffer.byteLength(text.slice(0, text.indexOf("wan"))) + 1 };
    const hover: Hover = await ask(running, "textDocument/hover", { position });
    expect(hover.range?.start).toEqual({ line: 0, character: position.character - 1 });
  });
});
