import type { Node } from "jsonc-parser";
import { type Span, span, touches } from "../base/span.ts";
import type { SpanIndex } from "./block-document.ts";
import { unescapeToken } from "./value-place.ts";

/**
 * The spans of a block in a JSON file, by pointers into its value in the long form. Where the file shortens a value, its
 * parts have the span of the whole.
 */
export class JsonSpans implements SpanIndex {
  constructor(
    private readonly node: Node,
    private readonly namePart: string | undefined,
    /** Pointers of list items that the value no longer holds. */
    private readonly removed: readonly string[],
  ) {}

  get statement(): Span {
    return spanOf(this.node);
  }

  get header(): Span {
    const name = this.namePart === undefined ? undefined : propertyOf(this.node, this.namePart)?.children?.[1];
    return name ? spanOf(name) : span(this.node.offset, this.node.offset + 1);
  }

  at(pointer: string): Span | undefined {
    const found = this.find(pointer);
    return found && spanOf(found);
  }

  keyAt(pointer: string): Span | undefined {
    let node = this.find(pointer);
    while (node && node !== this.node && node.parent?.type !== "property") node = node.parent;
    const key = node === this.node ? undefined : node?.parent?.children?.[0];
    return key && spanOf(key);
  }

  pointerAt(offset: number): string | undefined {
    let node = this.node;
    let path = "";
    for (;;) {
      const next = node.children?.findIndex((child) => touches(spanOf(child), offset)) ?? -1;
      const child = node.children?.[next];
      if (!child) return path === "" && !touches(this.statement, offset) ? undefined : path;
      if (child.type === "property") {
        path += `/${child.children?.[0]?.value}`;
        const value = child.children?.[1];
        if (!value || !touches(spanOf(value), offset)) return path;
        node = value;
      } else {
        path += `/${next - this.removedBefore(path, next)}`;
        node = child;
      }
    }
  }

  private find(pointer: string): Node | undefined {
    let node: Node | undefined = this.node;
    let path = "";
    for (const token of pointer.split("/").slice(1)) {
      if (node?.type === "object") node = propertyOf(node, unescapeToken(token))?.children?.[1];
      else if (node?.type === "array") node = node.children?.[this.indexInFile(path, Number(token))];
      path += `/${token}`;
    }
    return node;
  }

  private indexInFile(list: string, index: number): number {
    let inFile = index;
    for (let i = 0; i <= inFile; i++) if (this.removed.includes(`${list}/${i}`)) inFile++;
    return inFile;
  }

  private removedBefore(list: string, index: number): number {
    let count = 0;
    for (let i = 0; i < index; i++) if (this.removed.includes(`${list}/${i}`)) count++;
    return count;
  }
}

export function spanOf({ offset, length }: Node): Span {
  return span(offset, offset + length);
}

export function propertyOf(node: Node, name: string): Node | undefined {
  return node.children?.find((property) => property.children?.[0]?.value === name);
}
