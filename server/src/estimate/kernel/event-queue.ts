/** What is to happen, soonest first; at the same time the lower index first. */
export interface EventQueue {
  readonly add: (time: number, index: number) => void;
  /** Infinite when nothing is to happen. */
  readonly nextTime: () => number;
  /** Takes the next one that happens no later than that. */
  readonly takeUntil: (time: number) => number | undefined;
}

interface Event {
  readonly time: number;
  readonly index: number;
}

/** A binary heap of events. */
export function eventQueue(): EventQueue {
  const heap: Event[] = [];
  return {
    add: (time, index) => {
      heap.push({ time, index });
      rise(heap);
    },
    nextTime: () => heap[0]?.time ?? Number.POSITIVE_INFINITY,
    takeUntil: (time) => {
      const first = heap[0];
      if (!first || first.time > time) return undefined;
      const last = heap.pop() as Event;
      if (heap.length > 0) {
        heap[0] = last;
        sink(heap);
      }
      return first.index;
    },
  };
}

function isBefore(a: Event, b: Event): boolean {
  return a.time < b.time || (a.time === b.time && a.index < b.index);
}

function rise(heap: Event[]): void {
  let at = heap.length - 1;
  const event = heap[at] as Event;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!isBefore(event, heap[above] as Event)) break;
    heap[at] = heap[above] as Event;
    at = above;
  }
  heap[at] = event;
}

function sink(heap: Event[]): void {
  const event = heap[0] as Event;
  let at = 0;
  while (true) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && isBefore(heap[below + 1] as Event, heap[below] as Event)) below++;
    if (!isBefore(heap[below] as Event, event)) break;
    heap[at] = heap[below] as Event;
    at = below;
  }
  heap[at] = event;
}
