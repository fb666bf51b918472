import type { FlowLag } from "./kernel/fluid-queue.ts";
import { sameRates } from "./kernel/weekly-profile.ts";
import type { Sharing } from "./sharing.ts";

/** Whether two say exactly the same. */
export function sameSharing(a: Sharing | undefined, b: Sharing | undefined): boolean {
  if (!a || !b) return a === b;
  if (a.others !== b.others || !sameItems(a.links, b.links, Object.is)) return false;
  if (a.kind === "lag") return b.kind === "lag" && CASES.every((of) => sameLag(a.lag.cases[of], b.lag.cases[of]));
  if (a.kind === "service") {
    return b.kind === "service" && sameRates(a.service, b.service) && sameItems(a.together, b.together, Object.is);
  }
  return (
    b.kind === "room" &&
    sameItems(
      a.lines,
      b.lines,
      (x, y) =>
        sameRates(x.capacity, y.capacity) &&
        sameRates(x.others, y.others) &&
        CASES.every((of) => x.load[of] === y.load[of]),
    )
  );
}

const CASES = ["low", "likely", "high"] as const;

function sameLag(a: FlowLag, b: FlowLag): boolean {
  if (a.kind === "steady" && b.kind === "steady") {
    return (
      a.typical === b.typical &&
      a.p95 === b.p95 &&
      a.worst === b.worst &&
      a.worstAt === b.worstAt &&
      a.maxBacklog === b.maxBacklog
    );
  }
  return (
    a.kind === "unbounded" && b.kind === "unbounded" && a.because === b.because && a.growthPerDay === b.growthPerDay
  );
}

function sameItems<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean {
  return a.length === b.length && a.every((item, index) => same(item, b[index] as T));
}
