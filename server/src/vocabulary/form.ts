/**
 * How values stand behind a word, as `form` in the schema writes it:
 * `<rate> [<window>]`, `<interval> [at <at>]`, `<of> [rpo <= <rpo>] [rto <= <rto>]`, `<workloads...> [from <from>] to <to>`.
 *
 * Angle brackets hold a part, square brackets what may be left out, three dots a list with commas. A part with a word
 * before it may stand anywhere behind the parts that have none, since its word says which one it is.
 */
export interface Form {
  readonly segments: readonly Segment[];
  /** Segments without a word, in the order in which they must stand. */
  readonly positional: readonly Segment[];
  readonly byWord: ReadonlyMap<string, Segment>;
}

export interface Segment {
  /** Property of the value in JSON. The value itself when empty. */
  readonly part: string;
  readonly word?: string;
  /** A symbol between the word and the value. */
  readonly symbol?: "<=";
  readonly list: boolean;
  readonly optional: boolean;
}

const SEGMENT = /(\[)?(?:([\p{L}\d-]+) )?(?:(<=) )?<([\w-]*)(\.\.\.)?>\]?/gu;

export function parseForm(text: string): Form {
  const segments: Segment[] = [];
  for (const [, bracket, word, symbol, part = "", dots] of text.matchAll(SEGMENT)) {
    segments.push({
      part,
      ...(word === undefined ? {} : { word }),
      ...(symbol === "<=" ? { symbol } : {}),
      list: dots !== undefined,
      optional: bracket !== undefined,
    });
  }
  return formOf(segments);
}

/** The form of an attribute that has one value, or a list of them. */
export function plainForm(list: boolean): Form {
  return formOf([{ part: "", list, optional: false }]);
}

function formOf(segments: readonly Segment[]): Form {
  const byWord = new Map<string, Segment>();
  for (const segment of segments) if (segment.word !== undefined) byWord.set(segment.word, segment);
  return { segments, positional: segments.filter((segment) => segment.word === undefined), byWord };
}
