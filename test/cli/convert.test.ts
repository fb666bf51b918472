import { describe, expect, it } from "vitest";
import { SOUND } from "./plan-texts.ts";
import { useCommand } from "./use-command.ts";

const command = useCommand();

describe("drplan convert", () => {
  it("writes a plan as JSON and back: the same plan", async () => {
    command.put("a.drplan", SOUND);
    const json = await command.run(["convert", "a.drplan"]);
    expect([json.code, json.err]).toEqual([0, ""]);
    command.put("b.drplan.json", json.out);
    const text = await command.run(["convert", "b.drplan.json"]);
    command.put("c.drplan", text.out);
    expect(JSON.parse((await command.run(["convert", "c.drplan"])).out)).toEqual(JSON.parse(json.out));
    const [before, after] = await Promise.all(
      ["a.drplan", "c.drplan"].map(async (file) =>
        JSON.parse((await command.run(["estimate", file, "--format", "json"])).out),
      ),
    );
    expect({ ...after, inputs: before.inputs, findings: before.findings }).toEqual(before);
  });

  it("refuses a file with errors, of which a part would be lost", async () => {
    command.put("broken.drplan", "site york { location 53.96, -1.08 }\nsite leeds { locatoin 53.80, -1.55 }");
    const { code, out, err } = await command.run(["convert", "broken.drplan"]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^drplan: broken\.drplan:2:\d+: .*cannot be converted/);
    command.put("broken.drplan.json", '{\n  "sites": 5\n}');
    expect(await command.run(["convert", "broken.drplan.json"])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^drplan: broken\.drplan\.json:2:/),
    });
  });
});
