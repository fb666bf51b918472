import type { PositionEntry } from "../estimate/document/finding-entry.ts";

/** The lines of a text, for telling people where something stands. */
export class SourceLines {
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    const starts = [0];
    for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + lineBreak.length);
    this.starts = starts;
  }

  /** Line and character from zero, in UTF-16 code units; an offset beyond the text is its end. */
  position(offset: number): PositionEntry {
    const at = Math.min(Math.max(0, offset), this.text.length);
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: at - (this.starts[low] as number) };
  }

  /** A line without its break; empty beyond the last. */
  line(index: number): string {
    const start = this.starts[index];
    if (start === undefined) return "";
    return this.text.slice(start, this.starts[index + 1]).replace(/[\r\n]+$/, "");
  }
}
