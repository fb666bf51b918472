import { uncertain } from "../quantity/uncertain.ts";
import type { Technology, WitnessLimit } from "./technology.ts";

/**
 * The round-trip limit to the witness for a number of hosts per site; nothing when none is published.
 * Without a number the limit runs from that of the largest installation to that of the smallest, and the larger
 * installation's is the likely one, to be safe. More hosts than the table knows: the last entry.
 */
export function witnessMaxRtt({ witnessMaxRtt: table }: Technology, hosts?: number): WitnessLimit | undefined {
  const smallest = table[0];
  const largest = table.at(-1);
  if (!smallest || !largest || smallest === largest) return largest;
  if (hosts !== undefined)
    return table.find(({ upToHosts }) => upToHosts === undefined || hosts <= upToHosts) ?? largest;
  const { upToHosts: _, ...limit } = largest;
  return {
    ...limit,
    value: uncertain(largest.value.low, largest.value.likely, smallest.value.high),
    text: `${largest.text} to ${smallest.text}`,
    note: "Depends on the number of hosts per site.",
  };
}
