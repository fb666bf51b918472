import type { Constants } from "../../model/constants.ts";
import { type Instant, secondsOfWeek } from "../../model/read-instant.ts";
import { type Seconds, seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { DAY_WORDS } from "../../quantity/week.ts";
import type { BackupEstimate } from "../backup-estimate.ts";
import { clockedAgesAt } from "../backup-levels.ts";
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
 * the instant; alone on its line, it waits as long there as it does then. Where the change or the line is not known the
 * age may be anything from the product's own lag on.
 */
export function copyAge(
  copy: ReplicationEstimate,
  constants: Constants,
  instants: readonly Seconds[] | undefined,
): UncertainDuration {
  const { rpo, lag, demand, source, journal } = copy;
  if (!rpo) return unknownAge(copy, constants);
  const overflows = journal !== undefined && journal.verdict !== "met";
  if (!instants || !lag || !demand?.service || source || overflows) return rpo.worst;
  const { service, wire } = demand;
  const waited = (bound: keyof Uncertain, other: keyof Uncertain): Duration =>
    copy.lagAlone?.cases[bound].kind === "steady"
      ? after(Math.max(...instants.map((instant) => waitAt(wire[bound], service[other], instant))))
      : never("unbounded-lag");
  const low = waited("low", "high");
  const likely = longer(waited("likely", "likely"), low);
  const wait = copy.shared
    ? { low, likely: longer(lag.worst.likely, low), high: longer(lag.worst.high, low) }
    : { low, likely, high: longer(waited("high", "low"), likely) };
  const arrived = rpo.oneWay ? risingDurations(wait, durationOf(rpo.oneWay), plus) : wait;
  return rpo.ownLag ? risingDurations(arrived, durationOf(rpo.ownLag), longer) : arrived;
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
