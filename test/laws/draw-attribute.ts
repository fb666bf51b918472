import type { Random } from "../bench/seeded-random.ts";

export const WINDOWS = ["mon-fri 09:00-17:00", "22:00-06:00", "sat,sun", "sun 23:00-02:00", "wed 12:00-12:30"];

/** An attribute with the chance that it is there. */
export function sometimes(random: Random, chance: number, attribute: () => string): string {
  return random.chance(chance) ? `; ${attribute()}` : "";
}

/** From `low` to `high`, all orders of magnitude alike, as a whole number. */
export function whole(random: Random, low: number, high: number): number {
  return Math.round(Math.exp(random.real(Math.log(low), Math.log(high))));
}

/** A figure, at times with a tolerance. */
export function uncertain(random: Random, text: string): string {
  return random.chance(0.25) ? `${text} ± ${random.pick([10, 30])} %` : text;
}
