import { type Bytes, type Rate, type Ratio, rate, type Seconds } from "../../quantity/quantity.ts";
import { exactly, type Uncertain } from "../../quantity/uncertain.ts";
import { creditsNeeded, creditThroughput, fibreChannelRate } from "./fibre-channel.ts";
import { framingEfficiency, segmentSize } from "./framing.ts";
import { isFibreChannel, type Medium, type Transport } from "./medium.ts";
import { lossThroughput, windowThroughput } from "./stream-throughput.ts";

/** What can hold a flow back: the link's bandwidth or credits, or what its TCP streams reach with their window or under loss. */
export type GoodputLimit = "bandwidth" | "credits" | "window" | "loss";

export interface Goodput {
  /** What all flows together get of the link. */
  readonly link: Rate;
  /** What one flow gets when it has the link to itself. */
  readonly flow: Rate;
  /** The lowest of the limits, which is `flow`: raising another one gains nothing. */
  readonly bottleneck: GoodputLimit;
  /** Each limit on one flow; absent where it does not apply. */
  readonly limits: { readonly bandwidth: Rate } & { readonly [L in Exclude<GoodputLimit, "bandwidth">]?: Rate };
  /** Share of the bandwidth that is data, given or from framing. */
  readonly efficiency: Ratio;
}

interface LineKind {
  readonly medium?: Medium;
  readonly transport?: Transport;
  /** An optimiser at both ends terminates the TCP sessions: no stream limits a flow. */
  readonly optimised?: boolean;
}

/** What decides how much a link carries. Over Fibre Channel neither packets nor streams count. */
export interface Line extends LineKind {
  readonly bandwidth: Rate;
  /** Share of the bandwidth that is data; from framing if left out. */
  readonly efficiency?: Ratio;
  readonly leasedLineEfficiency: Ratio;
  readonly mtu: number;
  readonly loss: Ratio;
  readonly window: Bytes;
  /** TCP streams of each flow. */
  readonly streams: number;
  /** Fibre Channel credits; left out, there are enough. */
  readonly credits?: number;
}

export interface UncertainLine extends LineKind {
  readonly bandwidth: Uncertain<Rate>;
  readonly efficiency?: Uncertain<Ratio>;
  readonly leasedLineEfficiency: Uncertain<Ratio>;
  readonly mtu: Uncertain;
  readonly loss: Uncertain<Ratio>;
  readonly window: Uncertain<Bytes>;
  readonly streams: Uncertain;
  readonly credits?: Uncertain;
}

/**
 * What a link of round trip `rtt` carries: bandwidth × efficiency for all flows together, and for each flow no more
 * than its streams reach. Rises with everything but `rtt` and `loss`, with which it falls.
 */
export function goodput(line: Line, rtt: Seconds): Goodput {
  return goodputWith(line, rtt, "likely");
}

/** `needed` says which bound of the credits needed counts. */
function goodputWith(line: Line, rtt: Seconds, needed: keyof Uncertain): Goodput {
  return isFibreChannel(line.medium, line.transport) ? overFibreChannel(line, rtt, needed) : overPackets(line, rtt);
}

/** The same with uncertain inputs. At worst some Fibre Channel credits are held up at the ends. */
export function uncertainGoodput(
  line: UncertainLine,
  rtt: Uncertain<Seconds>,
): { readonly low: Goodput; readonly likely: Goodput; readonly high: Goodput } {
  return {
    low: goodputWith(lineAt(line, "low", "high"), rtt.high, "high"),
    likely: goodput(lineAt(line, "likely", "likely"), rtt.likely),
    high: goodput(lineAt(line, "high", "low"), rtt.low),
  };
}

function overFibreChannel(line: Line, rtt: Seconds, bound: keyof Uncertain): Goodput {
  const efficiency = line.efficiency ?? framingEfficiency(line);
  const bandwidth = rate(fibreChannelRate(line.bandwidth) * efficiency);
  if (line.credits === undefined || line.bandwidth === 0) {
    return { link: bandwidth, flow: bandwidth, bottleneck: "bandwidth", limits: { bandwidth }, efficiency };
  }
  const needed = creditsNeeded(line.bandwidth, exactly(rtt))[bound];
  const credits = creditThroughput(bandwidth, line.credits, needed);
  const bottleneck = credits < bandwidth ? "credits" : "bandwidth";
  return { link: credits, flow: credits, bottleneck, limits: { bandwidth, credits }, efficiency };
}

function overPackets(line: Line, rtt: Seconds): Goodput {
  const efficiency = line.efficiency ?? framingEfficiency(line);
  const bandwidth = rate(line.bandwidth * efficiency);
  if (line.transport === "udp-accelerated" || line.optimised) {
    return { link: bandwidth, flow: bandwidth, bottleneck: "bandwidth", limits: { bandwidth }, efficiency };
  }
  const { streams } = line;
  const window = rate(streams * windowThroughput(line.window, rtt));
  const perStream = lossThroughput(segmentSize(line), rtt, line.loss);
  const loss = perStream === undefined ? undefined : rate(streams * perStream);
  const limits = { bandwidth, window, ...(loss === undefined ? {} : { loss }) };
  const flow = rate(Math.min(bandwidth, window, loss ?? bandwidth));
  const bottleneck = flow === bandwidth ? "bandwidth" : flow === window ? "window" : "loss";
  return { link: bandwidth, flow, bottleneck, limits, efficiency };
}

function lineAt(line: UncertainLine, better: keyof Uncertain, loss: keyof Uncertain): Line {
  return {
    ...(line.medium === undefined ? {} : { medium: line.medium }),
    ...(line.transport === undefined ? {} : { transport: line.transport }),
    ...(line.optimised === undefined ? {} : { optimised: line.optimised }),
    bandwidth: line.bandwidth[better],
    ...(line.efficiency === undefined ? {} : { efficiency: line.efficiency[better] }),
    leasedLineEfficiency: line.leasedLineEfficiency[better],
    mtu: line.mtu[better],
    loss: line.loss[loss],
    window: line.window[better],
    streams: line.streams[better],
    ...(line.credits === undefined ? {} : { credits: line.credits[better] }),
  };
}
