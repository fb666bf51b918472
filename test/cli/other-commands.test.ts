import { describe, expect, it } from "vitest";
import { version } from "../../server/package.json";
import { SITES, SOUND } from "./plan-texts.ts";
import { useCommand } from "./use-command.ts";

const command = useCommand();

describe("other commands", () => {
  it("tells its version", async () => {
    expect(await command.run(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });

  it.each([["--help"], ["check", "--help"]])("explains itself: %s", async (...args) => {
    const { code, out, err } = await command.run(args);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^Usage: drplan /);
  });

  it("explains the figures of a link and of a workload", async () => {
    command.put("a.drplan", SOUND);
    const link = await command.run(["explain", "line", "a.drplan"]);
    expect([link.code, link.out]).toEqual([
      0,
      expect.stringMatching(/^Round trip of 'line': [\s\S]*\n\nGoodput of one flow/),
    ]);
    const workload = await command.run(["explain", "files", "a.drplan"]);
    expect([workload.code, workload.out]).toEqual([0, expect.stringContaining("Recovery point (RPO) of 'files'")]);
    // Of a tier and of a scenario that every plan has: how it comes about for the workload that is worst off.
    for (const name of ["silver", "loss-of-york"]) {
      const { code, out } = await command.run(["explain", name, "a.drplan"]);
      expect([code, out]).toEqual([0, expect.stringMatching(/Recovery time \(RTO\) of 'files'[\s\S]*what moves it/)]);
    }
  });

  it("lists technologies, all or those that a search finds", async () => {
    const all = JSON.parse((await command.run(["technologies", "--format", "json"])).out).technologies;
    expect(all.length).toBeGreaterThanOrEqual(100);
    const { out } = await command.run(["technologies", "vsan", "stretched"]);
    expect(out).toMatch(/vsan-stretched .*RTT ≤ 5 ms/);
    const found = JSON.parse(
      (await command.run(["technologies", "--format", "json", "vsan-stretched"])).out,
    ).technologies;
    expect(found[0]).toMatchObject({
      id: "vsan-stretched",
      modes: ["sync"],
      maxRtt: { text: "5 ms", value: { high: 0.005 } },
    });
  });

  it("starts the language server", async () => {
    const params = { processId: null, rootUri: null, capabilities: {} };
    const message = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params });
    const child = command.start(["lsp", "--stdio"]);
    child.stdin.write(`Content-Length: ${message.length}\r\n\r\n${message}`);
    let out = "";
    for await (const chunk of child.stdout) {
      out += chunk;
      if (out.includes('"textDocumentSync"')) break;
    }
    child.kill();
    expect(out).toMatch(/^Content-Length: \d+\r\n/);
    expect(out).toContain('"textDocumentSync"');
  });
});

it("ends quietly when the reader of its output has gone", async () => {
  const child = command.start(["technologies", "--format", "json"]);
  child.stdout.destroy();
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect([code, err]).toEqual([0, ""]);
});

it("writes all of a long output into a pipe", async () => {
  command.put(
    "a.drplan",
    `${SITES}${Array.from({ length: 3000 }, (_, index) => `site s${index} { location 1, 1 }`).join("\n")}\n`,
  );
  const { out } = await command.run(["check", "a.drplan", "--format", "json"]);
  expect(out.length).toBeGreaterThan(2 ** 18);
  expect(JSON.parse(out).findings.length).toBeGreaterThanOrEqual(3000);
});
