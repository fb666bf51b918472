import type { ConstantName, Constants } from "../model/constants.ts";
import type { Medium } from "../model/link.ts";
import type { Metres, Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import { type Carrier, floor } from "./kernel/floor.ts";

/**
 * Time there and back of a signal that goes straight over `distance` (at least 0) on a medium, without devices; over fibre
 * where none is given. Its low value is the floor that physics sets.
 */
export function lightTime(
  distance: Uncertain<Metres>,
  medium: Medium | undefined,
  constants: Constants,
): Uncertain<Seconds> {
  const constant = speedConstant(medium);
  const { value } = constants[constant];
  const time = (bound: keyof Uncertain) => floor(distance[bound], carrierOf(constant, value[bound]));
  return { low: time("low"), likely: time("likely"), high: time("high") };
}

type SpeedConstant = ConstantName & ("glass-index" | "air-index" | "geo-altitude" | "leo-altitude");

/** The constant that says how fast a signal is on a medium. */
export function speedConstant(medium: Medium | undefined): SpeedConstant {
  switch (medium) {
    case "hollow-core":
    case "microwave":
      return "air-index";
    case "geo-satellite":
      return "geo-altitude";
    case "leo-satellite":
      return "leo-altitude";
    default:
      return "glass-index";
  }
}

function carrierOf(constant: SpeedConstant, value: number): Carrier {
  return constant === "glass-index" || constant === "air-index"
    ? { kind: "matter", index: value }
    : { kind: "satellite", altitude: value as Metres };
}
