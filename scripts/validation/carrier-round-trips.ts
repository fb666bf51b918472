import { about, band, type Case, figure, likely, MS, number, ofPlan } from "./case.ts";

const IBM = "IBM Cloud docs, VPC, network latency, 14 September 2025";
const AWS = "Latency between AWS global regions, means of 2016";
const CLOUDPING = "cloudping.co, AWS region latency matrix, 2026";
const WONDER = "WonderProxy, Miles per millisecond, 2011";
const P6000 = "HP P6000 Continuous Access guide: 100 ms one way for 20 000 km";
const STARLINK = "SpaceX, Improving Starlink's latency, March 2024: median 33 ms at peak hours in the USA (unverified)";
const GEOSTATIONARY = "RFC 2488, section 2: 558 ms there and back at the edge of the view of a satellite";
const MICROWAVE =
  "Bhattacherjee and others, IMC 2020: 3.96 ms one way over 1186 km, Chicago to New Jersey (unverified)";
const HOLLOW = "Lumenisity, 2021: hollow core saves 1.54 µs a kilometre against single-mode fibre (unverified)";

const between = (from: string, to: string, line = "medium cloud-backbone") =>
  `site a { location ${from} }
site b { location ${to} }
link wan a <-> b { bandwidth 1 Gbps; ${line} }`;

const city = (name: string) => (name.includes(":") ? name : `"${name}"`);

/** What operators whose figures the fit has not seen publish; within 25 %, what docs/rtt.md promises of nine pairs in ten. */
const pairs = (source: string, rows: readonly (readonly [from: string, to: string, ms: number])[]): Case[] =>
  rows.map(([from, to, ms]) => ({
    id: `${from} – ${to}`,
    source,
    about: "round trip between places whose round trip the fit has not seen",
    expected: about(ms, "ms", 25),
    predicted: ofPlan(between(city(from), city(to)), ({ links: [wan] }) => likely(wan?.rtt, MS)),
  }));

export const carrierRoundTrips: readonly Case[] = [
  ...pairs(IBM, [
    ["Toronto", "Montreal", 11],
    ["Toronto", "Washington", 19],
    ["London", "Madrid", 27],
    ["Frankfurt", "Madrid", 29],
    ["Dallas", "Montreal", 42],
    ["London", "Montreal", 79],
    ["Dallas", "Madrid", 117],
    ["Osaka", "Sydney", 123],
    ["Dallas", "Osaka", 150],
    ["Madrid", "São Paulo", 203],
    ["Montreal", "Sydney", 224],
  ]),
  ...pairs(AWS, [
    ["aws:ap-northeast-1", "aws:ap-northeast-2", 31.4],
    ["aws:us-east-1", "aws:us-west-1", 72.7],
    ["aws:ap-northeast-1", "aws:ap-southeast-1", 73.8],
    ["aws:us-east-1", "aws:eu-west-1", 80.6],
    ["aws:us-west-2", "aws:ap-northeast-1", 89.1],
    ["aws:ap-northeast-1", "aws:ap-southeast-2", 103.9],
    ["aws:us-east-1", "aws:sa-east-1", 119.5],
    ["aws:us-west-1", "aws:eu-west-1", 153.2],
    ["aws:eu-central-1", "aws:ap-northeast-1", 236.5],
    ["aws:ap-southeast-2", "aws:sa-east-1", 322.5],
  ]),
  ...pairs(CLOUDPING, [
    ["aws:ap-east-1", "aws:ap-east-2", 16.3],
    ["aws:ap-east-1", "aws:ap-southeast-1", 34.8],
    ["aws:ap-east-1", "aws:ap-northeast-1", 53],
    ["aws:ap-east-1", "aws:us-west-2", 145.5],
    ["aws:af-south-1", "aws:eu-west-2", 148],
    ["aws:af-south-1", "aws:ap-south-1", 149],
    ["aws:ap-east-1", "aws:eu-central-1", 195],
    ["aws:af-south-1", "aws:us-east-1", 226],
  ]),
  ...pairs(WONDER, [
    ["Milan", "Paris", 21.6],
    ["Dallas", "New York", 36.8],
    ["New York", "Paris", 77.3],
  ]),
  {
    id: "20 000 km of fibre",
    source: P6000,
    about: "round trip over 20 000 km of fibre",
    expected: about(200, "ms", 3),
    predicted: ofPlan(between("0, 0", "0, 1", "medium dark-fibre; distance 20_000 km"), ({ links: [wan] }) =>
      likely(wan?.rtt, MS),
    ),
  },
  {
    id: "hollow core",
    source: HOLLOW,
    about: "what a kilometre of hollow core saves one way, over 1000 km",
    expected: about(1.54, "us/km", 3),
    predicted: () => perKilometre("dark-fibre") - perKilometre("hollow-core"),
  },
  {
    id: "microwave",
    source: MICROWAVE,
    about: "the fastest round trip by microwave over 1186 km: the low value",
    expected: about(7.92, "ms", 0.5),
    predicted: ofPlan(between("0, 0", "0, 10.654", "medium microwave"), ({ links: [wan] }) =>
      wan?.rtt?.low === "never" || !wan?.rtt ? undefined : wan.rtt.low / MS,
    ),
  },
  {
    id: "geostationary",
    source: GEOSTATIONARY,
    about: "light's way by satellite to the edge of its view and back is inside the range (487 … 806 ms)",
    expected: band(558, 700, "ms"),
    predicted: ofPlan(between("50, 8", "40, -3", "medium geo-satellite"), ({ links: [wan] }) => likely(wan?.rtt, MS)),
  },
  {
    id: "low orbit",
    source: STARLINK,
    about: "round trip by satellites in low orbit over a country",
    expected: figure(33, "ms", 25, 41),
    predicted: ofPlan(between("41.9, -87.6", "39.7, -105", "medium leo-satellite"), ({ links: [wan] }) =>
      likely(wan?.rtt, MS),
    ),
  },
];

/** Microseconds one way for a kilometre of such fibre, without devices. */
function perKilometre(medium: string): number {
  return Number(
    ofPlan(
      `${between("0, 0", "0, 1", `medium ${medium}; distance 1000 km`)}\nassume { devices-per-end 0 }`,
      ({ links: [wan] }) => number(wan?.rtt, 1e-6) / 2000,
    )(),
  );
}
