import {
  LIGHT_SPEED,
  type Metres,
  metres,
  type Rate,
  type Ratio,
  rate,
  type Seconds,
  seconds,
} from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";

/**
 * Data rate of a Fibre Channel link whose bandwidth is given as its speed: 8 Gbps means 800 MB/s.
 *
 * A bandwidth that is one of the data rates itself (800 MB/s) stays; another one counts as a speed.
 */
export function fibreChannelRate(bandwidth: Rate): Rate {
  return rate(speedOf(bandwidth) * DATA_RATE);
}

/** Time that a full frame takes to leave at the speed of the link, which is above 0 here and below. */
export function frameTime(bandwidth: Rate): Seconds {
  return seconds(FRAME / (speedOf(bandwidth) * LINE_RATE));
}

/**
 * Buffer-to-buffer credits that keep a link full: one for every full frame that leaves while the first is on its way and
 * its credit on the way back. High has three more, which vendors' tables keep for processing. At least 1.
 */
export function creditsNeeded(bandwidth: Rate, rtt: Uncertain<Seconds>): Uncertain {
  const needed = (trip: Seconds) => Math.max(1, Math.ceil(trip / frameTime(bandwidth) - ROUNDING));
  return { low: needed(rtt.low), likely: needed(rtt.likely), high: needed(rtt.high) + SPARE_CREDITS };
}

/** What a link of data rate `full` carries with the credits that it has. */
export function creditThroughput(full: Rate, credits: number, needed: number): Rate {
  return rate(full * Math.min(1, credits / needed));
}

/** Length of fibre of refractive index `glassIndex` that `credits` keep full: low after vendors' spare credits are taken off. */
export function distanceWithCredits(bandwidth: Rate, credits: number, glassIndex: Ratio): Uncertain<Metres> {
  const perCredit = (frameTime(bandwidth) * LIGHT_SPEED) / glassIndex / 2;
  const most = metres(Math.max(0, credits) * perCredit);
  return { low: metres(Math.max(0, credits - SPARE_CREDITS) * perCredit), likely: most, high: most };
}

/** Speeds by name, Gbps: 1GFC to 128GFC. Source: FCIA roadmap. */
const SPEEDS = [1, 2, 4, 8, 16, 32, 64, 128];

/** 10GFC by name, and as the multiple of 1GFC that it is: 1200 MB/s of data in 1275 MB/s of bytes on the line (10.51875 GBd, 64b/66b). Source: FC-PI, FCIA roadmap. */
const TEN = 10;
const TEN_IN_FACT = 12;

/** Bytes per second in one Gbps of a speed's name, as the unit of bandwidth counts them. */
const GIGABIT = 125e6;

/** Data rate per Gbps of speed, B/s: 100 MB/s for 1GFC up to 6400 MB/s for 64GFC. Source: FCIA roadmap. */
const DATA_RATE = 100e6;

/** Rate of bytes on the line per Gbps of speed, B/s: 1.0625 GBd at 10 bits a byte; the other encodings keep the ratio. Source: FC-PI. */
const LINE_RATE = 106.25e6;

/** A full frame: 2112 bytes of data with header, check and delimiters. Source: FC-FS. */
const FRAME = 2148;

/** Credits that vendors add for processing at the ends; 16 credits at 1 Gbps then reach 26 km. Source: QLogic SANbox 5000 guide 59096-04. */
const SPARE_CREDITS = 3;

/** Excess over a whole number of credits that is rounding. */
const ROUNDING = 1e-9;

/** The speed of a link, given by its name or its data rate, as a multiple of 1GFC. */
function speedOf(bandwidth: Rate): number {
  if (near(bandwidth, TEN * GIGABIT)) return TEN_IN_FACT;
  return [...SPEEDS, TEN_IN_FACT].find((speed) => near(bandwidth, speed * DATA_RATE)) ?? bandwidth / GIGABIT;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * b;
}
