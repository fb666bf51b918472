import type { Span } from "../base/span.ts";
import type { BlockDocument, BlockKind, SpanIndex } from "../vocabulary/block-document.ts";
import type { Replicate } from "../vocabulary/plan-types.ts";
import { type BlockInfo, blockInfo } from "../vocabulary/vocabulary.ts";
import { type Declaration, type DeclarationOf, isKind } from "./declaration.ts";
import { indexed, lookUp, type Plan, usersOf } from "./plan.ts";
import { inPlanOrder } from "./plan-order.ts";
import { spanInFile } from "./source-file.ts";
import { unitIndex } from "./unit-index.ts";
import type { AddedBlock, PlanChanges } from "./vary-plan.ts";

/** An option as changes of the plan that it varies, and what in it fits nothing there. */
export interface OptionChanges {
  readonly changes: PlanChanges;
  readonly mismatches: readonly OptionMismatch[];
}

/** A part of an option that does not fit the plan. `pointer` is where it stands in the option's document. */
export type OptionMismatch = { readonly pointer: string; readonly kind: string; readonly name: string } & (
  | /** Neither in the plan, nor whole enough to be new. */ {
      readonly what: "incomplete";
      readonly missing: readonly string[];
    }
  | /** The plan calls something else so. */ { readonly what: "other-kind"; readonly other: string }
  | /** `without` matches no replication or migration. */ { readonly what: "no-match" }
);

/**
 * What an option changes. A block inside it changes only the attributes that it gives, a repeated one as a set; a name that
 * the plan does not have is new. What `without` names is gone first, so a block of the same name then starts afresh.
 */
export function optionChanges(plan: Plan, option: DeclarationOf<"option">): OptionChanges {
  return new Application(plan, option).changes();
}

type Value = Readonly<Record<string, unknown>>;

/** Blocks that have no name of their own: they are known by what they copy or move, from where and to where. */
type Nameless = "replicate" | "migrate";

class Application {
  private readonly replaced = new Map<number, Value>();
  private readonly removed = new Set<number>();
  private readonly added: AddedBlock[] = [];
  private readonly mismatches: OptionMismatch[] = [];

  constructor(
    private readonly plan: Plan,
    private readonly option: DeclarationOf<"option">,
  ) {}

  changes(): OptionChanges {
    const { value } = this.option.document;
    // Options are designs beside the plan: none of them is part of another.
    for (const id of indexed(this.plan, "option")) this.removed.add(id);
    for (const [index, without] of (value.without ?? []).entries()) this.remove(without, `/without/${index}`);
    for (const { block, property } of blockInfo("option").nested.values()) {
      const blocks = (value as Readonly<Record<string, readonly Value[] | undefined>>)[property] ?? [];
      for (const [index, given] of blocks.entries()) this.apply(block, given, `/${property}/${index}`);
    }
    // Values of blocks of one kind, with attributes of another block of that kind in their stead.
    const replaced = this.replaced as ReadonlyMap<number, BlockDocument["value"]>;
    return { changes: { replaced, added: this.added, removed: this.removed }, mismatches: this.mismatches };
  }

  private remove(
    { kind, name, from, to }: NonNullable<DeclarationOf<"option">["document"]["value"]["without"]>[number],
    pointer: string,
  ): void {
    if (kind !== "replicate" && kind !== "migrate") {
      // That the plan has no such name is told where names are checked.
      const declaration = lookUp(this.plan, name);
      if (declaration?.document.kind === kind) this.removed.add(declaration.id);
      return;
    }
    const found = this.copies(kind, name, from, to);
    for (const { id } of found) this.takeOut(id, name);
    if (found.length === 0 && lookUp(this.plan, name)) {
      this.mismatches.push({ what: "no-match", pointer: `${pointer}/name`, kind, name });
    }
  }

  /** Takes a workload out of the block that copies or moves it, and the block with the last. */
  private takeOut(id: number, workload: string): void {
    const value = this.valueOf(id) as Replicate;
    const left = value.workloads?.filter((name) => name !== workload) ?? [];
    if (left.length === 0) this.removed.add(id);
    else this.replaced.set(id, { ...value, workloads: left });
  }

  private apply(block: BlockInfo, given: Value, pointer: string): void {
    const { word } = block;
    if (word === "replicate") this.applyReplicate(given, pointer);
    else if (word === "migrate") this.applyMigrate(given, pointer);
    else if (word === "runbook") this.applyRunbook(given, pointer);
    else this.applyNamed(block, given, pointer);
  }

  private applyNamed(block: BlockInfo, given: Value, pointer: string): void {
    const { name } = given;
    if (typeof name !== "string") return;
    const declaration = lookUp(this.plan, name);
    if (!declaration || this.removed.has(declaration.id)) {
      this.add(block.word as BlockKind, given, pointer, name);
    } else if (declaration.document.kind === block.word) {
      this.merge(declaration.id, given);
    } else {
      const other = declaration.document.kind;
      this.mismatches.push({ what: "other-kind", pointer: `${pointer}/name`, kind: block.word, name, other });
    }
  }

  /** Workloads that the plan copies so have the block changed; those of them that share it with others get one of their own. */
  private applyReplicate(given: Value, pointer: string): void {
    const { workloads = [], from, to } = given as Replicate;
    const byBlock = new Map<number, string[]>();
    const fresh: string[] = [];
    for (const workload of workloads) {
      const found = this.copies("replicate", workload, from ?? this.siteOf(workload), to)[0];
      if (!found) fresh.push(workload);
      else byBlock.set(found.id, [...(byBlock.get(found.id) ?? []), workload]);
    }
    for (const [id, changed] of byBlock) {
      const value = this.valueOf(id) as Replicate;
      if (changed.length === value.workloads?.length) {
        this.merge(id, { ...given, workloads: value.workloads });
        continue;
      }
      for (const workload of changed) this.takeOut(id, workload);
      // What the block cost is paid once, with those that stay.
      const { setup: _setup, cost: _cost, ...shared } = value;
      this.add("replicate", { ...shared, ...given, workloads: changed }, pointer, changed.join(", "));
    }
    if (fresh.length > 0) this.add("replicate", { ...given, workloads: fresh }, pointer, fresh.join(", "));
  }

  private applyMigrate(given: Value, pointer: string): void {
    const { workload, from, to } = given as { readonly [part in "workload" | "from" | "to"]?: string };
    const found = this.copies("migrate", workload ?? "", from, to)[0];
    if (found) this.merge(found.id, given);
    else this.add("migrate", given, pointer, workload ?? "");
  }

  /** A runbook is known by the scenarios that it serves. */
  private applyRunbook(given: Value, pointer: string): void {
    const served = (value: Value) => [...((value.for as readonly string[] | undefined) ?? [])].sort().join(" ");
    const same = inPlanOrder(this.plan, indexed(this.plan, "runbook")).find(
      (id) => served(this.valueOf(id)) === served(given),
    );
    if (same === undefined) this.add("runbook", given, pointer, "");
    else this.merge(same, given);
  }

  /** The blocks that copy or move a workload so; what is not given does not matter. */
  private copies(
    kind: Nameless,
    workload: string,
    from: string | undefined,
    to: string | undefined,
  ): readonly Declaration[] {
    const { plan, removed } = this;
    return inPlanOrder(plan, usersOf(plan, kind, workload)).flatMap((id) => {
      const declaration = plan.declarations.get(id);
      if (!declaration || removed.has(id)) return [];
      const value = this.valueOf(id) as { readonly from?: string; readonly to?: string };
      const isOf = isKind(declaration, "migrate")
        ? declaration.document.value.workload === workload
        : (value as Replicate).workloads?.includes(workload);
      const source = value.from ?? this.siteOf(workload);
      return isOf && (from === undefined || source === from) && (to === undefined || value.to === to)
        ? [declaration]
        : [];
    });
  }

  private siteOf(workload: string): string | undefined {
    const declaration = lookUp(this.plan, workload);
    return declaration && isKind(declaration, "workload") ? declaration.document.value.site : undefined;
  }

  private valueOf(id: number): Value {
    return this.replaced.get(id) ?? (this.plan.declarations.get(id)?.value as Value | undefined) ?? {};
  }

  private merge(id: number, given: Value): void {
    const { direction: _, ...ends } = this.valueOf(id);
    // A link whose ends are given anew has the direction that is written between them.
    const before = "from" in given && "to" in given ? ends : this.valueOf(id);
    this.replaced.set(id, { ...before, ...given });
  }

  private add(kind: BlockKind, value: Value, pointer: string, name: string): void {
    const missing = blockInfo(kind).required.filter((part) => value[part] === undefined);
    if (missing.length > 0) this.mismatches.push({ what: "incomplete", pointer, kind, name, missing });
    const { file, unit } = this.option;
    const spans = new NestedSpans(this.option.document.spans, pointer, this.offset());
    const document = { kind, value, spans, problems: [] } as unknown as BlockDocument;
    this.added.push({ document, file, unit });
  }

  /** Where the option starts in its file: a block that is added has no place of its own there. */
  private offset(): number {
    const file = this.plan.files.get(this.option.file);
    if (!file?.source) return 0;
    return spanInFile(file.source, unitIndex(file, this.option.id), { start: 0, end: 0 }).start;
  }
}

/** The spans of a block inside an option, from the start of the file. */
class NestedSpans implements SpanIndex {
  constructor(
    private readonly outer: SpanIndex,
    private readonly prefix: string,
    private readonly offset: number,
  ) {}

  get statement(): Span {
    return this.at("") ?? this.shifted(this.outer.header);
  }

  get header(): Span {
    return this.at("/name") ?? this.at("/to") ?? this.statement;
  }

  at(pointer: string): Span | undefined {
    const span = this.outer.at(this.prefix + pointer);
    return span && this.shifted(span);
  }

  keyAt(pointer: string): Span | undefined {
    const span = this.outer.keyAt(this.prefix + pointer);
    return span && this.shifted(span);
  }

  pointerAt(offset: number): string | undefined {
    const pointer = this.outer.pointerAt(offset - this.offset);
    return pointer?.startsWith(`${this.prefix}/`) ? pointer.slice(this.prefix.length) : undefined;
  }

  private shifted({ start, end }: Span): Span {
    return { start: start + this.offset, end: end + this.offset };
  }
}
