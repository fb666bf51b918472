import { codeSpan, paragraphs, plain } from "../base/markdown.ts";
import { findPlace } from "../catalogue/places.ts";
import { floor } from "../estimate/kernel/floor.ts";
import { readLocation } from "../model/site.ts";
import { formatDistance, formatDuration, formatNumber, formatRate, formatSize } from "../quantity/format-quantity.ts";
import { type ParsedQuantity, parseQuantity } from "../quantity/parse-quantity.ts";
import { parseWindow } from "../quantity/parse-window.ts";
import { metres } from "../quantity/quantity.ts";
import { isExact, type Uncertain } from "../quantity/uncertain.ts";

/** What the meaning of a quantity rests on. */
export interface QuantityContext {
  /** Bytes to which a rate in shares of the data refers. */
  readonly data: Uncertain | undefined;
  /** Refractive index of glass, for the time that light takes over a distance. */
  readonly glassIndex: number;
}

/** What a quantity comes to in other units. */
export function quantityMarkdown(text: string, context: QuantityContext): string | undefined {
  const parsed = parseQuantity(text);
  if (!parsed.ok) return undefined;
  const { quantity, canonical } = parsed;
  if (quantity.ambiguous) {
    const readings = quantity.ambiguous.meanings.map(({ text: meaning }) => codeSpan(meaning)).join(" or ");
    return `**${plain(text)}** is ambiguous: ${readings}, a factor of eight.`;
  }
  const shown = spaced(canonical);
  const readings = [...new Set(readingsOf(quantity, context))].filter((reading) => plainSpaces(reading) !== shown);
  return `**${shown}**${readings.map((reading) => ` = ${reading}`).join("")}`;
}

function spaced(text: string): string {
  return text.replaceAll("_", " ");
}

function plainSpaces(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

function readingsOf(quantity: ParsedQuantity, { data, glassIndex }: QuantityContext): readonly string[] {
  const { dimension, value, relative } = quantity;
  switch (dimension) {
    case "rate":
      if (!relative) return rateReadings(value);
      return data ? rateReadings(timesBoth(value, data)) : [];
    case "size":
      return [shown(value, formatSize), shown(value, binarySize)];
    case "duration":
      return [shown(value, formatDuration), ...(value.likely >= 7200 ? [shown(value, hours)] : [])];
    case "distance":
      return [shown(value, formatDistance), `${shown(value, lightTime(glassIndex))} there and back for light in glass`];
    case "frequency":
      return value.likely > 0 ? [`one every ${formatDuration(1 / value.likely)}`] : [];
    case "ratio":
    case "money":
    case "number":
      return [];
  }
}

function timesBoth(a: Uncertain, b: Uncertain): Uncertain {
  return { low: a.low * b.low, likely: a.likely * b.likely, high: a.high * b.high };
}

const rateReadings = (value: Uncertain) => [
  shown(value, (rate) => formatRate(rate, "bits")),
  shown(value, (rate) => formatRate(rate, "bytes")),
  shown(value, (rate) => `${formatSize(rate * 86_400)} a day`),
];

const hours = (time: number) => `${formatNumber(time / 3600)} h`;

const lightTime = (index: number) => (distance: number) =>
  formatDuration(floor(metres(distance), { kind: "matter", index }));

const BINARY_UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

function binarySize(size: number): string {
  let step = 0;
  let rest = size;
  while (rest >= 1024 && step < BINARY_UNITS.length - 1) {
    rest /= 1024;
    step++;
  }
  return `${formatNumber(rest)} ${BINARY_UNITS[step]}`;
}

/** Of a range both ends. */
function shown(value: Uncertain, format: (value: number) => string): string {
  return isExact(value) ? format(value.likely) : `${format(value.low)} … ${format(value.high)}`;
}

/** How much of the week a window holds. */
export function windowMarkdown(text: string, timezone: string): string | undefined {
  const parsed = parseWindow(text);
  if (!parsed.ok) return undefined;
  const total = parsed.spans.reduce((sum, { start, end }) => sum + end - start, 0);
  return `**${parsed.canonical}** = ${formatNumber(total / 3600)} h of the week's 168, in ${plain(timezone)}`;
}

/** The weekday and the date in words. */
export function dateMarkdown(text: string): string | undefined {
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return undefined;
  const words = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" }).format(date);
  return `**${text}** = ${words}`;
}

/** Where a place is. */
export function placeMarkdown(text: string): string | undefined {
  const location = readLocation(text);
  if (!location) return undefined;
  const place = findPlace(text);
  const where = coordinatesText(location.latitude, location.longitude);
  if (!place) return `**${where}**`;
  const kind = place.kind === "region" ? `cloud region ${codeSpan(place.id)} at ` : "";
  return paragraphs(
    `**${where}** · ${kind}${place.name}, ${place.country}`,
    "A place stands for the centre of its metropolitan area: a site that bears its name lies within some 15 km. Coordinates make the floor of the round trip exact.",
  );
}

export function coordinatesText(latitude: number, longitude: number): string {
  const side = (value: number, [positive, negative]: readonly [string, string]) =>
    `${Math.abs(value)}° ${value < 0 ? negative : positive}`;
  return `${side(latitude, ["N", "S"])}, ${side(longitude, ["E", "W"])}`;
}
