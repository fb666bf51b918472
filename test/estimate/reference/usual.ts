import { bytes, ratio, seconds } from "../../../server/src/quantity/quantity.ts";
import { exactly } from "../../../server/src/quantity/uncertain.ts";

/** Figures of an ordinary plan, for tests that are about something else. */
export const GLASS_INDEX = ratio(1.4682);

export const FRAMING = { mtu: 1500, leasedLineEfficiency: ratio(0.96) } as const;

export const LINE = { ...FRAMING, loss: ratio(0), window: bytes(4 * 1024 * 1024), streams: 4 } as const;

export const REMOTE_SERVICE = exactly(seconds(0.0001));

export const DEVICES = { perEnd: exactly(2), delay: exactly(seconds(25e-6)) } as const;
