import type { Backup } from "../model/backup.ts";
import type { Site } from "../model/site.ts";
import { bytes, type Rate, rate, type Seconds } from "../quantity/quantity.ts";
import { isExact } from "../quantity/uncertain.ts";
import { weekInstant } from "../quantity/week.ts";
import { type BackupSizes, CASES, type Case, OPPOSITE } from "./backup-sizes.ts";
import { commonPeriod, periodOf } from "./kernel/backup-clock.ts";
import type { BackupKind } from "./kernel/backup-run.ts";
import { timeToDrain } from "./kernel/copy-time.ts";
import { copyTimeInCase } from "./kernel/copy-time-any-start.ts";
import { after, type Duration, longer, never } from "./kernel/duration.ts";
import {
  constantProfile,
  lowerProfile,
  onlyWithin,
  type UncertainProfile,
  type WeeklyProfile,
} from "./kernel/weekly-profile.ts";

/** Data of a block that go the same way. */
export interface BackupLoad {
  readonly from: Site;
  readonly sizes: BackupSizes;
  /** What the way takes; absent where nothing limits it. */
  readonly service: UncertainProfile<Rate> | undefined;
}

/** What holds all of a block's data, or those from one site, to some speed. */
interface Pipe {
  /** In bytes per second, or in seconds per second for a time that was measured. */
  readonly speed: Readonly<Record<Case, WeeklyProfile>>;
  readonly amount: (of: Case, size: (sizes: BackupSizes) => number) => number;
}

/** How long the taking of backups lasts, all members of the block together: they share its rate, its window, and their ways. */
export interface BackupPipes {
  /** The speeds, and what is sent, repeat themselves after this; nothing where they never change. */
  readonly period: Seconds | undefined;
  /** Whether all cases are one. */
  readonly isExact: boolean;
  /** Of what came between two instants, beginning at `start`; undefined: for ever. */
  time(of: Case, kind: BackupKind, before: number, captured: number, start: number): number | undefined;
  /** Of a full, or the largest of increments of that length, begun at an unknown instant of the week. */
  anyTime(of: Case, length: Seconds | "full"): Duration;
}

/** For loads of known size. */
export function backupPipes(backup: Backup, loads: readonly BackupLoad[]): BackupPipes {
  const pipes = pipesOf(backup, loads);
  const sized = backup.takes === undefined && pipes.length > 0;
  const profiles = pipes.flatMap(({ speed }) => CASES.map((of) => speed[of]));
  const changes = sized ? loads.flatMap(({ sizes: { change } }) => (change ? CASES.map((of) => change[of]) : [])) : [];
  /** The same lengths are asked for again and again. */
  const known = new Map<string, Duration>();
  return {
    period: commonPeriod([...profiles, ...changes].map(periodOf)),
    isExact: isExactly(backup, loads, sized),
    time: (of, kind, before, captured, start) => {
      let longest = 0;
      for (const { speed, amount } of pipes) {
        const size = amount(
          of,
          (sizes) => (kind === "full" ? sizes.full(of) : sizes.increment(of, before, captured)) ?? 0,
        );
        const time = timeToDrain(speed[of], size, weekInstant(start));
        if (time === undefined) return undefined;
        longest = Math.max(longest, time);
      }
      return longest;
    },
    anyTime: (of, length) => {
      const key = `${of} ${length}`;
      const time = known.get(key) ?? anyTime(of, length);
      known.set(key, time);
      return time;
    },
  };

  function anyTime(of: Case, length: Seconds | "full"): Duration {
    let longest = after(0);
    for (const { speed, amount } of pipes) {
      const size = amount(of, (sizes) => (length === "full" ? sizes.full(of) : sizes.anyIncrement(of, length)) ?? 0);
      longest = longer(longest, copyTimeInCase(of, bytes(size), speed[of] as WeeklyProfile<Rate>, NOTHING));
    }
    return longest;
  }
}

function isExactly({ takes, rate: limit }: Backup, loads: readonly BackupLoad[], sized: boolean): boolean {
  if (!sized) return !takes || isExact(takes);
  const isKnown = loads.every(({ sizes, service }) => sizes.isExact && (!service || service.low === service.high));
  return isKnown && (!limit || isExact(limit));
}

const NOTHING = constantProfile(rate(0));

/** Nothing ever gets through. */
export const NO_PIPES: BackupPipes = {
  period: undefined,
  isExact: false,
  time: () => undefined,
  anyTime: () => never("no-route"),
};

/** It is not known how long it takes: any time is possible. */
export const UNKNOWN_PIPES: BackupPipes = {
  period: undefined,
  isExact: false,
  time: () => undefined,
  anyTime: (of) => (of === "high" ? never("not-known") : after(0)),
};

function pipesOf(backup: Backup, loads: readonly BackupLoad[]): readonly Pipe[] {
  const { takes, rate: limit, method } = backup;
  if (method === "snapshot") return [];
  if (takes) return [{ speed: inWindow(backup, () => constantProfile(1)), amount: (of) => takes[of] }];
  const sites = [...new Set(loads.map(({ from }) => from))];
  const pipes = sites.flatMap((site): readonly Pipe[] => {
    const here = loads.filter(({ from }) => from === site);
    const service = here.find((load) => load.service)?.service;
    const speed = speedOf(service, limit && ((of) => limit[OPPOSITE[of]]));
    return speed ? [{ speed: inWindow(backup, speed), amount: sumOver(here) }] : [];
  });
  if (!limit || sites.length < 2) return pipes;
  return [...pipes, { speed: inWindow(backup, (of) => constantProfile(limit[OPPOSITE[of]])), amount: sumOver(loads) }];
}

function sumOver(loads: readonly BackupLoad[]): Pipe["amount"] {
  return (_, size) => loads.reduce((sum, { sizes }) => sum + size(sizes), 0);
}

function speedOf(
  service: UncertainProfile<Rate> | undefined,
  limit: ((of: Case) => Rate) | undefined,
): ((of: Case) => WeeklyProfile) | undefined {
  if (!service) return limit && ((of) => constantProfile(limit(of)));
  if (!limit) return (of) => service[OPPOSITE[of]];
  return (of) => lowerProfile(service[OPPOSITE[of]], constantProfile(limit(of)));
}

function inWindow({ window }: Backup, speed: (of: Case) => WeeklyProfile): Pipe["speed"] {
  const within = (of: Case) => (window ? onlyWithin(speed(of), window, 0) : speed(of));
  return { low: within("low"), likely: within("likely"), high: within("high") };
}
