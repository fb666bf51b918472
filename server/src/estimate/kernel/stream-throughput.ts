import { type Bytes, bytes, type Rate, type Ratio, rate, type Seconds } from "../../quantity/quantity.ts";

/**
 * What one TCP stream carries when it may only have one window in flight: window / RTT.
 * A round trip below a microsecond counts as one: no pair of hosts answers sooner.
 */
export function windowThroughput(window: Bytes, rtt: Seconds): Rate {
  return rate(window / Math.max(rtt, LEAST_RTT));
}

/** The window that fills `throughput` at `rtt`: the bandwidth-delay product. */
export function windowToFill(throughput: Rate, rtt: Seconds): Bytes {
  return bytes(throughput * rtt);
}

/**
 * What one TCP stream reaches in the mean when packets are lost at random: the higher of Reno's limit (Mathis and others,
 * 1997: MSS/RTT · √(3/2)/√p) and CUBIC's (RFC 9438, section 5.1). CUBIC never does worse than Reno, and better on long,
 * clean paths. Undefined without loss, which then sets no limit; a loss of everything lets nothing through.
 */
export function lossThroughput(segment: Bytes, rtt: Seconds, loss: Ratio): Rate | undefined {
  if (loss <= 0) return undefined;
  if (loss >= 1) return rate(0);
  const trip = Math.max(rtt, LEAST_RTT);
  const reno = MATHIS / Math.sqrt(loss);
  const cubic = CUBIC * (trip / loss) ** 0.75;
  return rate((segment / trip) * Math.max(reno, cubic));
}

/** Shortest round trip that counts, seconds: about 100 m of fibre there and back, or two hosts' interfaces. Own choice. */
const LEAST_RTT = 1e-6;

/** √(3/2): one acknowledgement per segment, periodic loss. Source: Mathis, Semke, Mahdavi, Ott, 1997. */
const MATHIS = Math.sqrt(3 / 2);

/** C = 0.4 segments/s³ and β = 0.7. Source: RFC 9438, sections 4.6 and 5.1, figure 5. */
const CUBIC_C = 0.4;
const CUBIC_BETA = 0.7;

/** Segments in flight per (s/1)^¾ of RTT/loss: (C·(3+β) / (4·(1−β)))^¼ = 1.054. Source: RFC 9438, section 5.1. */
const CUBIC = ((CUBIC_C * (3 + CUBIC_BETA)) / (4 * (1 - CUBIC_BETA))) ** 0.25;
