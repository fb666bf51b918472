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

/** Whether Fibre Channel frames go over the link itself, so that credits and not TCP set its limits. */
export function isFibreChannel(medium: Medium | undefined, transport: Transport | undefined): boolean {
  return medium === "fibre-channel" || transport === "fc";
}
