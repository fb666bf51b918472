import type { Coordinates } from "../base/coordinates.ts";
import { findPlace, type Place } from "../catalogue/places.ts";
import type { DeclarationOf } from "./declaration.ts";

/** Where workloads run or copies lie. */
export interface Site {
  readonly id: number;
  readonly name: string;
  readonly label: string | undefined;
  /** Absent when no location is given, or the place is not known. */
  readonly location: SiteLocation | undefined;
}

export interface SiteLocation extends Coordinates {
  /** Set when the location was given by the name of a place: then the site may lie some way from these coordinates. */
  readonly place: Place | undefined;
}

export function readSite({ id, document: { value } }: DeclarationOf<"site">): Site {
  return { id, name: value.name ?? "", label: value.label, location: readLocation(value.location) };
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
