import { type Bytes, bytes, type Seconds, seconds } from "../../quantity/quantity.ts";
import { profileIntegral, type WeeklyProfile } from "./weekly-profile.ts";

/** Most that is written within a time that begins at any instant of the week. */
export function mostWrittenWithin(change: WeeklyProfile, length: Seconds): Bytes {
  if (change.starts.length === 1) return bytes((change.values[0] as number) * length);
  // The integral over a stretch is most where the stretch begins or ends at a breakpoint.
  let most = 0;
  for (const start of change.starts) {
    const beginning = profileIntegral(change, seconds(start), length);
    const ending = profileIntegral(change, seconds(start - length), length);
    most = Math.max(most, beginning, ending);
  }
  return bytes(most);
}
