import type { Seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";

/** A round-trip time and how it came about. */
export interface RttEstimate {
  /** There and back, never below `floor`. */
  readonly rtt: Uncertain<Seconds>;
  /** What physics allows on the medium over the distance. */
  readonly floor: Seconds;
  /** What `rtt` consists of: the parts add up to it, bound by bound. */
  readonly parts: readonly RttPart[];
  /** Named points that the path is taken to pass; empty where none are known. */
  readonly via: readonly string[];
  /** True when no published measurement stands behind the figures. */
  readonly unverified: boolean;
  /** Where the figures come from, for people. */
  readonly source: string;
}

export interface RttPart {
  /** Such as "light in glass over the great circle". */
  readonly label: string;
  readonly time: Uncertain<Seconds>;
}
