import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { rules } from "../../server/src/findings/registry.ts";
import { paintWith } from "../../server/src/report/paint.ts";
import { rulePageText } from "../../server/src/report/rules-text.ts";
import { useCommand } from "./use-command.ts";

const command = useCommand();

it("lists all rules", async () => {
  const { code, out } = await command.run(["rules"]);
  expect(code).toBe(0);
  for (const { code: name, summary } of rules)
    expect(out).toMatch(new RegExp(`^  ${name} .*${summary.slice(0, 20).replace(/[^\w ]/g, ".")}`, "m"));
});

it("lists them for programs", async () => {
  const { rules: listed } = JSON.parse((await command.run(["rules", "--format", "json"])).out);
  expect(listed.map(({ code }: { code: string }) => code)).toEqual(rules.map(({ code }) => code));
  expect(listed[0]).toEqual({ code: "sync-too-far", severity: "error", summary: rules[0]?.summary, fixable: true });
});

it.each(rules.map((rule) => [rule.code, rule] as const))("has a page for %s", (code, rule) => {
  const page = rulePageText(rule, paintWith(false));
  expect(page.startsWith(`${code} (${rule.severity}`)).toBe(true);
  expect(page).toMatch(/\nReported\n[\s\S]*\n {2,}\^/);
  expect(page).toContain("\nIn order\n");
  expect(page).not.toMatch(/<\||\|>|undefined/);
});

it("shows the page of a rule, whether or not it is shouted", async () => {
  const { code, out } = await command.run(["rule", "SYNC-too-far"]);
  expect([code, out]).toEqual([0, expect.stringMatching(/^sync-too-far \(error, may know a repair\)\n/)]);
});

it("knows every option that the guide to checking shows", async () => {
  const guide = readFileSync(join(import.meta.dirname, "../../docs/checking.md"), "utf8");
  const shown = [...guide.matchAll(/^drplan (\w+) (.*?)(?: {2,}#.*)?$/gm)];
  expect(shown.length).toBeGreaterThan(5);
  for (const [, name = "", rest = ""] of shown) {
    const { code, out } = await command.run([name, "--help"]);
    expect(code, name).toBe(0);
    for (const [option] of rest.matchAll(/--[\w-]+/g)) expect(out, `${name} ${option}`).toContain(option);
  }
});

it("suggests the rule that a mistyped one may mean", async () => {
  expect(await command.run(["rule", "sync-to-far"])).toEqual({
    code: 2,
    out: "",
    err: "drplan: sync-to-far: there is no such rule: did you mean 'sync-too-far'?\n",
  });
  expect((await command.run(["rule", "xyzzy"])).err).toBe(
    "drplan: xyzzy: there is no such rule: 'drplan rules' lists them\n",
  );
});
