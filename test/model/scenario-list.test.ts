import { describe, expect, it } from "vitest";
import { lookUp } from "../../server/src/model/plan.ts";
import {
  replacedName,
  scenarioMeant,
  scenarioNamed,
  scenariosOf,
  scenariosTouchedBy,
} from "../../server/src/model/scenario-list.ts";
import { planOfText } from "../support/plan-of-text.ts";

const PLAN = `region north
site a { region north }
site b {}
link wan a <-> b { bandwidth 1 Gbps; conduit river; conduit bridge }
link spare a <-> b { bandwidth 1 Gbps; conduit river }
tier gold { rpo 1 h; rto 1 h }
workload w { site a; tier gold; data 1 GB }
`;

describe("the scenarios of a plan", () => {
  it.each([
    [
      PLAN,
      "loss-of-north loss-of-a loss-of-b loss-of-wan loss-of-river loss-of-bridge loss-of-spare corruption-of-w",
      "all that may be lost or corrupted, each once",
    ],
    [
      `${PLAN}scenario flood { lose site a }`,
      "loss-of-north flood loss-of-b loss-of-wan loss-of-river loss-of-bridge loss-of-spare corruption-of-w",
      "the same clause replaces the built-in one",
    ],
    [
      `${PLAN}scenario flood { lose site a for 2 h }`,
      "loss-of-north loss-of-a loss-of-b loss-of-wan loss-of-river loss-of-bridge loss-of-spare corruption-of-w flood",
      "a loss that ends is another one",
    ],
    [
      `${PLAN}scenario flood { lose site a; lose site b }`,
      "loss-of-north loss-of-a loss-of-b loss-of-wan loss-of-river loss-of-bridge loss-of-spare corruption-of-w flood",
      "two clauses replace nothing",
    ],
    [
      `${PLAN}scenario dig { lose conduit river; detect 1 h }\nscenario virus { corrupt workload w; attacker yes }`,
      "loss-of-north loss-of-a loss-of-b loss-of-wan dig loss-of-bridge loss-of-spare virus",
      "of a conduit and a corruption too, whatever else the block says",
    ],
    [
      `${PLAN}scenario loss-of-a { lose site a; lose link wan }`,
      "loss-of-north loss-of-a loss-of-b loss-of-wan loss-of-river loss-of-bridge loss-of-spare corruption-of-w",
      "a name stands once",
    ],
    [
      `${PLAN}site a {}`,
      "loss-of-north loss-of-a loss-of-b loss-of-wan loss-of-river loss-of-bridge loss-of-spare corruption-of-w",
      "also when declared twice",
    ],
    [
      `site a {}\nlink l a <-> a { bandwidth 1 Gbps; conduit a }`,
      "loss-of-a loss-of-l",
      "what is declared goes before a conduit of that name",
    ],
  ])("%s → %s (%s)", (text, expected) => {
    const names = scenariosOf(planOfText(text)).map(({ name }) => name);
    expect(names.join(" ")).toBe(expected);
  });

  it("are found by their names, and what replaced them by theirs", () => {
    const plan = planOfText(`${PLAN}scenario flood { lose site a }`);
    expect(scenarioNamed(plan, "loss-of-a")).toBeUndefined();
    expect(scenarioMeant(plan, "loss-of-a")?.name).toBe("flood");
    expect(scenarioMeant(plan, "flood")?.name).toBe("flood");
    expect(scenarioMeant(plan, "loss-of-wan")?.losses).toEqual([{ kind: "link", name: "wan", lasts: undefined }]);
    expect(scenarioMeant(plan, "loss-of-bridge")?.losses[0]?.kind).toBe("conduit");
    expect(scenarioMeant(plan, "corruption-of-w")?.corruptions).toEqual([{ kind: "workload", names: ["w"] }]);
    for (const none of ["loss-of-w", "loss-of-nothing", "corruption-of-a", "loss-of-gold", "w"]) {
      expect(scenarioMeant(plan, none), none).toBeUndefined();
    }
    const flood = scenarioNamed(plan, "flood");
    expect(flood && replacedName(plan, flood)).toBe("loss-of-a");
  });

  it("belong to the declarations that give rise to them", () => {
    const plan = planOfText(`${PLAN}scenario flood { lose site a }`);
    const touched = (name: string) => {
      const declaration = lookUp(plan, name);
      return declaration ? scenariosTouchedBy(plan, declaration) : [];
    };
    expect(touched("a")).toEqual(["flood"]);
    expect(touched("wan")).toEqual(["loss-of-wan", "loss-of-river", "loss-of-bridge"]);
    expect(touched("w")).toEqual(["corruption-of-w"]);
    expect(touched("flood")).toEqual(["flood", "loss-of-a"]);
    expect(touched("gold")).toEqual([]);
  });
});
