import type { Value } from "../syntax/tree.ts";
import type { Form, Segment } from "../vocabulary/form.ts";
import { isLeftOut } from "../vocabulary/left-out.ts";
import { readValue } from "../vocabulary/read-value.ts";
import { reading } from "../vocabulary/reading.ts";
import type { PartInfo } from "../vocabulary/vocabulary.ts";

/** What a value of a statement stands for. */
export type Role =
  /** It is a part, or one item of it when the part is a list. */
  | { readonly kind: "part"; readonly segment: Segment; readonly part: PartInfo }
  /** It is the word before a part, such as `to`. */
  | { readonly kind: "word"; readonly segment: Segment; readonly part: PartInfo }
  /** A comma, or the `<=` that belongs to a word. */
  | { readonly kind: "separator" }
  | { readonly kind: "unexpected" };

export interface Slot {
  readonly segment: Segment;
  readonly part: PartInfo;
}

/** What may stand behind the values. */
export interface Next {
  /** Parts whose value may stand there without a word. */
  readonly values: readonly Slot[];
  /** Parts that may follow behind their word. */
  readonly words: readonly Slot[];
  /** The part to which the last value belongs, which more values may go on (`mon-fri` with `09:00-17:00`). */
  readonly open: Slot | undefined;
}

export interface Roles {
  /** One for each value. */
  readonly roles: readonly Role[];
  readonly next: Next;
}

export interface Formed {
  readonly form: Form;
  readonly parts: ReadonlyMap<string, PartInfo>;
}

/**
 * What each value of a statement stands for, in as far as it can be told: where reading the document gives up, this
 * goes on, so that half-typed statements have meaning too.
 */
export function rolesOf(formed: Formed, values: readonly Value[]): Roles {
  return new RoleReader(formed, values).read();
}

class RoleReader {
  private readonly roles: Role[] = [];
  private readonly given = new Set<string>();
  private position = 0;
  /** The part that the last value belongs to, and whether it still lacks a value. */
  private last: Slot | undefined;
  private waiting: Slot | undefined;
  private readonly cx = reading("", undefined, undefined);

  constructor(
    private readonly formed: Formed,
    private readonly values: readonly Value[],
  ) {}

  read(): Roles {
    while (this.roles.length < this.values.length) this.readNext();
    return { roles: this.roles, next: this.next() };
  }

  private readNext(): void {
    const { form } = this.formed;
    const at = this.roles.length;
    const value = this.values[at] as Value;
    const expected = form.positional[this.position];
    const keyed = value.kind === "name" ? form.byWord.get(value.text) : undefined;
    this.waiting = undefined;
    this.last = undefined;
    if (keyed && !this.given.has(keyed.part) && !(expected && !expected.optional && this.isName(at + 1))) {
      const slot = this.slot(keyed);
      if (slot) {
        this.roles.push({ kind: "word", ...slot });
        if (keyed.symbol !== undefined && this.values[at + 1]?.text === keyed.symbol) {
          this.roles.push({ kind: "separator" });
        }
        this.given.add(keyed.part);
        if (!this.take(slot)) this.waiting = slot;
        return;
      }
    }
    if (!expected) {
      this.roles.push({ kind: "unexpected" });
      return;
    }
    this.position++;
    const slot = this.slot(expected);
    if (isLeftOut(expected, slot?.part, this.values, at)) return;
    if (slot && this.take(slot)) this.given.add(expected.part);
    else if (!expected.optional) this.roles.push({ kind: "unexpected" });
  }

  private slot(segment: Segment): Slot | undefined {
    const part = this.formed.parts.get(segment.part);
    return part && { segment, part };
  }

  /** Whether a word of the form is a name here, because its own place comes next. */
  private isName(at: number): boolean {
    const next = this.values[at];
    if (next === undefined) return false;
    if (next.kind === "symbol") return next.text !== "<=";
    return next.kind === "name" && this.formed.form.byWord.has(next.text);
  }

  /** Takes the values of a part; false when there are none. */
  private take(slot: Slot): boolean {
    const { segment, part } = slot;
    const first = this.roles.length;
    for (;;) {
      const at = this.roles.length;
      if (readValue(part.type, this.values, at, this.formed.form, this.cx) === undefined) break;
      for (let i = at; i < this.cx.next; i++) this.roles.push({ kind: "part", ...slot });
      this.last = slot;
      const next = this.values[this.roles.length];
      if (!segment.list || next?.kind !== "symbol" || next.text !== ",") break;
      this.roles.push({ kind: "separator" });
      this.last = undefined;
      if (this.roles.length === this.values.length) this.waiting = slot;
    }
    return this.roles.length > first;
  }

  private next(): Next {
    if (this.waiting) return { values: [this.waiting], words: [], open: undefined };
    const { form } = this.formed;
    const values: Slot[] = [];
    let complete = true;
    for (const segment of form.positional.slice(this.position)) {
      const slot = this.slot(segment);
      if (slot) values.push(slot);
      if (segment.optional) continue;
      complete = false;
      break;
    }
    const free = complete ? form.segments.filter(({ part, word }) => word !== undefined && !this.given.has(part)) : [];
    const words = free.flatMap((segment) => this.slot(segment) ?? []);
    return { values, words, open: this.last };
  }
}
