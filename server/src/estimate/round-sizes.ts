import { formatDuration } from "../quantity/format-quantity.ts";

/** Sizes in which lines are sold, bits per second. Source: SDH (ITU-T G.707) and Ethernet (IEEE 802.3) rates, and usual steps of carriers' price lists. */
const LINE_SIZES = [
  2e6, 4e6, 8e6, 10e6, 20e6, 34e6, 50e6, 100e6, 155e6, 200e6, 300e6, 400e6, 500e6, 622e6, 1e9, 2e9, 2.5e9, 5e9, 10e9,
  20e9, 25e9, 40e9, 50e9, 100e9, 200e9, 400e9, 800e9,
];

/** What private fibre carries at least, bytes per second: 1 Gbps, for slower optics are no cheaper. Own choice. */
export const LEAST_FIBRE = 125e6;

/** Sizes of a line that can be bought, above a given one, smallest first; bytes per second. */
export function lineSizesAbove(rate: number): readonly number[] {
  return LINE_SIZES.map((bits) => bits / 8).filter((size) => size > rate);
}

/** A line's rate as a plan writes it: `155 Mbps`. */
export function lineText(rate: number): string {
  const bits = Math.round(rate * 8);
  if (bits >= 1e9) return `${bits / 1e9} Gbps`;
  if (bits >= 1e6) return `${bits / 1e6} Mbps`;
  return `${bits / 1e3} kbps`;
}

/** Durations that people choose for objectives, seconds. */
const ROUND_DURATIONS = [
  0, 1e-3, 2e-3, 3e-3, 5e-3, 8e-3, 10e-3, 15e-3, 20e-3, 25e-3, 30e-3, 40e-3, 50e-3, 75e-3, 0.1, 0.15, 0.2, 0.3, 0.5, 1,
  2, 5, 10, 15, 30, 45, 60, 120, 180, 300, 600, 900, 1200, 1800, 2700, 3600, 7200, 10_800, 14_400, 21_600, 28_800,
  43_200, 86_400, 172_800, 259_200, 604_800,
];

/** As people write it: `1 min`, where measured values stay `60 s`. */
export function durationText(seconds: number): string {
  return seconds === 60 ? "1 min" : formatDuration(seconds).replaceAll("\u00a0", "_");
}

/** Round durations below a given one, longest first; seconds. */
export function roundDurationsBelow(time: number): readonly number[] {
  return ROUND_DURATIONS.filter((round) => round > 0 && round < time).reverse();
}

/** The smallest round duration that is no shorter, as a plan writes it; nothing above a week. */
export function roundedUp(time: number): { readonly seconds: number; readonly text: string } | undefined {
  const seconds = ROUND_DURATIONS.find((round) => round >= time);
  return seconds === undefined ? undefined : { seconds, text: durationText(seconds) };
}

/** The longest round duration that is no longer, as a plan writes it; nothing where none is. */
export function roundedDown(time: number): { readonly seconds: number; readonly text: string } | undefined {
  const seconds = ROUND_DURATIONS.findLast((round) => round > 0 && round <= time);
  return seconds === undefined ? undefined : { seconds, text: durationText(seconds) };
}

/** Numbers of two significant digits below `from`, largest first, down to `to`: as exact as a plan needs to be told. */
export function roundNumbersBelow(from: number, to: number): readonly number[] {
  const found: number[] = [];
  for (let exponent = Math.ceil(Math.log10(from)); 10 ** exponent >= to / 10; exponent--) {
    for (let digits = 99; digits >= 10; digits--) {
      const value = Number((digits * 10 ** (exponent - 1)).toPrecision(2));
      if (value < from && value >= to) found.push(value);
    }
  }
  return [...new Set(found)];
}
