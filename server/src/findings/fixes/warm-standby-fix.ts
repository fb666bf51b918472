import { lookUp } from "../../model/plan.ts";
import type { MissedOutcome } from "../missed-outcome.ts";
import type { FixCandidate, FixContext } from "../rule.ts";
import { setAttributes } from "../statement-edit.ts";
import { achievedBy } from "./recovery-fixes.ts";

/** Keeps servers ready at a place that is cold, or has none: as many as recover there need. */
export function warmStandbyFix(missed: MissedOutcome, { plan }: FixContext): readonly FixCandidate[] {
  const { chosen, workload } = missed.outcome;
  const place = chosen?.place;
  if (!place || place === workload.site || (place.standby !== "none" && place.standby !== "cold")) return [];
  const site = lookUp(plan, place.name);
  const check = missed.estimate.capacity.find((each) => each.place === place);
  const machines = check ? check.resident + check.recovered : 0;
  const hosts = Math.ceil(machines / (place.vmsPerHost ?? USUAL_DENSITY));
  const short = place.standby === "none" && machines > 0 && (place.hosts ?? 0) < hosts;
  const density = place.vmsPerHost === undefined ? { "vms-per-host": String(USUAL_DENSITY) } : {};
  const edits = setAttributes(site, {
    standby: "warm",
    ...(short ? { hosts: String(hosts), ...density } : {}),
  });
  const what = short ? `${hosts} hosts ready at '${place.name}'` : `'${place.name}' warm`;
  const cost = place.standby === "none" ? "; they must be bought and run" : "; it must be powered and kept up to date";
  return [
    {
      edits,
      preferred: true,
      title: (after) => `Keep ${what} (${achievedBy(missed, after)}${cost})`,
    },
  ];
}

/** Machines on one host where nobody says. Own choice, after the usual consolidation ratios of 15 to 25. */
const USUAL_DENSITY = 20;
