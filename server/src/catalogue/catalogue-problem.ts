/** Something in a catalogue entry that cannot be used; the rest of the entry stays. */
export interface CatalogueProblem {
  /** JSON pointer from the document's root: `/technologies/3/max-rtt`. */
  readonly path: string;
  readonly message: string;
}
