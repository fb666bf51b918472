import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuantity } from "../../server/src/quantity/parse-quantity.ts";
import type { Dimension } from "../../server/src/quantity/units.ts";
import { meantUnit } from "../../server/src/vocabulary/meant-unit.ts";

/** What a reader who knows the field would take each word for, or nothing where two readings differ by a factor. */
const MEANT: readonly (readonly [written: string, asked: Dimension, meant: string | undefined])[] = [
  ["Gbit", "rate", "Gbps"],
  ["Mbit", "rate", "Mbps"],
  ["Gbit", "size", undefined],
  ["T", "size", "TB"],
  ["G", "size", "GB"],
  ["T", "rate", undefined],
  ["GiBps", "rate", "GiB/s"],
  ["Mpbs", "rate", "Mbps"],
  ["M", "duration", undefined],
  ["mn", "duration", undefined],
  ["mns", "duration", undefined],
  ["mni", "duration", "min"],
  ["hous", "duration", "h"],
  ["Ms", "duration", "ms"],
  ["kiB", "size", "KiB"],
  ["KM", "distance", "km"],
  ["%/dya", "rate", "%/day"],
  ["foo", "size", undefined],
];

test.each(MEANT)("'%s' for a %s is %s", (written, asked, meant) => {
  expect(meantUnit(written, [asked])).toBe(meant);
});

test("what is proposed for a word with a prefix never differs in it", () => {
  const letters = fc.string({ unit: fc.constantFrom(..."kMGTPiBbps/sh"), minLength: 1, maxLength: 5 });
  const dimension = fc.constantFrom<Dimension[]>("size", "rate");
  fc.assert(
    fc.property(letters, dimension, (written, asked) => {
      const meant = meantUnit(written, [asked]);
      if (meant === undefined) return;
      expect(parseQuantity(`1 ${meant}`)).toMatchObject({ ok: true, quantity: { dimension: asked } });
      const prefix = /^[kMGTP]i?/.exec(meant)?.[0];
      if (prefix !== undefined) expect(written.toLowerCase().startsWith(prefix[0]?.toLowerCase() ?? "")).toBe(true);
      if (/B/.test(meant)) expect(/b/.test(written) && !/B/.test(written)).toBe(false);
      else expect(/B/.test(written)).toBe(false);
    }),
    { seed: 7, numRuns: 2000 },
  );
});
