import type { Corridors } from "../base/corridors.ts";
import type { BoundLink } from "../model/bind.ts";
import type { ConstantName, Constants } from "../model/constants.ts";
import type { Link } from "../model/link.ts";
import { type Bytes, type Metres, metres, type Rate, type Ratio, type Seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import { capacity } from "./kernel/capacity.ts";
import { creditsNeeded } from "./kernel/fibre-channel.ts";
import { type Goodput, type UncertainLine, uncertainGoodput } from "./kernel/goodput.ts";
import { isFibreChannel } from "./kernel/medium.ts";
import { constantProfile, lowerProfile, type UncertainProfile, uncertainProfile } from "./kernel/weekly-profile.ts";
import { type LinkRtt, linkRtt } from "./link-rtt.ts";

/** What a link does: how long a round trip takes, what it carries, what of it replication gets. */
export interface LinkEstimate {
  readonly bound: BoundLink;
  readonly link: Link;
  /** Shortest distance between the sites; absent when one has no known location. */
  readonly greatCircle: Metres | undefined;
  /** Absent when neither locations nor a distance nor a round trip are known. */
  readonly rtt: LinkRtt | undefined;
  /** Absent without bandwidth or round trip. */
  readonly flow: LinkFlow | undefined;
  /** Constants of the model that stood in for what the author left out. */
  readonly assumed: readonly ConstantName[];
}

/** What gets through a link. */
export interface LinkFlow {
  readonly line: UncertainLine;
  readonly goodput: { readonly low: Goodput; readonly likely: Goodput; readonly high: Goodput };
  /** What all replication together may use, over the week. */
  readonly capacity: UncertainProfile<Rate>;
  /** What one flow may use: no more than its streams reach. */
  readonly flowCapacity: UncertainProfile<Rate>;
  /** Buffer credits that keep a Fibre Channel link full; absent on other links. */
  readonly creditsNeeded: Uncertain | undefined;
}

const known = new WeakMap<Constants, WeakMap<BoundLink, LinkEstimate>>();

/** The estimate of a link; the same object as long as link, sites and constants are. */
export function estimateLink(bound: BoundLink, constants: Constants, corridors: Corridors): LinkEstimate {
  const links = known.get(constants) ?? new WeakMap<BoundLink, LinkEstimate>();
  known.set(constants, links);
  const estimate = links.get(bound) ?? newEstimate(bound, constants, corridors);
  links.set(bound, estimate);
  return estimate;
}

function newEstimate(bound: BoundLink, constants: Constants, corridors: Corridors): LinkEstimate {
  const { link } = bound;
  const assumed = new Set<ConstantName>();
  const { greatCircle, rtt } = linkRtt(bound, constants, corridors, assumed);
  const flow = rtt && link.bandwidth ? linkFlow(link, link.bandwidth, rtt, constants, assumed) : undefined;
  return { bound, link, greatCircle, rtt, flow, assumed: [...assumed] };
}

function linkFlow(
  link: Link,
  bandwidth: Uncertain<Rate>,
  rtt: LinkRtt,
  constants: Constants,
  assumed: Set<ConstantName>,
): LinkFlow {
  const line = lineOf(link, bandwidth, constants, assumed);
  const fibreChannel = isFibreChannel(link.medium, link.transport);
  // Credits bridge the light's way alone; devices have credits of their own.
  const goodput = uncertainGoodput(line, fibreChannel ? rtt.cable : rtt.time);
  const all = boundsOf(goodput, "link");
  const ofFlow = boundsOf(goodput, "flow");
  const shared = capacity({
    goodput: all,
    ...(link.available ? { available: availableOf(link.available) } : {}),
    ...(link.otherTraffic.length > 0 ? { otherTraffic: rates(link.otherTraffic, exactly(0 as Rate)) } : {}),
    ...(link.throttle.length > 0 ? { throttles: overlays(link.throttle) } : {}),
  });
  return {
    line,
    goodput,
    capacity: shared,
    flowCapacity: {
      low: lowerProfile(shared.low, constantProfile(ofFlow.low)),
      likely: lowerProfile(shared.likely, constantProfile(ofFlow.likely)),
      high: lowerProfile(shared.high, constantProfile(ofFlow.high)),
    },
    creditsNeeded: fibreChannel ? creditsNeeded(bandwidth.likely, rtt.cable) : undefined,
  };
}

function boundsOf(goodput: LinkFlow["goodput"], what: "link" | "flow"): Uncertain<Rate> {
  return { low: goodput.low[what], likely: goodput.likely[what], high: goodput.high[what] };
}

/** The line with everything that the kernel needs, from the link or from the constants; notes which constants. */
function lineOf(
  link: Link,
  bandwidth: Uncertain<Rate>,
  constants: Constants,
  assumed: Set<ConstantName>,
): UncertainLine {
  const overPackets = !isFibreChannel(link.medium, link.transport);
  const overTcp = overPackets && link.transport !== "udp-accelerated" && link.optimiser === undefined;
  const assume = (name: ConstantName, used: boolean): Uncertain => {
    if (used) assumed.add(name);
    return constants[name].value;
  };
  const framed = overPackets && link.efficiency === undefined;
  const leased = link.medium === "leased-line";
  const loss = link.loss ?? (assume(lossConstant(link), overTcp) as Uncertain<Ratio>);
  const segmented = overTcp && loss.high > 0;
  return {
    bandwidth,
    ...(link.medium ? { medium: link.medium } : {}),
    ...(link.transport ? { transport: link.transport } : {}),
    optimised: link.optimiser !== undefined,
    ...(link.efficiency ? { efficiency: link.efficiency } : {}),
    leasedLineEfficiency: assume("leased-line-efficiency", framed && leased) as Uncertain<Ratio>,
    mtu: link.mtu === undefined ? assume("mtu", (framed && !leased) || segmented) : exactly(link.mtu),
    loss,
    window: link.tcpWindow ?? (assume("tcp-window", overTcp) as Uncertain<Bytes>),
    streams: link.streams === undefined ? assume("streams", overTcp) : exactly(link.streams),
    ...(link.credits === undefined ? {} : { credits: exactly(link.credits) }),
  };
}

/** The constant that stands for the loss of a link that does not say. */
export function lossConstant({ medium }: Link): ConstantName {
  switch (medium) {
    case "dark-fibre":
    case "hollow-core":
    case "dwdm":
    case "fibre-channel":
      return "private-loss";
    case "internet-vpn":
    case "microwave":
    case "geo-satellite":
    case "leo-satellite":
      return "internet-loss";
    default:
      return "carrier-loss";
  }
}

function availableOf(available: NonNullable<Link["available"]>) {
  return available.kind === "share"
    ? ({ kind: "share", share: available.value } as const)
    : ({ kind: "rate", rate: available.value } as const);
}

function overlays(statements: Link["throttle"]) {
  return statements.map(({ value, windows }) => ({ value, windows: windows ?? ALWAYS }));
}

/** A rate over the week: the last statement without a window is the base, each with a window holds in it. */
export function rates(statements: Link["otherTraffic"], otherwise: Uncertain<Rate>): UncertainProfile<Rate> {
  const base = statements.findLast(({ windows }) => windows === undefined)?.value ?? otherwise;
  const windowed = statements.flatMap(({ value, windows }) => (windows ? [{ value, windows }] : []));
  return uncertainProfile(base, windowed);
}

const ALWAYS = [{ start: 0 as Seconds, end: 604_800 as Seconds }];

/** Length of the route that the light takes, for limits on distance: declared, or what the round trip makes likely. */
export function routeLength({ link, greatCircle, rtt }: LinkEstimate): Uncertain<Metres> | undefined {
  if (link.distance) return link.distance;
  if (!greatCircle || !rtt) return undefined;
  const { factor } = rtt;
  return {
    low: metres(greatCircle * Math.max(1, factor.low)),
    likely: metres(greatCircle * Math.max(1, factor.likely)),
    high: metres(greatCircle * Math.max(1, factor.high)),
  };
}
