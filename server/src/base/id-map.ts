/** Ids of one chunk: a change copies a chunk, a lookup takes two steps. Own choice, by measurement. */
const CHUNK_BITS = 5;
const CHUNK = 1 << CHUNK_BITS;
const IN_CHUNK = CHUNK - 1;

type Chunk<V> = readonly (V | undefined)[];

/**
 * An immutable map from ids (small whole numbers, handed out one after the other) that is cheap to derive from another.
 *
 * A change copies the chunks of the ids that it touches and the list of the chunks, and shares the rest: neighbours in a
 * plan have neighbouring ids. Entries come in the order of the ids.
 */
export class IdMap<V> {
  private constructor(
    private readonly chunks: readonly (Chunk<V> | undefined)[],
    readonly size: number,
  ) {}

  static empty<V>(): IdMap<V> {
    return new IdMap<V>([], 0);
  }

  get(id: number): V | undefined {
    return this.chunks[id >> CHUNK_BITS]?.[id & IN_CHUNK];
  }

  has(id: number): boolean {
    return this.get(id) !== undefined;
  }

  /** The map with these changes, the last of several to an id; `undefined` removes one. The map itself when there are none. */
  with(changes: Iterable<readonly [id: number, value: V | undefined]>): IdMap<V> {
    let chunks: (Chunk<V> | undefined)[] | undefined;
    const own = new Map<number, (V | undefined)[]>();
    let size = this.size;
    for (const [id, value] of changes) {
      const at = id >> CHUNK_BITS;
      const copied = own.get(at);
      const before = copied ? copied[id & IN_CHUNK] : this.get(id);
      if (before === value) continue;
      chunks ??= this.chunks.slice();
      const chunk = copied ?? this.chunks[at]?.slice() ?? new Array<V | undefined>(CHUNK).fill(undefined);
      if (!copied) {
        while (chunks.length < at) chunks.push(undefined);
        chunks[at] = chunk;
        own.set(at, chunk);
      }
      chunk[id & IN_CHUNK] = value;
      if (before === undefined) size++;
      else if (value === undefined) size--;
    }
    if (!chunks) return this;
    for (const [at, chunk] of own) if (chunk.every((value) => value === undefined)) chunks[at] = undefined;
    return new IdMap(chunks, size);
  }

  *entries(): IterableIterator<[id: number, value: V]> {
    for (let at = 0; at < this.chunks.length; at++) {
      const chunk = this.chunks[at];
      if (!chunk) continue;
      for (let within = 0; within < CHUNK; within++) {
        const value = chunk[within];
        if (value !== undefined) yield [(at << CHUNK_BITS) + within, value];
      }
    }
  }

  *keys(): IterableIterator<number> {
    for (const [id] of this.entries()) yield id;
  }

  *values(): IterableIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }
}
