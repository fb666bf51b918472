import { describe, expect, it } from "vitest";
import { fitCables } from "../../scripts/rtt/fit-cables.ts";
import type { Measured } from "../../scripts/rtt/tables.ts";
import type { CorridorsSource } from "../../server/src/catalogue/corridors.ts";

const A = { name: "A", latitude: 0, longitude: 0 };
const B = { name: "B", latitude: 0, longitude: 30 };
const C = { name: "C", latitude: 0, longitude: 60 };

const source: CorridorsSource = {
  about: "",
  hubs: { here: ["A|0|0", "B|0|30", "C|0|60", "D|60|0"] },
  cables: { sea: { factor: 1.3, links: ["A|B", "B|C", "C|D"] } },
  access: 1.5,
  direct: 1.5,
  added: 0.003,
  spread: { zones: { here: 0.1 }, common: 0, near: 0, nearReach: 1, low: -1, high: 1 },
};

/** 30° of the equator of the mean sphere there and back in glass: 2 × 3 335 848 m × 1.4682 / c. */
const LIGHT = 0.0326741;

function measured(from: typeof A, to: typeof A, rtt: number): Measured {
  return { operator: "test", from, to, rtt };
}

describe("fitCables", () => {
  // Made up from known factors 1.4 and 1.8 and the 3 ms to which the addition is drawn.
  const pairs = [
    measured(A, B, 0.003 + 1.4 * LIGHT),
    measured(B, C, 0.003 + 1.8 * LIGHT),
    measured(A, C, 0.003 + 3.2 * LIGHT),
  ];
  const links = fitCables(source, pairs).cables.sea?.links.map((line) => line.split("|")) ?? [];

  it("finds the factors that the round trips were made from", () => {
    expect(Math.abs(Number(links[0]?.[2]) - 1.4)).toBeLessThan(0.05);
    expect(Math.abs(Number(links[1]?.[2]) - 1.8)).toBeLessThan(0.05);
  });

  it("leaves a cable that nothing crosses without a factor of its own", () => {
    expect(links[2]).toEqual(["C", "D"]);
  });

  it("is not led astray by one odd pair", () => {
    const odd = [...pairs, ...pairs, measured(A, B, 0.003 + 2.9 * LIGHT)];
    const [, , factor] = fitCables(source, odd).cables.sea?.links[0]?.split("|") ?? [];
    expect(Math.abs(Number(factor) - 1.4)).toBeLessThan(0.1);
  });
});
