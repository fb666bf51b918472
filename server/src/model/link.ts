import { parseQuantity } from "../quantity/parse-quantity.ts";
import { parseWindow } from "../quantity/parse-window.ts";
import type { Bytes, Metres, Rate, Ratio, Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { WeekSpan } from "../quantity/week.ts";
import type { DeclarationOf } from "./declaration.ts";
import { readDistance, readDuration, readRate, readRatio, readSize } from "./read-quantity.ts";

/** A line between two sites, as declared: what is absent is assumed by the estimate. */
export interface Link {
  readonly id: number;
  readonly name: string;
  readonly label: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly twoWay: boolean;
  readonly bandwidth: Uncertain<Rate> | undefined;
  readonly medium: Medium | undefined;
  readonly distance: Uncertain<Metres> | undefined;
  readonly rtt: Uncertain<Seconds> | undefined;
  readonly loss: Uncertain<Ratio> | undefined;
  readonly efficiency: Uncertain<Ratio> | undefined;
  readonly mtu: Bytes | undefined;
  readonly tcpWindow: Uncertain<Bytes> | undefined;
  readonly streams: number | undefined;
  readonly transport: Transport | undefined;
  readonly credits: number | undefined;
  readonly available: Available | undefined;
  readonly otherTraffic: readonly WindowedRate[];
  readonly throttle: readonly WindowedRate[];
  readonly optimiser: Uncertain<Ratio> | undefined;
  readonly writeAcceleration: boolean;
  readonly standbyFor: string | undefined;
  readonly conduits: readonly string[];
}

export type Medium = NonNullable<DeclarationOf<"link">["document"]["value"]["medium"]>;
export type Transport = NonNullable<DeclarationOf<"link">["document"]["value"]["transport"]>;

/** What replication may use of a line. */
export type Available =
  | { readonly kind: "share"; readonly value: Uncertain<Ratio> }
  | { readonly kind: "rate"; readonly value: Uncertain<Rate> };

/** A rate, everywhere or in a weekly window. */
export interface WindowedRate {
  readonly value: Uncertain<Rate>;
  /** Absent: always. */
  readonly windows: readonly WeekSpan[] | undefined;
}

export function readLink({ id, document }: DeclarationOf<"link">): Link {
  const { value } = document;
  return {
    id,
    name: value.name ?? "",
    label: value.label,
    from: value.from ?? "",
    to: value.to ?? "",
    twoWay: value.direction !== "one-way",
    bandwidth: readRate(value.bandwidth),
    medium: value.medium,
    distance: readDistance(value.distance),
    rtt: readDuration(value.rtt),
    loss: readRatio(value.loss),
    efficiency: readRatio(value.efficiency),
    mtu: readMtu(value.mtu),
    tcpWindow: readSize(value["tcp-window"]),
    streams: value.streams,
    transport: value.transport,
    credits: value.credits,
    available: readAvailable(value.available),
    otherTraffic: readWindowedRates(value["other-traffic"], readRate),
    throttle: readWindowedRates(value.throttle, readRate),
    optimiser: readRatio(typeof value.optimiser === "object" ? value.optimiser.ratio : value.optimiser),
    writeAcceleration: value["write-acceleration"] ?? false,
    standbyFor: value["standby-for"],
    conduits: value.conduit ?? [],
  };
}

/** The statements of a rate with optional windows; those in error are left out. */
export function readWindowedRates(
  statements: readonly (string | { readonly rate?: string; readonly window?: string })[] | undefined,
  read: (text: string | undefined) => Uncertain<Rate> | undefined,
): readonly WindowedRate[] {
  return (statements ?? []).flatMap((statement): readonly WindowedRate[] => {
    const { rate, window } = typeof statement === "string" ? { rate: statement, window: undefined } : statement;
    const value = read(rate);
    if (!value) return [];
    if (window === undefined) return [{ value, windows: undefined }];
    const parsed = parseWindow(window);
    return parsed.ok ? [{ value, windows: parsed.spans }] : [];
  });
}

function readMtu(text: string | undefined): Bytes | undefined {
  if (text === undefined) return undefined;
  const result = parseQuantity(text);
  return result.ok ? (result.quantity.value.likely as Bytes) : undefined;
}

function readAvailable(text: string | undefined): Available | undefined {
  const share = readRatio(text);
  if (share) return { kind: "share", value: share };
  const value = readRate(text);
  return value && { kind: "rate", value };
}
