import type { Constants } from "../../model/constants.ts";
import { type Instant, secondsOfWeek } from "../../model/read-instant.ts";
import { rate, type Seconds, seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { DAY_WORDS } from "../../quantity/week.ts";
import type { BackupEstimate } from "../backup-estimate.ts";
import { clockedAgesAt } from "../backup-levels.ts";
import { OPPOSITE } from "../backup-sizes.ts";
import { cycleDuration } from "../cycle-estimate.ts";
import { backlogAt } from "../kernel/backlog-at.ts";
import { copyTime } from "../kernel/copy-time.ts";
import {
  after,
  type Duration,
  durationOf,
  exactDuration,
  longer,
  never,
  plus,
  risingDurations,
  type UncertainDuration,
} from "../kernel/duration.ts";
import { waitAt } from "../kernel/wait-at.ts";
import { constantProfile } from "../kernel/weekly-profile.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";

/** Instants of the week at which a scenario may strike: one, or one on each day; nothing when it says none. */
export function instantsOf(at: Instant | undefined): readonly Seconds[] | undefined {
  if (!at || at.day !== undefined) return at && [secondsOfWeek(at)];
  return DAY_WORDS.map((_, day) => secondsOfWeek({ ...at, day }));
}

/**
 * Age of a copy's newest state when disaster strikes: at the worst of some instants of the week (seconds from Monday
 * 00:00) or, without any, of all the week.
 *
 * Where others share its links, or it is refreshed in cycles whose phase nobody knows, the worst of the week stands for
 * the instant; alone on its line, it waits as long there as it does then. In a cascade the copy before it counts as it
 * was when the data left it. Where the change or the line is not known the age may be anything from the product's own
 * lag on.
 */
export function copyAge(
  copy: ReplicationEstimate,
  constants: Constants,
  instants: readonly Seconds[] | undefined,
): UncertainDuration {
  const { rpo } = copy;
  if (!rpo) return unknownAge(copy, constants);
  if (!instants || isAnyOverflowing(copy)) return rpo.worst;
  return inOrder((bound) => instants.map((instant) => ageAt(copy, instant, bound)).reduce(longer));
}

/**
 * How long a copy still receives what the one before it holds, once that gets nothing new: the time that the last of it
 * waits, at the worst of some instants or of the week. What comes last is behind all that waits, as in other times: it
 * is there after no more than the copy's greatest age. A cycle that runs does not have all; the one after it does, and
 * its end is at most that age away too. Nothing where that is not known, or where a journal may overflow.
 */
export function drainTime(
  copy: ReplicationEstimate,
  instants: readonly Seconds[] | undefined,
): UncertainDuration | undefined {
  const { rpo, lag, lagAlone, demand, cycles, sync } = copy;
  if (!rpo || overflows(copy)) return undefined;
  if (sync) return NO_LOSS;
  if (cycles) return cycleDuration(cycles, "worst");
  if (!lag) return undefined;
  const service = demand?.service;
  if (!instants || !service || copy.shared) return arriving(copy, lag.worst);
  return arriving(
    copy,
    inOrder((bound) => {
      if (lagAlone?.cases[bound].kind !== "steady") return never("unbounded-lag");
      const [wire, line] = [demand.wire[bound], service[OPPOSITE[bound]]];
      const left = instants.map((instant) => copyTime(backlogAt(wire, line, instant), line, NOTHING, instant));
      return left.reduce(longer);
    }),
  );
}

const NOTHING = constantProfile(rate(0));

/** The age at one instant, in one case. */
function ageAt(copy: ReplicationEstimate, instant: Seconds, bound: keyof Uncertain): Duration {
  const own = ownAgeAt(copy, instant, bound);
  if (!copy.source || own.kind === "never") return own;
  return plus(own, ageAt(copy.source, seconds(instant - own.time), bound));
}

/** … behind the copy before it. */
function ownAgeAt(copy: ReplicationEstimate, instant: Seconds, bound: keyof Uncertain): Duration {
  const { lag, demand, cycles } = copy;
  if (cycles) return cycleDuration(cycles, "worst")[bound];
  if (!lag) return NO_LOSS[bound];
  if (!demand?.service) return arriving(copy, lag.worst)[bound];
  const alone =
    copy.lagAlone?.cases[bound].kind === "steady"
      ? after(waitAt(demand.wire[bound], demand.service[OPPOSITE[bound]], instant))
      : never("unbounded-lag");
  // At best nothing is in its way.
  const wait = copy.shared && bound !== "low" ? lag.worst[bound] : alone;
  return arriving(copy, exactDuration(wait))[bound];
}

/** What waits so long arrives one way later, and the product itself may take longer. */
function arriving({ rpo }: ReplicationEstimate, wait: UncertainDuration): UncertainDuration {
  const arrived = rpo?.oneWay ? risingDurations(wait, durationOf(rpo.oneWay), plus) : wait;
  return rpo?.ownLag ? risingDurations(arrived, durationOf(rpo.ownLag), longer) : arrived;
}

function isAnyOverflowing(copy: ReplicationEstimate): boolean {
  return overflows(copy) || (copy.source !== undefined && isAnyOverflowing(copy.source));
}

function overflows({ journal }: ReplicationEstimate): boolean {
  return journal !== undefined && journal.verdict !== "met";
}

/** Cases that were found each for itself; equal ones may come out swapped by rounding. */
function inOrder(of: (bound: keyof Uncertain) => Duration): UncertainDuration {
  const low = of("low");
  const likely = longer(of("likely"), low);
  return { low, likely, high: longer(of("high"), likely) };
}

/** Age of the newest point of a backup: by the clock at instants, where it has one, else at worst. */
export function backupAge(
  { loss, points }: BackupEstimate,
  instants: readonly Seconds[] | undefined,
): UncertainDuration {
  return instants && points ? clockedAgesAt(points, instants) : loss;
}

function unknownAge({ bound }: ReplicationEstimate, constants: Constants): UncertainDuration {
  const lag = bound.technology?.ownLag?.value ?? (constants["product-lag"].value as Uncertain<Seconds>);
  return { low: after(lag.low), likely: after(lag.likely), high: never("not-known") };
}

/**
 * Age of a member of a quorum group that is not needed for a majority: it follows as an asynchronous copy does, and
 * nobody knows how closely.
 */
export function laggardAge({ route }: ReplicationEstimate, constants: Constants): UncertainDuration {
  const lag = constants["product-lag"].value as Uncertain<Seconds>;
  const oneWay = seconds((route?.rtt?.high ?? 0) / 2);
  return { low: after(0), likely: after(lag.likely), high: after(Math.max(lag.high, oneWay)) };
}

/**
 * The age of a copy that went by another way for some time: what it is there once that goes on, but no more than if
 * nothing had come through.
 */
export function ageAfterDetour(
  usual: UncertainDuration,
  there: UncertainDuration,
  time: Uncertain<Seconds>,
): UncertainDuration {
  const nothing = agedBy(usual, time);
  const of = (bound: keyof Uncertain) => {
    const age = longer(usual[bound], there[bound]);
    return longer(age, nothing[bound]) === age ? nothing[bound] : age;
  };
  return { low: of("low"), likely: of("likely"), high: of("high") };
}

/** The age after nothing has reached the copy for some time. */
export function agedBy(age: UncertainDuration, missed: Uncertain<Seconds>): UncertainDuration {
  return missed.high === 0 ? age : risingDurations(age, durationOf(missed), plus);
}

export const NO_LOSS: UncertainDuration = exactDuration(after(0));
