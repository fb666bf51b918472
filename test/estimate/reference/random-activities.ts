import fc from "fast-check";
import type { SteppedNetwork, SteppedWork } from "./step-recovery.ts";

/** Random networks whose times are whole numbers, so that steps of one meet every moment. */
export function steppedNetworks(kinds: {
  readonly flows: boolean;
  readonly pools: boolean;
}): fc.Arbitrary<SteppedNetwork> {
  const pipes = kinds.flows ? 3 : 0;
  const pools = kinds.pools ? 2 : 0;
  const work: fc.Arbitrary<SteppedWork>[] = [fc.record({ kind: fc.constant("time"), takes: fc.nat(30) })];
  if (kinds.pools) {
    work.push(
      fc.record({
        kind: fc.constant("units"),
        count: fc.nat(12),
        each: fc.integer({ min: 1, max: 9 }),
        pool: fc.nat(pools - 1),
      }),
    );
  }
  if (kinds.flows) {
    work.push(
      fc.record({
        kind: fc.constant("flow"),
        amount: fc.integer({ min: 100, max: 2000 }),
        through: fc
          .subarray([0, 1, 2], { minLength: 1 })
          .map((chosen) => chosen.map((pipe) => ({ pipe, load: pipe === 2 ? 0.5 : 1 }))),
        most: fc.option(fc.integer({ min: 5, max: 40 }), { nil: undefined, freq: 3 }),
      }),
    );
  }
  const one = fc.record({
    order: fc.nat(2),
    owner: kinds.pools ? fc.constantFrom(undefined, "ann", "bob") : fc.constant(undefined),
    work: fc.oneof(...work),
    after: fc.array(fc.nat(1000), { maxLength: 2 }),
  });
  return fc.record({
    activities: fc.array(one, { minLength: 1, maxLength: 9 }).map((all) =>
      all.map((made, index) => ({
        ...made,
        name: `a${index}`,
        owner: made.work.kind === "time" ? made.owner : undefined,
        after: index === 0 ? [] : [...new Set(made.after.map((before) => before % index))],
      })),
    ),
    pipes: fc.array(fc.integer({ min: 10, max: 60 }), { minLength: pipes, maxLength: pipes }),
    pools: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: pools, maxLength: pools }),
  });
}
