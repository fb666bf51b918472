/** How many changes a map carries on top of its base, at least, before both are merged: bounds the cost of a copy. */
const FEWEST_CHANGES = 256;

/** The larger the base, the dearer a merge and the rarer it has to be: the layer takes this many times the root of its size. */
const CHANGES_BY_ROOT = 8;

const GONE = Symbol("gone");

/**
 * An immutable map that is cheap to derive from another: a shared base and a small layer of changes. For ids there is `IdMap`.
 *
 * One change costs time in proportion to the layer, not to the map; when the layer has grown the two are
 * merged. So an edit may keep the old state, and a fix may be tried on a copy, at no price.
 */
export class LayeredMap<K, V> {
  private constructor(
    private readonly base: ReadonlyMap<K, V>,
    private readonly layer: ReadonlyMap<K, V | typeof GONE>,
    readonly size: number,
  ) {}

  static empty<K, V>(): LayeredMap<K, V> {
    return new LayeredMap<K, V>(new Map(), new Map(), 0);
  }

  get(key: K): V | undefined {
    const changed = this.layer.get(key);
    if (changed !== undefined) return changed === GONE ? undefined : (changed as V);
    return this.base.get(key);
  }

  has(key: K): boolean {
    const changed = this.layer.get(key);
    return changed === undefined ? this.base.has(key) : changed !== GONE;
  }

  /** The map with these changes; `undefined` removes a key. The map itself when there are none. */
  with(changes: Iterable<readonly [K, V | undefined]>): LayeredMap<K, V> {
    const layer = new Map(this.layer);
    let size = this.size;
    let changed = false;
    for (const [key, value] of changes) {
      const before = layer.get(key) ?? this.base.get(key);
      const had = before !== undefined && before !== GONE;
      if (value === undefined) {
        if (!had) continue;
        if (this.base.has(key)) layer.set(key, GONE);
        else layer.delete(key);
        size--;
      } else {
        if (had && before === value) continue;
        layer.set(key, value);
        if (!had) size++;
      }
      changed = true;
    }
    if (!changed) return this;
    if (layer.size <= Math.max(FEWEST_CHANGES, CHANGES_BY_ROOT * Math.sqrt(this.base.size)))
      return new LayeredMap(this.base, layer, size);
    return new LayeredMap(merge(this.base, layer), new Map(), size);
  }

  *entries(): IterableIterator<[K, V]> {
    for (const [key, value] of this.base) if (!this.layer.has(key)) yield [key, value];
    for (const [key, value] of this.layer) if (value !== GONE) yield [key, value as V];
  }

  *keys(): IterableIterator<K> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): IterableIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }
}

function merge<K, V>(base: ReadonlyMap<K, V>, layer: ReadonlyMap<K, V | typeof GONE>): ReadonlyMap<K, V> {
  const merged = new Map(base);
  for (const [key, value] of layer) {
    if (value === GONE) merged.delete(key);
    else merged.set(key, value as V);
  }
  return merged;
}
