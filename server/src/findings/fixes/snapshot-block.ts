import type { BoundWorkload } from "../../model/bind.ts";
import type { Plan } from "../../model/plan.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import { freeName } from "../free-name.ts";

/** Spacings of points in time that people choose, longest first, in seconds and as written. */
const SPACINGS = [
  [3600, "1 h"],
  [900, "15 min"],
  [300, "5 min"],
  [60, "1 min"],
] as const;

/** How long points are kept: corruption is often found days later. Own choice. */
export const POINTS_KEPT = "7 d";

/** The spacing of points that loses no more than an objective, as a plan writes it; nothing below a minute. */
export function pointSpacing(objective: Seconds | undefined): string | undefined {
  return SPACINGS.find(([time]) => time <= (objective ?? Number.POSITIVE_INFINITY))?.[1];
}

/** A block of snapshots where a workload runs: they send nothing over a line, and are lost with the site. */
export function snapshotBlock(
  { workload, site }: BoundWorkload,
  objective: Seconds | undefined,
  plan: Plan,
): { readonly text: string; readonly spacing: string } | undefined {
  const spacing = pointSpacing(objective);
  if (!site || !spacing || workload.name === "") return undefined;
  const name = freeName(`${workload.name}-snapshots`, plan);
  const text = `backup ${name} of ${workload.name} to ${site.name} { every ${spacing}; method snapshot; keep ${POINTS_KEPT} }`;
  return { text, spacing };
}
