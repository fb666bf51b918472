import { IdMap } from "../base/id-map.ts";

/** The blocks that take a link for their data or their witness, by the link's id. */
export type UsersOfLinks = IdMap<ReadonlySet<number>>;

/** Who takes which link, while an update goes on. */
export class UsersUpdate {
  private readonly changed = new Map<number, Set<number>>();

  constructor(private readonly before: UsersOfLinks = IdMap.empty()) {}

  /** A block takes other links than before. All of them are affected, for what they carry changed. */
  moved(id: number, from: ReadonlySet<number>, to: ReadonlySet<number>, affected: Set<number>): void {
    for (const link of from) affected.add(link);
    for (const link of to) affected.add(link);
    for (const link of from) if (!to.has(link)) this.at(link).delete(id);
    for (const link of to) if (!from.has(link)) this.at(link).add(id);
  }

  now(): UsersOfLinks {
    return this.before.with([...this.changed].map(([link, ids]) => [link, ids.size > 0 ? ids : undefined] as const));
  }

  private at(link: number): Set<number> {
    const ids = this.changed.get(link) ?? new Set(this.before.get(link));
    this.changed.set(link, ids);
    return ids;
  }
}
