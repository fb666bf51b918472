import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { version } from "../../server/package.json";
import { estimateProblems } from "../support/estimate-validator.ts";
import { EXAMPLES } from "../support/example-plans.ts";
import { SOUND } from "./plan-texts.ts";
import { useCommand } from "./use-command.ts";

const command = useCommand();

describe("estimate", () => {
  it.each(readdirSync(EXAMPLES))("prints example %s as a document that keeps the schema", async (name) => {
    const { code, out, err } = await command.run(["estimate", "--format", "json", join(EXAMPLES, name)]);
    expect([code, err]).toEqual([0, ""]);
    expect(estimateProblems(JSON.parse(out))).toEqual([]);
  });

  it("says which version estimated which text", async () => {
    command.put("a.drplan", SOUND);
    const { out } = await command.run(["estimate", "--format", "json", "a.drplan"]);
    const document = JSON.parse(out);
    expect(document.engine).toBe(version);
    expect(document.inputs).toBe(createHash("sha256").update(SOUND).digest("hex"));
  });

  it("gives a list for several plans", async () => {
    command.put("a.drplan", SOUND);
    command.put("b.drplan", SOUND.replace('"Sound"', '"Other"'));
    const { out } = await command.run(["estimate", "--format", "json", "a.drplan", "b.drplan"]);
    expect(JSON.parse(out).map(({ plan }: { plan: string }) => plan)).toEqual(["Sound", "Other"]);
  });

  it("answers for what is sound in a plan that has errors elsewhere", async () => {
    command.put(
      "a.drplan",
      `${SOUND}link broken york <-> { bandwidth fast\nworkload {{ }\nreplicate files to nowhere { mode async }\n`,
    );
    const { code, out } = await command.run(["estimate", "--format", "json", "a.drplan"]);
    const document = JSON.parse(out);
    expect(code).toBe(0);
    expect(document.replications.map(({ workload, to }: Record<string, string>) => `${workload} ${to}`)).toEqual([
      "files leeds",
    ]);
    expect(document.findings.some(({ severity }: { severity: string }) => severity === "error")).toBe(true);
  });

  it("lays out what matters as text", async () => {
    const { code, out } = await command.run(["estimate", join(EXAMPLES, "frankfurt-dublin.drplan")]);
    expect(code).toBe(0);
    expect(out).toContain("Retail recovery\n\nLinks\n");
    expect(out).toMatch(/wan +frankfurt – dublin +1 091 km/);
    expect(out).toMatch(/orders +frankfurt → dublin +wan +sync +✗ no/);
    expect(out).toContain("sync-too-far");
    expect(out).toMatch(/tcp-window +4 MiB/);
  });

  it("promises nothing of a copy of which too little is known", async () => {
    command.put("a.drplan", SOUND.replaceAll(/location [^}]*/g, "").replace("to leeds", "to leeds over line"));
    const { out } = await command.run(["estimate", "a.drplan"]);
    const copy = out.split("\n").find((line) => line.includes("york → leeds")) ?? "";
    expect(copy).toMatch(/files +york → leeds .*\? not known/);
    expect(copy).not.toContain("✓");
    expect(out).toMatch(/loss-of-york .*never.* ! at risk/);
  });

  it("keeps columns straight under letters of any width", async () => {
    command.put(
      "a.drplan",
      SOUND.replaceAll("york", "東京").replaceAll("leeds", "Besançon").replaceAll("line", "long-line"),
    );
    const { out } = await command.run(["estimate", "a.drplan"]);
    const row = out.split("\n").find((line) => line.includes("東京 –")) ?? "";
    const titles = out.split("\n").find((line) => line.includes("distance")) ?? "";
    // Two columns each that JavaScript counts as one.
    expect(row.indexOf(" km") + 3 + 2).toBe(titles.indexOf("distance") + "distance".length);
  });
});
