declare const unit: unique symbol;

/**
 * A number that knows its SI unit. Arithmetic drops the brand, so a forgotten conversion fails
 * to compile where it is returned.
 */
export type Quantity<U extends string> = number & { readonly [unit]: U };

export type Seconds = Quantity<"s">;
export type Bytes = Quantity<"B">;
/** Bytes per second. */
export type Rate = Quantity<"B/s">;
export type Metres = Quantity<"m">;
/** A plain factor: 0.7 for 70 %, 14 for `14x`. */
export type Ratio = Quantity<"1">;
/** Events per second. */
export type Frequency = Quantity<"1/s">;

export const seconds = (value: number): Seconds => value as Seconds;
export const bytes = (value: number): Bytes => value as Bytes;
export const rate = (value: number): Rate => value as Rate;
export const metres = (value: number): Metres => value as Metres;
export const ratio = (value: number): Ratio => value as Ratio;
export const frequency = (value: number): Frequency => value as Frequency;

/** Speed of light in vacuum, m/s. Exact by the definition of the metre (SI brochure, 2019). */
export const LIGHT_SPEED = 299_792_458;
