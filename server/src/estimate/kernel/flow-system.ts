import type { Rate } from "../../quantity/quantity.ts";
import { rate } from "../../quantity/quantity.ts";
import { type FlowGroup, groupFlows } from "./flow-groups.ts";
import type { FlowNetwork } from "./flow-network.ts";
import { type Offer, offeredLoad } from "./offered-load.ts";
import { changesFrom, inUnits, type ProfileChanges, profileChanges } from "./profile-changes.ts";
import { repeatingDays } from "./repeating-days.ts";
import { constantProfile, profileMax, profileMean, type WeeklyProfile } from "./weekly-profile.ts";

/** A network laid out for simulation: numbers only, in shares of `unit`, and a week that starts where little waits. */
export interface FlowSystem {
  readonly flows: number;
  readonly links: number;
  readonly groups: readonly FlowGroup[];
  /** The groups that have caps or claims. */
  readonly limited: readonly number[];
  /**
   * Of the demand of each flow, then of the capacity of each link, then of the cap and the claim of each of `limited`;
   * times are seconds from the start of the week, and the changes at 0 set everything.
   */
  readonly changes: ProfileChanges;
  /** The mean of each of these. */
  readonly means: Float64Array;
  /** Of each day of the week whether it goes as the one before (`repeatingDays`). */
  readonly repeats: readonly boolean[];
  readonly offer: Offer;
  /** The highest demand, bytes per second; 1 without any. With rates in shares of it, neither huge nor tiny ones leave the range of numbers. */
  readonly unit: number;
}

/** The system of a network. */
export function flowSystem(network: FlowNetwork): FlowSystem {
  const { flows, capacities } = network;
  const groups = groupFlows(network);
  const limited = groups.flatMap(({ cap, claim }, group) => (cap || claim ? [group] : []));
  const limits = limited.flatMap((group) => [groups[group]?.cap ?? UNLIMITED, groups[group]?.claim ?? UNLIMITED]);
  const profiles: readonly WeeklyProfile[] = [...flows.map(({ demand }) => demand), ...capacities, ...limits];
  const unit = flows.reduce((most, { demand }) => Math.max(most, profileMax(demand)), 0) || 1;
  const changes = profileChanges(profiles, unit);
  const offer = offeredLoad(network, changes);
  const week = changesFrom(changes, offer.quietest, profiles.length);
  return {
    flows: flows.length,
    links: capacities.length,
    groups,
    limited,
    changes: week,
    repeats: repeatingDays(week, profiles.length),
    means: Float64Array.from(profiles, (profile) => inUnits(profileMean(profile), unit)),
    offer,
    unit,
  };
}

/** The same system, of which the week starts so many seconds later. */
export function startedLater(system: FlowSystem, by: number): FlowSystem {
  const profiles = system.means.length;
  const changes = changesFrom(system.changes, by, profiles);
  return { ...system, changes, repeats: repeatingDays(changes, profiles) };
}

const UNLIMITED: WeeklyProfile<Rate> = constantProfile(rate(Number.MAX_VALUE));
