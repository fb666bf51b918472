import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IdMap } from "../../server/src/base/id-map.ts";
import { LayeredMap } from "../../server/src/base/layered-map.ts";

interface Kind {
  readonly name: string;
  readonly empty: () => IdMap<string> | LayeredMap<number, string>;
}

const KINDS: readonly Kind[] = [
  { name: "a layered map", empty: () => LayeredMap.empty<number, string>() },
  { name: "a map of ids", empty: () => IdMap.empty<string>() },
];

type Change = readonly [key: number, value: string | undefined];

const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 600 }), fc.option(fc.constantFrom("a", "b", "c"), { nil: undefined })),
  { maxLength: 200 },
);

function applied(model: ReadonlyMap<number, string>, changed: readonly Change[]): ReadonlyMap<number, string> {
  const next = new Map(model);
  for (const [key, value] of changed) {
    if (value === undefined) next.delete(key);
    else next.set(key, value);
  }
  return next;
}

function expectSame(map: ReturnType<Kind["empty"]>, model: ReadonlyMap<number, string>): void {
  expect(map.size).toBe(model.size);
  expect(new Map(map.entries())).toEqual(model);
  expect(new Set(map.keys())).toEqual(new Set(model.keys()));
  expect([...map.values()].sort()).toEqual([...model.values()].sort());
  expect([...map.entries()]).toHaveLength(model.size);
  for (let key = 0; key <= 600; key += 37) {
    expect(map.get(key)).toBe(model.get(key));
    expect(map.has(key)).toBe(model.has(key));
  }
}

describe.each(KINDS)("$name", ({ empty }) => {
  it("says what a map says after the same changes, and leaves those before it as they were", () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 12 }), (steps) => {
        let map = empty();
        let model: ReadonlyMap<number, string> = new Map();
        const earlier: [typeof map, ReadonlyMap<number, string>][] = [];
        for (const step of steps) {
          earlier.push([map, model]);
          map = map.with(step);
          model = applied(model, step);
          expectSame(map, model);
        }
        for (const [before, said] of earlier) expectSame(before, said);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it("branches: two maps derived from one know nothing of each other", () => {
    const base = empty().with([
      [1, "a"],
      [2, "b"],
    ]);
    const [one, other] = [
      base.with([[1, undefined]]),
      base.with([
        [1, "c"],
        [3, "d"],
      ]),
    ];
    expect([...one.entries()]).toEqual([[2, "b"]]);
    expect(new Map(other.entries())).toEqual(
      new Map([
        [1, "c"],
        [2, "b"],
        [3, "d"],
      ]),
    );
    expect(base.get(1)).toBe("a");
  });

  it("is the same object when nothing changes", () => {
    const map = empty().with([[1, "a"]]);
    expect(map.with([])).toBe(map);
    expect(map.with([[1, "a"]])).toBe(map);
    expect(map.with([[2, undefined]])).toBe(map);
    expect(map.with([[1, "b"]])).not.toBe(map);
  });

  it("lets the last of several changes to a key count", () => {
    const map = empty().with([
      [1, "a"],
      [1, undefined],
      [1, "b"],
      [2, "c"],
      [2, undefined],
    ]);
    expect([...map.entries()]).toEqual([[1, "b"]]);
    expect(map.size).toBe(1);
  });
});
