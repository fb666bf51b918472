import { type Bytes, bytes } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import type { Candidate } from "./candidate.ts";
import { overLinks, UNKNOWN } from "./over-links.ts";
import { addActivity, type Draft, NOTHING_ASSUMED } from "./recovery-draft.ts";
import type { Situation } from "./situation.ts";

/** Data that lie elsewhere are copied to the place first. */
export function addTransfer(
  draft: Draft,
  candidate: Candidate,
  situation: Situation,
  after: readonly number[],
  order: number,
): readonly number[] {
  const { route, at, place, workload } = candidate;
  if (!route || route.hops.length === 0) return after;
  const { name, data, count } = workload.workload;
  const words = {
    step: `copy '${name}' from '${at.name}' to '${place.name}'`,
    workload: name,
    origin: { kind: "computed" } as const,
    assumed: NOTHING_ASSUMED,
  };
  const amount = data && scaled(data, count);
  const work = amount ? overLinks(draft, candidate, situation, amount, []) : UNKNOWN;
  return [addActivity(draft, words, work, [...after], { order, name })];
}

function scaled(size: Uncertain<Bytes>, by: number): Uncertain<Bytes> {
  return { low: bytes(size.low * by), likely: bytes(size.likely * by), high: bytes(size.high * by) };
}
