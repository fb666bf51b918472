import { expect, test } from "vitest";
import { readTechnologies, type TechnologyEntry } from "../../server/src/catalogue/read-technologies.ts";
import { technology } from "../../server/src/catalogue/technologies.ts";

/** Blocks of a plan, as its vocabulary hands them over. */
function fromPlan(blocks: Readonly<Record<string, object>>) {
  const entries = Object.entries(blocks).map(
    ([id, entry]): TechnologyEntry => ({ id, entry, origin: "plan", path: `/${id}` }),
  );
  const { technologies, problems } = readTechnologies(entries, technology);
  return { technologies: Object.fromEntries(technologies), problems };
}

/** Entries of a shipped file. */
function fromFile(...entries: readonly { id: string }[]) {
  return readTechnologies(
    entries.map((entry, index) => ({
      id: entry.id,
      entry,
      origin: "catalogue",
      path: `/technologies/${index}`,
      sources: { manual: { text: "Manual, p. 12", year: "2025" } },
      class: "array",
    })),
    () => undefined,
  );
}

test("a plan's own technology is read like a shipped one", () => {
  const { technologies, problems } = fromPlan({
    "array-a": {
      name: "array-a",
      label: "Array A",
      class: "array",
      modes: ["sync", "async"],
      "max-rtt": "5 ms",
      "max-distance": "100 km",
      "min-bandwidth": "1 Gbps",
      interval: "5 min..24 h",
      "own-lag": "1..5 s",
      "round-trips": 2,
      history: { keep: "30 d", every: "5 min" },
      "same-array": true,
      source: "vendor manual 2025, p. 12",
    },
  });
  expect(problems).toEqual([]);
  expect(technologies["array-a"]).toMatchObject({
    id: "array-a",
    product: "Array A",
    class: "array",
    modes: ["sync", "async"],
    maxRtt: { value: { likely: 0.005 }, text: "5 ms" },
    maxDistance: { value: { likely: 100_000 } },
    minBandwidth: { value: { likely: 125_000_000 } },
    interval: { shortest: 300, longest: 86_400 },
    ownLag: { value: { low: 1, high: 5 } },
    roundTrips: { value: { likely: 2 } },
    history: { value: true, keep: 2_592_000, every: 300 },
    sameArray: { value: true },
    citation: { mark: "plan", verified: true, source: "vendor manual 2025, p. 12" },
    origin: "plan",
  });
});

test("what a block leaves out comes from its base, with the base's citation", () => {
  const { technologies } = fromPlan({ ours: { "based-on": "vsan-stretched", "max-rtt": "4 ms" } });
  const { ours } = technologies;
  expect(ours).toMatchObject({ id: "ours", product: "ours", vendor: "VMware", class: "hypervisor", modes: ["sync"] });
  expect(ours?.maxRtt).toMatchObject({ value: { likely: 0.004 }, citation: { mark: "plan" } });
  expect(ours?.minBandwidth).toMatchObject({ value: { likely: 1.25e9 }, citation: { mark: "S", year: "2020-" } });
  expect(ours?.witnessMaxRtt.map(({ upToHosts }) => upToHosts)).toEqual([1, 10, 15]);
});

test("bases may follow one another in any order", () => {
  const { technologies, problems } = fromPlan({
    third: { "based-on": "second", "max-rtt": "3 ms" },
    second: { "based-on": "first", "max-distance": "2 km" },
    first: { modes: ["sync"], "max-distance": "1 km" },
  });
  expect(problems).toEqual([]);
  expect(technologies.third).toMatchObject({ modes: ["sync"], maxDistance: { value: { likely: 2000 } } });
});

test("a plan may change a shipped technology under its own name", () => {
  const { technologies, problems } = fromPlan({ "drbd-c": { "based-on": "drbd-c", "max-rtt": "7 ms" } });
  expect(problems).toEqual([]);
  expect(technologies["drbd-c"]).toMatchObject({ vendor: "LINBIT", maxRtt: { value: { likely: 0.007 } } });
});

test("a circle of bases is told, and what each says itself stays", () => {
  const { technologies, problems } = fromPlan({
    a: { "based-on": "b", "max-rtt": "1 ms" },
    b: { "based-on": "a", "max-rtt": "2 ms" },
  });
  expect(problems).toEqual([{ path: "/b/based-on", message: "'b' is based on itself, by way of 'a'." }]);
  expect([technologies.a?.maxRtt?.value.likely, technologies.b?.maxRtt?.value.likely]).toEqual([0.001, 0.002]);
});

test("a base that nobody knows is told", () => {
  expect(fromPlan({ a: { "based-on": "nothing" } }).problems).toEqual([
    { path: "/a/based-on", message: "No technology is named 'nothing'." },
  ]);
});

test("a figure without a citation of its own has the entry's", () => {
  const { technologies } = fromFile({
    id: "a",
    ...{ source: "manual", "max-rtt": "5 ms", "max-distance": { value: "10 km", mark: "M-m", note: "By hearsay." } },
  });
  const found = technologies.get("a");
  expect(found?.maxRtt?.citation).toEqual({ mark: "S", verified: true, source: "Manual, p. 12", year: "2025" });
  expect(found?.maxDistance).toMatchObject({ citation: { mark: "M-m", verified: false }, note: "By hearsay." });
});

test.each([
  ["max-rtt", "5 km", "/technologies/0/max-rtt"],
  ["max-rtt", "fast", "/technologies/0/max-rtt"],
  ["max-rtt", "-5 ms", "/technologies/0/max-rtt"],
  ["max-rtt", { note: "no value" }, "/technologies/0/max-rtt"],
  ["min-bandwidth", "5 %/day", "/technologies/0/min-bandwidth"],
  ["witness-max-rtt", ["500 ms", "5 km"], "/technologies/0/witness-max-rtt/1"],
  ["modes", ["sync", "sometimes"], "/technologies/0/modes/1"],
  ["class", "cloud", "/technologies/0/class"],
  ["history", "perhaps", "/technologies/0/history/keep"],
  ["same-array", "perhaps", "/technologies/0/same-array"],
  ["on-link-loss", "explode", "/technologies/0/on-link-loss"],
  ["interval", { value: "5 min", usual: "often" }, "/technologies/0/interval/usual"],
  ["max-distance", { value: "1 km", source: "nowhere" }, "/technologies/0/max-distance"],
])("what is wrong with %s %j is told at its place, and the rest stays", (attribute, value, path) => {
  const { technologies, problems } = fromFile({
    id: "a",
    ...{ source: "manual", modes: ["async"], "own-lag": "1 s", [attribute]: value },
  });
  expect(problems.map((problem) => problem.path)).toContain(path);
  expect(technologies.get("a")?.ownLag?.value.likely).toBe(1);
});

test("an entry that says nowhere where it comes from is told, and trusted least", () => {
  const { technologies, problems } = fromFile({ id: "a" });
  expect(problems.map(({ path }) => path)).toEqual(["/technologies/0"]);
  expect(technologies.get("a")?.citation).toEqual({ mark: "M-l", verified: false });
});

test("of two entries with one id the first counts", () => {
  const { technologies, problems } = fromFile(
    { id: "a", ...{ source: "manual", "own-lag": "1 s" } },
    { id: "a", ...{ source: "manual", "own-lag": "2 s" } },
  );
  expect(problems.map(({ path }) => path)).toEqual(["/technologies/1"]);
  expect(technologies.get("a")?.ownLag?.value.likely).toBe(1);
});
