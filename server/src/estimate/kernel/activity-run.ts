/** When the activities of a network take place in one case, by index; seconds, infinite for what never comes. */
export interface ActivityRun {
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** The activity whose end let each one start; -1 where it waited for none. */
  readonly waitedFor: Int32Array;
  /** Why it waited: index into `WAITED_AS`. */
  readonly waitedAs: Uint8Array;
}

export const WAITED_AS = ["predecessor", "owner", "pool"] as const;
export type WaitedAs = (typeof WAITED_AS)[number];

export function emptyRun(length: number): ActivityRun {
  return {
    start: new Float64Array(length),
    end: new Float64Array(length),
    waitedFor: new Int32Array(length).fill(-1),
    waitedAs: new Uint8Array(length),
  };
}
