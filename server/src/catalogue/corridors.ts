import source from "../../catalogue/corridors.json" with { type: "json" };
import type { Cable, Corridors, Hub } from "../base/corridors.ts";

/** Reads the shape of `server/catalogue/corridors.json`. Throws when a link names no hub or a figure is no number: the file ships with the product. */
export function readCorridors(text: CorridorsSource): Corridors {
  const places = Object.entries(text.hubs).flatMap(([zone, lines]) => lines.map((line) => readHub(line, zone)));
  const indices = new Map(places.map(({ name }, index) => [name, index]));
  const cables = Object.values(text.cables).flatMap((kind) =>
    kind.links.map((line) => readCable(line, kind.factor, indices)),
  );
  const reached = new Set(cables.flatMap(({ measured, from, to }) => (measured ? [from, to] : [])));
  const hubs = places.map((place, index) => ({ ...place, measured: reached.has(index) }));
  return { hubs, cables, access: text.access, direct: text.direct, added: text.added, spread: text.spread };
}

/** `corridors.json` as written: hubs `name|latitude|longitude` by zone, links `hub|hub|factor` by kind. */
export interface CorridorsSource {
  readonly about: string;
  readonly hubs: Readonly<Record<string, readonly string[]>>;
  readonly cables: Readonly<Record<string, { readonly factor: number; readonly links: readonly string[] }>>;
  readonly access: number;
  readonly direct: number;
  readonly added: number;
  readonly spread: Corridors["spread"];
}

/** The corridors that ship with the product. */
export const corridors: Corridors = readCorridors(source);

function readHub(line: string, zone: string): Omit<Hub, "measured"> {
  const [name, latitude, longitude] = line.split("|");
  return { name: name ?? "", zone, latitude: figure(latitude, line), longitude: figure(longitude, line) };
}

function readCable(line: string, factor: number, hubs: ReadonlyMap<string, number>): Cable {
  const [from, to, own] = line.split("|");
  const ends = { from: hubs.get(from ?? ""), to: hubs.get(to ?? "") };
  if (ends.from === undefined || ends.to === undefined)
    throw new RangeError(`The link '${line}' names an unknown hub.`);
  return {
    from: ends.from,
    to: ends.to,
    factor: own === undefined ? factor : figure(own, line),
    measured: own !== undefined,
  };
}

function figure(text: string | undefined, line: string): number {
  const value = text === undefined || text === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new RangeError(`'${line}' lacks a number.`);
  return value;
}
