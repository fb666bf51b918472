import type { Limit as PublishedLimit } from "../catalogue/technology.ts";
import type { Limit } from "./kernel/within-limit.ts";

/**
 * A published figure as a limit to judge by; nothing for typical values, which are only shown. A range means that it
 * depends on what the plan does not say: up to its lower end the limit is kept in any case.
 */
export function judgedLimit<T extends number>(published: PublishedLimit<T> | undefined): Limit<T> | undefined {
  if (!published || published.advisory) return undefined;
  const { value, exclusive } = published;
  return {
    most: value.high,
    ...(value.low < value.high ? { sure: value.low } : {}),
    ...(exclusive ? { open: true } : {}),
  };
}
