import type { Span } from "../base/span.ts";

/** Something that may stand at a place. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Key for `completionDocumentation`, where the documentation is made only when it is looked at. */
  readonly more?: string;
  readonly insertText: string;
  /** `insertText` has tab stops: `${1:155} Mbps`. */
  readonly snippet: boolean;
  /** What follows should be offered at once. */
  readonly suggestNext: boolean;
  readonly sortText: string;
  /** What is compared with what is typed. */
  readonly filterText: string;
  /** What `insertText` replaces, in the file. On one line, and the place lies in it. */
  readonly replace: Span;
}

export type CompletionKind =
  | "block"
  | "attribute"
  | "word"
  | "choice"
  | "unit"
  | "value"
  | "place"
  | "region"
  | "site"
  | "link"
  | "tier"
  | "workload"
  | "backup"
  | "scenario"
  | "step"
  | "technology"
  | "option"
  | "conduit";

export interface Completions {
  readonly items: readonly CompletionItem[];
  /** There are more: ask again when more is typed. */
  readonly incomplete: boolean;
}

/** What an item is made of; the rest has usual values. */
export type ItemParts = Pick<CompletionItem, "label" | "kind"> &
  Partial<Omit<CompletionItem, "label" | "kind" | "replace" | "sortText">> & {
    /** Lower first. */
    readonly rank?: number;
  };

/** Items in their order within a rank. */
export function itemsOf(parts: readonly ItemParts[], replace: Span): readonly CompletionItem[] {
  return parts.map(({ rank = 5, ...part }, order) => ({
    insertText: part.label,
    snippet: false,
    suggestNext: false,
    filterText: part.label,
    ...part,
    sortText: `${rank}${String(order).padStart(4, "0")}`,
    replace,
  }));
}

/** More than these are not sent: what is typed next narrows them. */
export const MOST_ITEMS = 800;

/** Whether the letters of `typed` occur in a text in their order. Both in lower case. */
export function holdsInOrder(text: string, typed: string): boolean {
  let at = -1;
  for (const letter of typed) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
