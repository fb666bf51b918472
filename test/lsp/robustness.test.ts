import { describe, expect, test, vi } from "vitest";
import { CancellationTokenSource } from "vscode-jsonrpc";
import type { ServerProcess } from "./server-process.ts";
import { useServer } from "./use-server.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 20_000 });

const URI = "file:///plans/main.drplan";
const PLAN = `site paris { location 48.85, 2.35 }
site lyon { location 45.76, 4.84 }
link wan paris <-> lyon { bandwidth 1 Gbps; medium metro-ethernet }
`;

const start = useServer();

function symbols({ connection }: ServerProcess, uri = URI): Promise<readonly { name: string }[]> {
  return connection.sendRequest("textDocument/documentSymbol", { textDocument: { uri } });
}

async function names(running: ServerProcess): Promise<string[]> {
  return (await symbols(running)).map(({ name }) => name);
}

describe("documents", () => {
  test("each change of a notification counts in the text that the one before has left", async () => {
    const running = await start();
    running.open(URI, PLAN);
    const insert = (line: number, character: number, text: string) => {
      const place = { line, character };
      return { range: { start: place, end: place }, text };
    };
    const contentChanges = [insert(0, 0, "site nice {}\n"), insert(0, 5, "n"), insert(1, 5, "x")];
    running.send("textDocument/didChange", { textDocument: { uri: URI, version: 2 }, contentChanges });
    expect(await names(running)).toEqual(["nnice", "xparis", "lyon", "wan"]);
  });

  test("a change without a range replaces the text", async () => {
    const running = await start();
    running.open(URI, PLAN);
    const contentChanges = [{ text: "site nice {}" }];
    running.send("textDocument/didChange", { textDocument: { uri: URI, version: 2 }, contentChanges });
    expect(await names(running)).toEqual(["nice"]);
  });

  test("positions outside of the text are taken for its nearest place", async () => {
    const running = await start();
    running.open(URI, "site paris {}\r\nsite lyon {}");
    const end = { line: 99, character: 99 };
    const contentChanges = [
      { range: { start: end, end }, text: "\r\nsite nice {}" },
      { range: { start: { line: 0, character: 500 }, end: { line: 0, character: 600 } }, text: " // sea" },
    ];
    running.send("textDocument/didChange", { textDocument: { uri: URI, version: 2 }, contentChanges });
    expect(await names(running)).toEqual(["paris", "lyon", "nice"]);
  });

  test("a document that is not open, and one of another language, get empty answers", async () => {
    const running = await start();
    expect(await symbols(running)).toEqual([]);
    const textDocument = { uri: "file:///plans/notes.md", languageId: "markdown", version: 1, text: PLAN };
    running.send("textDocument/didOpen", { textDocument });
    expect(await symbols(running, "file:///plans/notes.md")).toEqual([]);
  });

  test("a plan in JSON gets diagnostics", async () => {
    const running = await start();
    running.open("file:///plans/a.drplan.json", '{ "sites": [{ "name": "paris" }, 12] }');
    expect((await running.diagnostics("file:///plans/a.drplan.json")).length).toBeGreaterThan(0);
  });

  test("a document that was never saved is a plan of its own", async () => {
    const running = await start();
    running.open("untitled:Untitled-1", PLAN.replace("<-> lyon", "<-> lyom"));
    const found = await running.diagnostics("untitled:Untitled-1");
    expect(found.map(({ code }) => code)).toContain("unknown-name");
  });
});

describe("broken input", () => {
  test.each([
    ["every prefix of a plan", Array.from({ length: PLAN.length }, (_, end) => PLAN.slice(0, end))],
    [
      "null characters, control characters and lone surrogates",
      ["\0", "site \0 {\x07}", 'site "\ud800" {', `${PLAN}\udc00`],
    ],
    ["deep nesting", ["a {".repeat(5000)]],
  ])("%s is answered", async (_, texts) => {
    const running = await start();
    running.open(URI, "");
    for (const [index, text] of texts.entries()) {
      const textDocument = { uri: URI, version: index + 2 };
      running.send("textDocument/didChange", { textDocument, contentChanges: [{ text }] });
      running.connection.sendRequest("textDocument/hover", { textDocument, position: { line: 0, character: 3 } });
    }
    running.send("textDocument/didChange", {
      textDocument: { uri: URI, version: texts.length + 2 },
      contentChanges: [{ text: PLAN }],
    });
    expect(await names(running)).toEqual(["paris", "lyon", "wan"]);
    expect(running.logged).toEqual([]);
  });

  test("a line of a megabyte is answered", async () => {
    const running = await start();
    running.open(URI, `${"site a { location 1, 2; colour red } ".repeat(28_000)}`);
    expect((await running.diagnostics(URI)).length).toBe(1000);
    running.open(`${URI}2.drplan`, "x".repeat(1_000_000));
    expect((await running.diagnostics(`${URI}2.drplan`)).length).toBeGreaterThan(0);
  });
});

describe("requests that go wrong", () => {
  test("an exception in a handler is logged with its stack and answered empty; the server goes on", async () => {
    const running = await start();
    running.open(URI, PLAN);
    // Without a position the handler cannot but throw.
    expect(await running.connection.sendRequest("textDocument/hover", { textDocument: { uri: URI } })).toBeNull();
    expect(await running.connection.sendRequest("textDocument/references", { textDocument: { uri: URI } })).toEqual([]);
    await running.until("the log", () => running.logged.length === 2);
    expect(running.logged[0]).toMatchObject({
      type: 1,
      message: expect.stringMatching(/textDocument\/hover[\s\S]*\n +at /),
    });
    expect(await names(running)).toEqual(["paris", "lyon", "wan"]);
  });

  test("an exception in a notification is logged; the server goes on", async () => {
    const running = await start();
    running.open(URI, PLAN);
    running.send("textDocument/didChange", {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ range: {}, text: "" }],
    });
    await running.until("the log", () => running.logged.length === 1);
    expect(await names(running)).toEqual(["paris", "lyon", "wan"]);
  });

  test("a cancelled request is answered as such", async () => {
    const running = await start();
    running.open(URI, PLAN.repeat(300));
    const cancel = new CancellationTokenSource();
    const asked = running.connection.sendRequest(
      "textDocument/documentSymbol",
      { textDocument: { uri: URI } },
      cancel.token,
    );
    cancel.cancel();
    await expect(asked).rejects.toMatchObject({ code: -32800 });
  });

  test("an unknown request is refused, an unknown notification ignored", async () => {
    const running = await start();
    running.send("$/whatever", {});
    await expect(running.connection.sendRequest("textDocument/moniker", {})).rejects.toMatchObject({ code: -32601 });
  });
});

describe("lifetime", () => {
  test("exit after shutdown ends the process with 0", async () => {
    const running = await start();
    expect(await running.stop()).toBe(0);
  });

  test("exit without shutdown ends it with 1", async () => {
    const running = await start();
    running.send("exit", {});
    expect(await running.exited).toBe(1);
  });

  test("the end of its input ends it", async () => {
    const running = await start();
    running.connection.end();
    expect(await running.exited).toBe(1);
  });

  test("a client that wants it is told the state", async () => {
    const running = await start({ initializationOptions: { status: true } });
    running.open(URI, 'plan "P" {}\nimport "missing.drplan"\n');
    const states = () => running.received.filter(({ method }) => method === "drplan/status");
    await running.until("the server to be ready", () =>
      states().some(({ params }) => (params as { state: string }).state === "ready"),
    );
    expect(states().at(-1)?.params).toMatchObject({ state: "ready", files: 2, version: expect.stringMatching(/^\d/) });
  });
});
