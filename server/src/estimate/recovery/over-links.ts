import type { Bytes, Rate } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import type { PipeUse, Work } from "../kernel/activity-network.ts";
import { after, never } from "../kernel/duration.ts";
import { profileMean, type UncertainProfile } from "../kernel/weekly-profile.ts";
import { effectiveReduction } from "../kernel/wire-demand.ts";
import type { Hop } from "../network.ts";
import { routeOver } from "../route.ts";
import type { Candidate } from "./candidate.ts";
import { type Draft, shared } from "./recovery-draft.ts";
import type { Situation } from "./situation.ts";

/** The amount through these pipes and over the links of the candidate's route. What an optimiser saves, a link need not carry. */
export function overLinks(
  draft: Draft,
  { route }: Candidate,
  situation: Situation,
  amount: Uncertain<Bytes>,
  through: PipeUse[],
): Work {
  let most: Uncertain | undefined;
  for (const hop of route?.hops ?? []) {
    const capacity = capacityOf(hop, situation);
    if (!capacity) return UNKNOWN;
    const { factor } = effectiveReduction(hop.link.link.optimiser, undefined);
    const load = { low: 1 / factor.high, likely: 1 / factor.likely, high: 1 / factor.low };
    // One link is two pipes, one in each direction, however many routes use it.
    const key = `${hop.forward ? "to" : "from"} ${hop.link.link.id}`;
    through.push({ pipe: shared(draft, "pipes", key, () => capacity.all), load });
    const { one } = capacity;
    const alone = { low: one.low / load.high, likely: one.likely / load.likely, high: one.high / load.low };
    most = most ? slower(most, alone) : alone;
  }
  return { kind: "flow", amount, through, most };
}

/** Where size or speed are not known: any time. */
export const UNKNOWN: Work = { kind: "time", takes: { low: after(0), likely: after(0), high: never("not-known") } };

function slower(a: Uncertain, b: Uncertain): Uncertain {
  return { low: Math.min(a.low, b.low), likely: Math.min(a.likely, b.likely), high: Math.min(a.high, b.high) };
}

/** What a link carries for restores: for all together, and for one. Nothing while its bandwidth is not known. */
function capacityOf(
  hop: Hop,
  { spare }: Situation,
): { readonly all: Uncertain<Rate>; readonly one: Uncertain<Rate> } | undefined {
  const { flow } = hop.link;
  if (!flow) return undefined;
  const one = meanOf(flow.flowCapacity);
  const left = spare?.(routeOver([hop]));
  // Where others leave less than one flow could use, that is all there is.
  return left && left.likely < one.likely ? { all: left, one: left } : { all: meanOf(flow.capacity), one };
}

function meanOf({ low, likely, high }: UncertainProfile<Rate>): Uncertain<Rate> {
  return { low: profileMean(low), likely: profileMean(likely), high: profileMean(high) };
}
