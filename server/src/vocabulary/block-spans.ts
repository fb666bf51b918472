import { type Span, span, touches } from "../base/span.ts";
import type { Block, Statement } from "../syntax/tree.ts";
import type { SpanIndex } from "./block-document.ts";
import { readStatement } from "./read-statement.ts";
import { type RecordedSpan, reading, type SpanRecord } from "./reading.ts";
import type { BlockInfo } from "./vocabulary.ts";

/** The spans of a block, found by reading it again when somebody asks: most blocks are never asked. */
export class BlockSpans implements SpanIndex {
  private found: SpanRecord | undefined;

  constructor(
    private readonly block: Block,
    private readonly read: Statement,
    private readonly info: BlockInfo | undefined,
    /** Pointers of list items that the value no longer holds. */
    private readonly removed: readonly string[],
  ) {}

  get statement(): Span {
    return this.read.span;
  }

  get header(): Span {
    return headerOf(this.read);
  }

  at(pointer: string): Span | undefined {
    return this.spans().get(pointer)?.value;
  }

  keyAt(pointer: string): Span | undefined {
    return this.spans().get(pointer)?.key;
  }

  pointerAt(offset: number): string | undefined {
    return innermostPointer(this.spans(), offset);
  }

  private spans(): SpanRecord {
    if (!this.found) {
      const record = this.info ? recordSpans(this.block, this.read, this.info) : new Map<string, RecordedSpan>();
      this.found = this.removed.length === 0 ? record : renumber(record, this.removed);
    }
    return this.found;
  }
}

/** The spans of everything that a statement says, also of what is wrong. */
export function recordSpans(block: Block, statement: Statement, info: BlockInfo): SpanRecord {
  const spans: SpanRecord = new Map();
  readStatement(statement, info, reading(block.text, undefined, spans), "");
  return spans;
}

export function headerOf({ word, values }: Statement): Span {
  return span(word.span.start, values[values.length - 1]?.span.end ?? word.span.end);
}

/** The deepest pointer whose value or word touches the offset. */
export function innermostPointer(spans: SpanRecord, offset: number): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [pointer, { value, key }] of spans) {
    for (const place of key ? [value, key] : [value]) {
      const length = place.end - place.start;
      const deeper = length === least && pointer.length > (best?.length ?? 0);
      if (touches(place, offset) && (length < least || deeper)) {
        best = pointer;
        least = length;
      }
    }
  }
  return best;
}

/** The record without some list items, and with the indexes that the rest then has. */
export function renumber(spans: SpanRecord, removed: readonly string[]): SpanRecord {
  const gaps = removed.map((pointer) => {
    const slash = pointer.lastIndexOf("/");
    return { list: `${pointer.slice(0, slash)}/`, index: Number(pointer.slice(slash + 1)) };
  });
  const kept: SpanRecord = new Map();
  for (const [pointer, spanned] of spans) {
    let moved: string | undefined = pointer;
    for (const list of new Set(gaps.map((gap) => gap.list))) {
      if (!moved?.startsWith(list)) continue;
      const [index = "", ...rest]: readonly string[] = moved.slice(list.length).split("/");
      const indexes = gaps.filter((gap) => gap.list === list).map((gap) => gap.index);
      const before = indexes.filter((gap) => gap < Number(index)).length;
      moved = indexes.includes(Number(index)) ? undefined : [list + (Number(index) - before), ...rest].join("/");
    }
    if (moved !== undefined) kept.set(moved, spanned);
  }
  return kept;
}
