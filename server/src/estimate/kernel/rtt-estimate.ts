import type { Seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";

/** A round-trip time and how it came about: `rtt = floor × factor + added`, bound by bound. */
export interface RttEstimate {
  /** There and back, never below `floor`. */
  readonly rtt: Uncertain<Seconds>;
  /** What physics allows on the medium over the distance. */
  readonly floor: Seconds;
  /** How much longer than `floor` the path takes. */
  readonly factor: Uncertain;
  /** What does not grow with distance: devices, equipment, access. */
  readonly added: Uncertain<Seconds>;
  /** Named points that the path is taken to pass; empty where none are known. */
  readonly via: readonly string[];
  /** True when no published measurement stands behind the figures. */
  readonly unverified: boolean;
  /** Where factor and addition come from, for people. */
  readonly source: string;
}
