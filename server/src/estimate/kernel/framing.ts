import { type Bytes, bytes, type Ratio, ratio } from "../../quantity/quantity.ts";
import { isFibreChannel, type Medium, type Transport } from "./medium.ts";

/** What decides how much of a link is headers. */
export interface Framing {
  readonly medium?: Medium;
  readonly transport?: Transport;
  /** Largest IP packet, bytes. Less than 576 counts as 576, which every IPv4 host must take (RFC 791). */
  readonly mtu: number;
  /** TCP timestamps (RFC 7323); no if left out. */
  readonly timestamps?: boolean;
  /** Share of a leased line that its users see. */
  readonly leasedLineEfficiency: Ratio;
}

/**
 * Share of a link's bandwidth left for data: payload of a full packet over what the packet occupies on the wire.
 *
 * Links are taken as Ethernet under TCP/IPv4, gap and preamble counted; an internet VPN adds IPsec, iSCSI and FCIP
 * their own headers. A leased line has no Ethernet: `leasedLineEfficiency` stands for it. The nominal rates of Fibre
 * Channel (`fibreChannelRate`) are net of framing already: 1.
 */
export function framingEfficiency(framing: Framing): Ratio {
  if (isFibreChannel(framing.medium, framing.transport)) return ratio(1);
  const encapsulation = ENCAPSULATION_SHARE[framing.transport ?? "tcp"];
  if (framing.medium === "leased-line") return ratio(framing.leasedLineEfficiency * encapsulation);
  return ratio((segmentSize(framing) / (packetSize(framing) + ETHERNET_FRAME)) * encapsulation);
}

/** Data of one full TCP segment (MSS without options), bytes. */
export function segmentSize(framing: Omit<Framing, "leasedLineEfficiency">): Bytes {
  const packet = framing.medium === "internet-vpn" ? insideTunnel(packetSize(framing)) : packetSize(framing);
  return bytes(packet - IP_HEADER - TCP_HEADER - (framing.timestamps ? TIMESTAMPS : 0));
}

/** Preamble 8, header 14, frame check 4 and gap 12 of an untagged Ethernet frame, bytes. Source: IEEE 802.3. */
const ETHERNET_FRAME = 38;

/** Without options, bytes. Source: RFC 791. */
const IP_HEADER = 20;

/** Without options, bytes. Source: RFC 9293. */
const TCP_HEADER = 20;

/** The timestamps option padded to words, bytes. Source: RFC 7323, appendix A. */
const TIMESTAMPS = 12;

/** Datagram that every host must accept, bytes. Source: RFC 791, section 3.1. */
const LEAST_MTU = 576;

/** Outer IP header, ESP header 8, explicit nonce 8, integrity check 16, bytes: ESP with AES-GCM in tunnel mode. Source: RFC 4303, RFC 4106. */
const ESP_OUTSIDE = IP_HEADER + 8 + 8 + 16;

/** Pad length and next header, bytes; with the inner packet they fill words of 4. Source: RFC 4303, section 2.4. */
const ESP_TRAILER = 2;
const ESP_WORD = 4;

/** Data and header of an iSCSI PDU, bytes: MaxRecvDataSegmentLength by default, basic header, no digests. Source: RFC 7143, sections 11.2 and 13.12. */
const ISCSI_DATA = 8192;
const ISCSI_HEADER = 48;

/** Data of a full Fibre Channel frame, bytes; and what FCIP makes of the frame: frame header 24 and check 4, encapsulation header 28, start and end of frame 4 each. Source: RFC 3643, FC-FS. */
const FC_DATA = 2112;
const FCIP_HEADERS = 24 + 4 + 28 + 4 + 4;

/** Share of a TCP stream that is data. An accelerated UDP transport is taken to need as much as TCP. */
const ENCAPSULATION_SHARE: Readonly<Record<Transport, number>> = {
  tcp: 1,
  "udp-accelerated": 1,
  iscsi: ISCSI_DATA / (ISCSI_DATA + ISCSI_HEADER),
  fcip: FC_DATA / (FC_DATA + FCIP_HEADERS),
  fc: 1,
};

function packetSize({ mtu }: Pick<Framing, "mtu">): number {
  return Math.max(LEAST_MTU, mtu);
}

function insideTunnel(packet: number): number {
  return Math.floor((packet - ESP_OUTSIDE) / ESP_WORD) * ESP_WORD - ESP_TRAILER;
}
