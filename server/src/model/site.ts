import type { Coordinates } from "../base/coordinates.ts";
import { findPlace, type Place } from "../catalogue/places.ts";
import type { Frequency, Rate, Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { DeclarationOf } from "./declaration.ts";
import { readDuration, readFrequency, readRate } from "./read-quantity.ts";

/** Where workloads run or copies lie. */
export interface Site {
  readonly id: number;
  readonly name: string;
  readonly label: string | undefined;
  /** Absent when no location is given, or the place is not known. */
  readonly location: SiteLocation | undefined;
  readonly region: string | undefined;
  readonly role: SiteRole | undefined;
  readonly standby: Standby | undefined;
  /** Servers that workloads may run on; absent: capacity is not checked. */
  readonly hosts: number | undefined;
  readonly vmsPerHost: number | undefined;
  readonly bootConcurrency: number | undefined;
  readonly bootTime: Uncertain<Seconds> | undefined;
  readonly restoreRate: Uncertain<Rate> | undefined;
  /** Servers set up per second. */
  readonly provisionRate: Uncertain<Frequency> | undefined;
  readonly provisionLead: Uncertain<Seconds> | undefined;
  readonly staffArrival: Uncertain<Seconds> | undefined;
  /** Storage arrays and other shared devices, as text. */
  readonly arrays: readonly string[];
}

export type SiteRole = NonNullable<DeclarationOf<"site">["document"]["value"]["role"]>;
/** How ready a site is to take workloads over. */
export type Standby = NonNullable<DeclarationOf<"site">["document"]["value"]["standby"]>;

export interface SiteLocation extends Coordinates {
  /** Set when the location was given by the name of a place: then the site may lie some way from these coordinates. */
  readonly place: Place | undefined;
}

export function readSite({ id, document: { value } }: DeclarationOf<"site">): Site {
  return {
    id,
    name: value.name ?? "",
    label: value.label,
    location: readLocation(value.location),
    region: value.region,
    role: value.role,
    standby: value.standby,
    hosts: value.hosts,
    vmsPerHost: value["vms-per-host"],
    bootConcurrency: value["boot-concurrency"],
    bootTime: readDuration(value["boot-time"]),
    restoreRate: readRate(value["restore-rate"]),
    provisionRate: readFrequency(value["provision-rate"]),
    provisionLead: readDuration(value["provision-lead"]),
    staffArrival: readDuration(value["staff-arrival"]),
    arrays: value.array ?? [],
  };
}

/** A location is `latitude, longitude` in degrees, optionally with N, S, E, W, or the name of a place. */
export function readLocation(text: string | undefined): SiteLocation | undefined {
  if (text === undefined) return undefined;
  const match = COORDINATES.exec(text);
  if (!match) {
    const place = findPlace(text);
    return place && { latitude: place.latitude, longitude: place.longitude, place };
  }
  const latitude = Number(match[1]) * (match[2]?.toUpperCase() === "S" ? -1 : 1);
  const longitude = Number(match[3]) * (match[4]?.toUpperCase() === "W" ? -1 : 1);
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  return { latitude, longitude, place: undefined };
}

const COORDINATES = /^\s*([+-]?\d+(?:\.\d+)?)\s*°?\s*([NS])?\s*,\s*([+-]?\d+(?:\.\d+)?)\s*°?\s*([EW])?\s*$/i;
