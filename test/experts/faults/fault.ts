/** One mistake in a plan that an expert would sign, as somebody makes it. */
export interface Fault {
  /** What is wrong with it, for people. */
  readonly what: string;
  /** The plan, without its ending. */
  readonly plan: string;
  /** What stands there once, and what stands there instead. */
  readonly from: string;
  readonly to: string;
  /** The rule that must find it. */
  readonly found: string;
  /** The head of the block, and what is underlined in it (`foundPlaces`). */
  readonly at: string;
  /** Other rules that are right to speak, each with its reason. */
  readonly also?: Readonly<Record<string, string>>;
}
