import { describe, expect, it } from "vitest";
import { copyEstimate } from "../support/estimates.ts";

const SITES = ["a", "b", "c", "d"].map((name) => `site ${name} {}\n`).join("");
const REST = "tier gold { rpo 1 h; rto 1 h }\nworkload orders { site a; tier gold; data 1 TB; change 1 MB/s }\n";

/** The route of `orders` from `a` to `b`, as names of links. */
function routeOf(links: readonly string[], over = "") {
  const plan = `${SITES}${REST}${links.join("\n")}\nreplicate orders to b ${over} { mode async }\n`;
  const { route, reasons } = copyEstimate(plan, "orders");
  return { names: route?.hops.map(({ link }) => link.link.name), route, reasons };
}

const link = (name: string, ends: string, rtt: string, more = "") =>
  `link ${name} ${ends} { bandwidth 1 Gbps; efficiency 100 %; loss 0 %; tcp-window 1 GiB; rtt ${rtt}; ${more} }`;

describe("the route of the lowest round trip", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["is the only link", [link("ab", "a <-> b", "9 ms")], ["ab"]],
    ["is the quicker of two links", [link("slow", "a <-> b", "9 ms"), link("quick", "a <-> b", "8 ms")], ["quick"]],
    [
      "may take more hops",
      [link("ab", "a <-> b", "30 ms"), link("ac", "a <-> c", "10 ms"), link("cb", "c <-> b", "10 ms")],
      ["ac", "cb"],
    ],
    [
      "is the direct one, where hops do not pay",
      [link("ab", "a <-> b", "19 ms"), link("ac", "a <-> c", "10 ms"), link("cb", "c <-> b", "10 ms")],
      ["ab"],
    ],
    [
      "runs against the order in which links name their ends",
      [link("bc", "b <-> c", "1 ms"), link("ca", "c <-> a", "1 ms")],
      ["ca", "bc"],
    ],
    [
      "keeps to the direction of one-way links",
      [link("ba", "b -> a", "1 ms"), link("ac", "a -> c", "5 ms"), link("cb", "c -> b", "5 ms")],
      ["ac", "cb"],
    ],
    [
      "leaves out links that stand by",
      [link("main", "a <-> b", "9 ms"), link("spare", "a <-> b", "1 ms", "standby-for main")],
      ["main"],
    ],
    [
      "leaves out links whose round trip nobody knows",
      ["link ab a <-> b { bandwidth 1 Gbps }", link("ac", "a <-> c", "90 ms"), link("cb", "c <-> b", "90 ms")],
      ["ac", "cb"],
    ],
    ["is the first by name of equal ones", [link("z", "a <-> b", "9 ms"), link("y", "a <-> b", "9 ms")], ["y"]],
  ])("%s", (_what, links, names) => {
    expect(routeOf(links).names).toEqual(names);
    expect(routeOf([...links].reverse()).names).toEqual(names);
  });

  it.each<[string, readonly string[]]>([
    ["no link", []],
    ["links elsewhere", [link("cd", "c <-> d", "1 ms")]],
    ["a link the other way", [link("ba", "b -> a", "1 ms")]],
    ["a link that stands by", [link("main", "a <-> c", "9 ms"), link("spare", "a <-> b", "1 ms", "standby-for main")]],
  ])("does not exist with %s", (_what, links) => {
    expect(routeOf(links)).toMatchObject({ names: undefined, reasons: ["no-route"] });
  });
});

describe("the route that `over` names", () => {
  const links = [link("ab", "a <-> b", "30 ms"), link("ac", "a <-> c", "10 ms"), link("cb", "c -> b", "10 ms")];

  it.each<[string, readonly string[] | undefined]>([
    ["over ab", ["ab"]],
    ["over ac, cb", ["ac", "cb"]],
    ["over cb, ac", undefined],
    ["over ac", undefined],
    ["over ab, ac", undefined],
    ["over ac, ac, ab", ["ac", "ac", "ab"]],
  ])("%s", (over, names) => {
    expect(routeOf(links, over).names).toEqual(names);
  });
});

describe("a route of several hops", () => {
  const { route } = routeOf([
    `link ac a <-> c { bandwidth 800 Mbps; efficiency 100 %; loss 0 %; tcp-window 1 GiB; rtt 9..11 ms; throttle 10 MB/s mon-fri 08:00-18:00 }`,
    `link cb c <-> b { bandwidth 400 Mbps; efficiency 100 %; loss 0 %; tcp-window 1 GiB; rtt 20 ms }`,
  ]);

  it("adds the round trips", () => {
    expect(route?.rtt).toEqual({
      low: expect.closeTo(0.029, 9),
      likely: expect.closeTo(0.03, 9),
      high: expect.closeTo(0.031, 9),
    });
  });

  it("carries at every moment what its narrowest hop does", () => {
    const hours = (time: number) => time / 3600;
    const { starts = [], values = [] } = route?.capacity?.likely ?? {};
    expect(starts.slice(0, 3).map(hours)).toEqual([0, 8, 18]);
    expect(values.slice(0, 3)).toEqual([50e6, 10e6, 50e6]);
    expect(route?.narrowest?.link.name).toBe("cb");
  });
});

it("a copy that stays at its site needs no link", () => {
  const plan = `${SITES}${REST}replicate orders to a { mode async }\n`;
  expect(copyEstimate(plan, "orders").route?.hops).toEqual([]);
});
