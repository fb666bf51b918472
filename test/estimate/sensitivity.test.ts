import { describe, expect, test } from "vitest";
import { finish } from "../../server/src/base/steps.ts";
import type { PlanEstimates } from "../../server/src/estimate/plan-estimates.ts";
import {
  type Figure,
  type FigureInputs,
  type Sensitivity,
  type SensitivityBounds,
  sensitivitiesOf,
} from "../../server/src/estimate/sensitivity.ts";
import type { ConstantName } from "../../server/src/model/constants.ts";
import { idOf, onlyCopy, planEstimates } from "../support/plan-estimates.ts";

const SITES = "site york { location 53.96, -1.08 }\nsite leeds { location 53.80, -1.55 }\n";

/** Speed of light, m/s. */
const C = 299_792_458;
/** Four devices, each there and back, 25 µs: seconds. */
const DEVICES = 8 * 25e-6;

const show = (value: number | "never") => (value === "never" ? value : value.toPrecision(6));

const roundTrip: Figure = {
  read: (estimates) => estimates.link([...estimates.plan.declarations.values()][2])?.rtt?.time.likely,
  show,
};

/** What moves figures that are read in no scenario. */
function moved(
  base: PlanEstimates,
  figures: readonly Figure[],
  inputs: Pick<FigureInputs, "declarations" | "constants">,
  { onStep, ...bounds }: SensitivityBounds & { readonly onStep?: () => void } = {},
): readonly (readonly Sensitivity[])[] {
  return finish(sensitivitiesOf(base, figures, { ...inputs, scenarios: [], alone: false }, bounds), onStep);
}

function ofLink(line: string, constants: readonly ConstantName[] = []): readonly Sensitivity[] {
  const base = planEstimates(`${SITES}link line york <-> leeds { ${line} }`);
  const declarations = [base.plan.declarations.get(idOf(base, "line"))].flatMap((link) => link ?? []);
  return moved(base, [roundTrip], { declarations, constants })[0] ?? [];
}

function row(rows: readonly Sensitivity[], input: string): Sensitivity {
  const found = rows.find((one) => one.input === input);
  if (!found) throw new Error(`No '${input}' among ${rows.map((one) => one.input).join(", ")}.`);
  return found;
}

describe("the round trip over a declared length, 2 · L · n / c + devices", () => {
  const rows = ofLink("bandwidth 1 Gbps; distance 500 km", ["glass-index", "device-delay", "devices-per-end", "burst"]);
  const light = (length: number, index: number) => (2 * length * index) / C;

  test.each<readonly [string, string, string, number, number, string]>([
    // input, from, to, then, or, why
    ["distance of 'line'", "450 km", "550 km", light(450e3, 1.4682), light(550e3, 1.4682), "a tenth less and more"],
    [
      "assumed glass-index",
      "1.32x",
      "1.62x",
      light(500e3, 1.32138),
      light(500e3, 1.61502),
      "as far as the length moves it",
    ],
    [
      "assumed device-delay",
      "22.5 µs",
      "27.5 µs",
      light(500e3, 1.4682) - 2e-5,
      light(500e3, 1.4682) + 2e-5,
      "8 × 2.5 µs",
    ],
    [
      "assumed devices-per-end",
      "1",
      "3",
      light(500e3, 1.4682) - 1e-4,
      light(500e3, 1.4682) + 1e-4,
      "a device at each end: 4 × 25 µs",
    ],
  ])("%s from %s to %s: %d and %d without devices (%s)", (input, from, to, less, more) => {
    const found = row(rows, input);
    expect([found.from, found.to].map((text) => text.replaceAll("\u00a0", " ").replace(/x$/, ""))).toEqual(
      [from, to].map((text) => text.replace(/x$/, "")),
    );
    expect(found.atFrom).toBeCloseTo(less + DEVICES, 9);
    expect(found.atTo).toBeCloseTo(more + DEVICES, 9);
    expect(found.effect).toBeCloseTo(more - light(500e3, 1.4682), 9);
  });

  test("stands in the order of the effects, without what has none", () => {
    expect(rows.map(({ input }) => input).slice(2)).toEqual(["assumed devices-per-end", "assumed device-delay"]);
    expect(rows).toHaveLength(4);
  });
});

describe("an input", () => {
  test("with a range of its own goes to the ends of that", () => {
    const [found, second] = ofLink("bandwidth 1 Gbps; rtt 4..8 ms");
    expect(second).toBeUndefined();
    expect(found).toMatchObject({ input: "rtt of 'line'", from: "4 ms", to: "8 ms" });
    expect([found?.atFrom, found?.atTo, found?.effect]).toEqual([4e-3, 8e-3, 2e-3]);
  });

  test("that is assumed with a range goes to the ends of that", () => {
    // No length and no round trip: private fibre is 1.2 to 2.1 times the great circle.
    const [found] = ofLink("bandwidth 1 Gbps; medium dark-fibre", ["route-factor"]);
    expect(found).toMatchObject({ input: "assumed route-factor", origin: "assumed" });
    expect([found?.from, found?.to].map((text) => Number.parseFloat(text ?? ""))).toEqual([1.2, 2.1]);
  });

  test("stops at the bounds of its attribute", () => {
    const base = planEstimates(
      `${SITES}link line york <-> leeds { bandwidth 10 Mbps; medium leased-line; available 95 % }
workload files { site york; data 1 TB; change 1 MB/s }
replicate files to leeds { mode async; reduction 1x }`,
    );
    const left: Figure = {
      read: (estimates) => onlyCopy({ ...base, estimates }, "files").demand?.service?.likely.values[0],
      show,
    };
    const declarations = [...base.plan.declarations.values()];
    const found = row(moved(base, [left], { declarations, constants: [] })[0] ?? [], "available of 'line'");
    // 10 Mbps × 96 % = 1.2 MB/s; 95 % + 9.5 % would be more than the line.
    expect([found.from, found.to]).toEqual(["85.5 %", "100 %"]);
    expect(found.atTo).toBeCloseTo(1.2e6, 3);
  });
});

describe("a figure that may be never", () => {
  // 10 Mbps × 96 % = 1.2 MB/s for 1.15 MB/s: a tenth less line, or more change, and the backlog never ends.
  const base: PlanEstimates = planEstimates(
    `${SITES}link line york <-> leeds { bandwidth 10 Mbps; medium leased-line; rtt 2 ms }
workload files { site york; data 1 TB; change 1.15 MB/s }
replicate files to leeds { mode async; reduction 1x }`,
  );
  const age: Figure = {
    read: (estimates) => {
      const worst = onlyCopy({ ...base, estimates }, "files").rpo?.worst.likely;
      return worst?.kind === "after" ? worst.time : worst?.kind;
    },
    show,
  };

  test("is moved without end, which counts most", () => {
    const declarations = [...base.plan.declarations.values()];
    const rows = moved(base, [age], { declarations, constants: ["product-lag"] })[0] ?? [];
    expect(rows.map(({ input, effect }) => [input, effect])).toEqual([
      ["bandwidth of 'line'", "never"],
      ["change of 'files'", "never"],
      // The product's lag is assumed to be 5 s, between 1 s and 60 s.
      ["assumed product-lag", 55],
    ]);
  });
});

test("several figures are moved by the same tries, and the plan stays as it is", () => {
  const base = planEstimates(`${SITES}link line york <-> leeds { bandwidth 1 Gbps; distance 500 km }`);
  const declarations = [...base.plan.declarations.values()];
  let tries = 0;
  const inputs = { declarations, constants: [] };
  const [first, second] = moved(base, [roundTrip, roundTrip], inputs, { onStep: () => tries++ });
  expect(first).toEqual(second);
  // Bandwidth and distance: the sites give no amounts.
  expect(tries).toBe(2);
  expect(base.plan.declarations.get(idOf(base, "line"))?.value).toMatchObject({ distance: "500 km" });
});

test("of many inputs the first are tried, and all that was assumed", () => {
  const base = planEstimates(`${SITES}link line york <-> leeds { bandwidth 1 Gbps; distance 500 km }`);
  const declarations = [...base.plan.declarations.values()];
  const rows = moved(base, [roundTrip], { declarations, constants: ["glass-index"] }, { most: 1 })[0] ?? [];
  expect(rows.map(({ input }) => input)).toEqual(["assumed glass-index"]);
});
