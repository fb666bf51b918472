import type { ConstantName } from "../../model/constants.ts";
import {
  formatDistance,
  formatDuration,
  formatNumber,
  formatRate,
  formatRatio,
  formatSize,
  formatUncertain,
} from "../../quantity/format-quantity.ts";
import { isExact, type Uncertain } from "../../quantity/uncertain.ts";
import type { Estimates } from "../estimates.ts";
import type { GoodputLimit } from "../kernel/goodput.ts";
import { profileMax, profileMean, profileMin, type UncertainProfile } from "../kernel/weekly-profile.ts";
import { type LinkEstimate, type LinkFlow, lossConstant } from "../link-estimate.ts";
import type { LinkRtt } from "../link-rtt.ts";
import { assumed, DECLARED, type Derivation, type DerivationInput, ESTIMATED, input } from "./derivation.ts";

/** How a link's round trip, its goodput and what it leaves for replication came about. */
export function explainLink(estimate: LinkEstimate, estimates: Estimates): readonly Derivation[] {
  const { rtt, flow } = estimate;
  const derivations: Derivation[] = [];
  if (rtt) derivations.push(explainRtt(estimate, rtt, estimates));
  if (rtt && flow) derivations.push(explainGoodput(estimate, rtt, flow, estimates), explainCapacity(estimate, flow));
  return derivations;
}

const RTT_FORMULA: Readonly<Record<LinkRtt["source"], string>> = {
  declared: "as declared",
  distance: "2 · length · n / c + devices",
  private: "2 · great circle · n / c · route factor + devices",
  radio: "light's way + detours + equipment",
  carrier: "light in glass along the cables of carriers × measured detours + access",
};

function explainRtt(estimate: LinkEstimate, rtt: LinkRtt, { constants }: Estimates): Derivation {
  const { link, greatCircle, bound } = estimate;
  const inputs: DerivationInput[] = [];
  if (greatCircle !== undefined) {
    const byName = [bound.from, bound.to].flatMap(({ location }) => location?.place?.name ?? []);
    const radius = formatDistance(constants["place-uncertainty"].value.likely);
    const places =
      byName.length === 0
        ? "from the coordinates"
        : byName.length === 1
          ? `from the place ${byName.join()}, ± ${radius}, and coordinates`
          : `from the places ${byName.join(" and ")}, ± ${radius} each`;
    inputs.push(input("great circle", formatDistance(greatCircle), places));
  }
  if (link.distance) inputs.push(input("length", formatUncertain(link.distance, formatDistance), DECLARED));
  if (rtt.floor !== undefined)
    inputs.push(input("physical floor", formatDuration(rtt.floor), "light on the shortest way, there and back"));
  for (const { label, time } of rtt.estimate?.parts ?? [])
    inputs.push(input(label, range(time, formatDuration), ESTIMATED));
  for (const [name, words] of RTT_CONSTANTS) {
    if (!estimate.assumed.includes(name)) continue;
    const { text, value, overridden } = constants[name];
    inputs.push(
      input(words, overridden || isExact(value) ? text : range(value, formatNumber), assumed(constants[name])),
    );
  }
  const via = rtt.estimate?.via ?? [];
  const notes = [
    ...(via.length > 0 ? [`Likely by way of ${via.join(", ")}.`] : []),
    ...(rtt.unverified ? ["No published measurement stands behind this estimate: measure before you rely on it."] : []),
    ...(rtt.source === "declared" ? [] : ["Declare `rtt` once it was measured."]),
  ];
  return {
    title: `Round trip of '${link.name}'`,
    value: range(rtt.time, formatDuration),
    formula: RTT_FORMULA[rtt.source],
    inputs,
    notes,
    sources: rtt.estimate ? [rtt.estimate.source] : [],
  };
}

/** Constants on which a round trip may rest, in words. */
const RTT_CONSTANTS: readonly (readonly [ConstantName, string])[] = [
  ["glass-index", "refractive index of fibre"],
  ["air-index", "refractive index of air"],
  ["geo-altitude", "altitude of the satellite"],
  ["leo-altitude", "altitude of the satellites"],
  ["route-factor", "route factor"],
  ["short-route-factor", "most of it on a short route"],
  ["devices-per-end", "devices at each end"],
  ["device-delay", "delay of a device"],
];

const BOTTLENECK: Readonly<Record<GoodputLimit, string>> = {
  bandwidth: "the bandwidth of the line",
  credits: "the buffer credits: too few for the length",
  window: "the TCP window: streams × window / RTT",
  loss: "packet loss: each stream slows down after every loss",
};

function explainGoodput(
  { link, assumed: names }: LinkEstimate,
  rtt: LinkRtt,
  flow: LinkFlow,
  { constants }: Estimates,
): Derivation {
  const { low, likely, high } = flow.goodput;
  const { limits, efficiency, bottleneck } = likely;
  const overTcp = limits.window !== undefined || limits.loss !== undefined;
  const constant = (name: ConstantName, given: unknown) => (given === undefined ? assumed(constants[name]) : DECLARED);
  const { line } = flow;
  const inputs: DerivationInput[] = [
    input(
      "bandwidth",
      range(line.bandwidth, (value) => formatRate(value, "bits")),
      DECLARED,
    ),
    input("efficiency", formatRatio(efficiency), efficiencyOrigin()),
  ];
  if (names.includes("mtu")) inputs.push(input("MTU", constants.mtu.text, assumed(constants.mtu)));
  if (overTcp) {
    const { window, streams, loss } = line;
    inputs.push(input("RTT", range(rtt.time, formatDuration), rtt.source === "declared" ? DECLARED : ESTIMATED));
    if (window) inputs.push(input("TCP window", range(window, formatSize), constant("tcp-window", link.tcpWindow)));
    if (streams) inputs.push(input("streams", range(streams, formatNumber), constant("streams", link.streams)));
    if (loss)
      inputs.push(
        input(
          "loss",
          range(loss, (value) => `${formatNumber(value * 100)} %`),
          constant(lossConstant(link), link.loss),
        ),
      );
  }
  if (flow.creditsNeeded) {
    const needed = range(flow.creditsNeeded, formatNumber);
    inputs.push(input("buffer credits needed", needed, "cable RTT / frame time, frames of 2148 B"));
    if (link.credits !== undefined) inputs.push(input("buffer credits", formatNumber(link.credits), DECLARED));
  }
  const shared =
    likely.link > likely.flow ? [`Several flows together get up to ${formatRate(likely.link, "bytes")}.`] : [];
  return {
    title: `Goodput of one flow over '${link.name}'`,
    value: range({ low: low.flow, likely: likely.flow, high: high.flow }, (value) => formatRate(value, "bytes")),
    formula: overTcp
      ? "min(bandwidth × efficiency, streams × max(Mathis, CUBIC), streams × window / RTT)"
      : flow.creditsNeeded
        ? "data rate × min(1, credits / credits needed)"
        : "bandwidth × efficiency",
    inputs,
    notes: shared,
    bottleneck: BOTTLENECK[bottleneck],
    sources: overTcp ? ["Mathis et al. 1997; CUBIC: RFC 9438"] : [],
  };

  function efficiencyOrigin(): string {
    if (link.efficiency) return DECLARED;
    if (names.includes("leased-line-efficiency")) return assumed(constants["leased-line-efficiency"]);
    return "computed from header sizes and MTU";
  }
}

function explainCapacity({ link }: LinkEstimate, { capacity, goodput }: LinkFlow): Derivation {
  const inputs = [input("goodput", formatRate(goodput.likely.link, "bytes"), "computed, all flows together")];
  if (link.available) {
    const { kind, value } = link.available;
    inputs.push(
      input("available", range(value, kind === "share" ? formatRatio : (rate) => formatRate(rate, "bytes")), DECLARED),
    );
  } else if (link.otherTraffic.length === 0) {
    inputs.push(input("available", "100 %", "assumed: the line serves replication alone"));
  }
  for (const { value, windows } of link.otherTraffic)
    inputs.push(
      input(
        "other traffic",
        range(value, (rate) => formatRate(rate, "bits")),
        windows ? "declared, in its window" : DECLARED,
      ),
    );
  for (const { value, windows } of link.throttle)
    inputs.push(
      input(
        "throttle",
        range(value, (rate) => formatRate(rate, "bits")),
        windows ? "declared, in its window" : DECLARED,
      ),
    );
  if (link.optimiser)
    inputs.push(
      input(
        "optimiser",
        range(link.optimiser, (factor) => `${formatNumber(factor)}x`),
        DECLARED,
      ),
    );
  return {
    title: `What '${link.name}' leaves for replication`,
    value: overWeek(capacity),
    formula: "min(goodput × available, goodput − other traffic, throttle)",
    inputs,
    notes: link.optimiser ? ["Counted on the line: the optimiser makes more of it, for data that can be reduced."] : [],
    sources: [],
  };
}

/** The likely profile: one figure, or the least, the mean and the most of the week. */
export function overWeek({ likely }: UncertainProfile): string {
  const show = (value: number) => formatRate(value, "bytes");
  const least = profileMin(likely);
  const most = profileMax(likely);
  return least === most
    ? show(most)
    : `${show(least)} to ${show(most)} in the week, ${show(profileMean(likely))} in the mean`;
}

/** The likely value, and the range when there is one. */
export function range(value: Uncertain, format: (value: number) => string): string {
  return isExact(value) ? format(value.likely) : `≈ ${formatUncertain(value, format)}`;
}
