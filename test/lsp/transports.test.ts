import { fork } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { expect, test, vi } from "vitest";
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from "vscode-jsonrpc/node";
import { bundleServer } from "./server-process.ts";

vi.setConfig({ testTimeout: 20_000 });

test("the server talks over the channel between Node processes", async () => {
  const bundle = await bundleServer();
  const child = fork(bundle.file, ["--node-ipc"]);
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  connection.listen();
  const result = await connection.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
  expect(result).toMatchObject({ serverInfo: { name: "drplan" } });
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  expect(await exited).toBe(0);
  await bundle.remove();
});

test("without a transport it says how to start it", async () => {
  const bundle = await bundleServer();
  const child = fork(bundle.file, [], { silent: true });
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  expect(await new Promise((resolve) => child.once("close", resolve))).toBe(2);
  expect(said).toContain("--stdio");
  await bundle.remove();
});

/** What a web worker has and the server may use; nothing of Node. */
const WORKER_GLOBALS = {
  MessageChannel,
  TextDecoder,
  TextEncoder,
  clearTimeout,
  performance,
  queueMicrotask,
  setTimeout,
  clearInterval,
  setInterval,
  console,
};

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

test("in a web worker it reads the files of plans through the client", async () => {
  const folder = await mkdtemp(join(tmpdir(), "drplan-web-"));
  const outfile = join(folder, "server.web.js");
  await build({
    entryPoints: ["server/src/lsp/browser.ts"],
    bundle: true,
    platform: "browser",
    format: "iife",
    target: "es2022",
    outfile,
    logLevel: "error",
  });
  const files: Record<string, string> = {
    "vscode-vfs://host/repo/sites.drplan": "site paris { location 48.85, 2.35 }\n",
  };
  const diagnostics: { uri: string; diagnostics: { code: string }[] }[] = [];
  let onPublished = () => {};
  const published = new Promise<void>((resolve) => {
    onPublished = resolve;
  });
  const worker: { onmessage?: (event: { data: Message }) => void; [name: string]: unknown } = { ...WORKER_GLOBALS };
  const send = (data: Message & { jsonrpc?: string }) =>
    worker.onmessage?.({ data: { jsonrpc: "2.0", ...data } as Message });
  worker.addEventListener = () => {};
  worker.close = () => {};
  worker.postMessage = ({ id, method, params }: Message) => {
    if (method === "drplan/readFile") {
      const text = files[(params as { uri: string }).uri];
      send({ id: id as number, result: text === undefined ? null : { text } });
    }
    if (method === "textDocument/publishDiagnostics") {
      diagnostics.push(params as (typeof diagnostics)[number]);
      onPublished();
    }
  };
  const context = createContext(worker);
  runInContext("globalThis.self = globalThis", context);
  runInContext(await readFile(outfile, "utf8"), context);
  const root = "vscode-vfs://host/repo";
  const initializationOptions = { fileAccess: true };
  send({
    id: 1,
    method: "initialize",
    params: { processId: null, rootUri: root, capabilities: {}, initializationOptions },
  });
  send({ method: "initialized", params: {} });
  const text = 'plan "P" {}\nimport "sites.drplan"\nimport "gone.drplan"\nworkload orders { site paris }\n';
  send({
    method: "textDocument/didOpen",
    params: { textDocument: { uri: `${root}/main.drplan`, languageId: "drplan", version: 1, text } },
  });
  await published;
  const codes = diagnostics.flatMap((published) => published.diagnostics.map(({ code }) => code));
  expect(codes).toContain("missing-import");
  expect(codes).not.toContain("unknown-name");
  await rm(folder, { recursive: true, force: true });
});
