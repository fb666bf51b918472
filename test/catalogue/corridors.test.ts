import { describe, expect, it } from "vitest";
import { corridors, readCorridors } from "../../server/src/catalogue/corridors.ts";

describe("the corridors that ship", () => {
  it("join every hub to every other", () => {
    const reached = new Set([0]);
    for (const hub of reached) {
      for (const { from, to } of corridors.cables) {
        if (from === hub) reached.add(to);
        if (to === hub) reached.add(from);
      }
    }
    expect(corridors.hubs.filter((_, index) => !reached.has(index))).toEqual([]);
  });

  it("run no cable faster than light, or from a hub to itself, or twice", () => {
    const ends = corridors.cables.map(({ from, to }) => [Math.min(from, to), Math.max(from, to)].join("-"));
    expect(new Set(ends).size).toBe(ends.length);
    for (const { from, to, factor } of corridors.cables) {
      expect(from).not.toBe(to);
      expect(factor).toBeGreaterThan(1);
      expect(factor).toBeLessThanOrEqual(3);
    }
  });

  it("give each zone its spread", () => {
    for (const { zone } of corridors.hubs) expect(corridors.spread.zones[zone]).toBeGreaterThan(0);
    expect(corridors.spread.low).toBeLessThan(0);
    expect(corridors.spread.high).toBeGreaterThan(0);
  });
});

describe("readCorridors", () => {
  const source = {
    about: "",
    hubs: { here: ["A|10|20", "B|11|21"] },
    cables: { sea: { factor: 1.3, links: ["A|B"] } },
    access: 1.5,
    direct: 1.5,
    added: 0.003,
    spread: { zones: { here: 0.1 }, common: 0, near: 0, nearReach: 1, low: -1, high: 1 },
  };

  it("gives a link without a factor that of its kind, and says that nothing was measured", () => {
    expect(readCorridors(source).cables).toEqual([{ from: 0, to: 1, factor: 1.3, measured: false }]);
  });

  it.each([
    [{ ...source, hubs: { here: ["A|10|20", "B|11"] } }, "lacks a number"],
    [{ ...source, cables: { sea: { factor: 1.3, links: ["A|C"] } } }, "unknown hub"],
    [{ ...source, cables: { sea: { factor: 1.3, links: ["A|B|fast"] } } }, "lacks a number"],
  ])("refuses a malformed line: case %#", (malformed, message) => {
    expect(() => readCorridors(malformed)).toThrow(message);
  });
});
