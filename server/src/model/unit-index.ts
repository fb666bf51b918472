import type { PlanFile } from "./plan.ts";

const known = new WeakMap<readonly number[], ReadonlyMap<number, number>>();

/** Where in a file the unit with an id stands, counted from 0; -1 when it is none of the file's. */
export function unitIndex({ ids }: Pick<PlanFile, "ids">, id: number): number {
  let places = known.get(ids);
  if (!places) {
    places = new Map(ids.map((each, index) => [each, index]));
    known.set(ids, places);
  }
  return places.get(id) ?? -1;
}
