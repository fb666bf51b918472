import { type Ratio, ratio } from "../../quantity/quantity.ts";

/** What a link runs over. */
export type Medium =
  | "dark-fibre"
  | "hollow-core"
  | "dwdm"
  | "fibre-channel"
  | "metro-ethernet"
  | "leased-line"
  | "mpls"
  | "cloud-backbone"
  | "internet-vpn"
  | "microwave"
  | "geo-satellite"
  | "leo-satellite";

/** What carries the data over a link. */
export type Transport = "tcp" | "udp-accelerated" | "fcip" | "iscsi" | "fc";

/** Share of packets lost where a link does not say. Own choices by kind of medium, unverified. */
const LOSS = { owned: ratio(0), carrier: ratio(0.000_01), internetOrRadio: ratio(0.001) };

/** The loss assumed on a medium; on one not given, that of a carrier's network. */
export function defaultLoss(medium: Medium | undefined): Ratio {
  switch (medium) {
    case "dark-fibre":
    case "hollow-core":
    case "dwdm":
    case "fibre-channel":
      return LOSS.owned;
    case "internet-vpn":
    case "microwave":
    case "geo-satellite":
    case "leo-satellite":
      return LOSS.internetOrRadio;
    default:
      return LOSS.carrier;
  }
}

/** Whether Fibre Channel frames go over the link itself, so that credits and not TCP set its limits. */
export function isFibreChannel(medium: Medium | undefined, transport: Transport | undefined): boolean {
  return medium === "fibre-channel" || transport === "fc";
}
