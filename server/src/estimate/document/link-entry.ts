import { profileMean } from "../kernel/weekly-profile.ts";
import { type LinkEstimate, routeLength } from "../link-estimate.ts";
import type { LinkFlow } from "../link-flow.ts";
import type { RttSource } from "../link-rtt.ts";
import { linkUtilisation } from "../link-utilisation.ts";
import { figure, type T } from "./figure.ts";

export interface LinkEntry {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly greatCircle: number | null;
  readonly route: T | null;
  readonly rttFloor: number | null;
  readonly rtt: T | null;
  readonly rttSource: RttSource | null;
  readonly goodput: T | null;
  readonly available: T | null;
  readonly creditsNeeded: number | null;
  readonly utilisation: { readonly mean: number | null; readonly peak: number | null } | null;
}

/** What is estimated of a link; `flows` are what replications and backups send over it. */
export function linkEntry(estimate: LinkEstimate, flows: readonly LinkFlow[]): LinkEntry {
  const { link, greatCircle, rtt, flow } = estimate;
  const utilisation = linkUtilisation(estimate, flows);
  return {
    name: link.name,
    from: link.from,
    to: link.to,
    greatCircle: greatCircle ?? null,
    route: figure(routeLength(estimate)),
    rttFloor: rtt?.floor ?? null,
    rtt: figure(rtt?.time),
    rttSource: rtt?.source ?? null,
    goodput: figure(
      flow && { low: flow.goodput.low.flow, likely: flow.goodput.likely.flow, high: flow.goodput.high.flow },
    ),
    available: figure(
      flow && {
        low: profileMean(flow.flowCapacity.low),
        likely: profileMean(flow.flowCapacity.likely),
        high: profileMean(flow.flowCapacity.high),
      },
    ),
    creditsNeeded: flow?.creditsNeeded?.likely ?? null,
    utilisation: utilisation ? { mean: utilisation.mean ?? null, peak: utilisation.peak ?? null } : null,
  };
}
