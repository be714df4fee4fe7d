/** Something that waits for a moment, ms UTC. */
export interface Waiting {
  readonly next: number;
}

/**
 * What waits for a moment, soonest first, of those of one moment the first that was added: adding
 * and taking cost little, however many wait.
 */
export interface DueQueue<Item extends Waiting> {
  add(item: Item): void;
  /** The soonest, left in its place. */
  first(): Item | undefined;
  /** Takes the soonest out. */
  take(): Item | undefined;
  readonly size: number;
}

interface Placed<Item> {
  readonly item: Item;
  readonly next: number;
  /** Which one it was that was added. */
  readonly added: number;
}

function isBefore(one: Placed<unknown>, other: Placed<unknown>): boolean {
  return one.next < other.next || (one.next === other.next && one.added < other.added);
}

function sink<Item>(heap: Placed<Item>[], placed: Placed<Item>): void {
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    let smaller = heap[child];
    const right = heap[child + 1];
    if (smaller !== undefined && right !== undefined && isBefore(right, smaller)) {
      child += 1;
      smaller = right;
    }
    if (smaller === undefined || isBefore(placed, smaller)) break;
    heap[place] = smaller;
    place = child;
  }
  heap[place] = placed;
}

/** Makes a queue, a binary heap, of items whose moment does not change while they are in it. */
export function createDueQueue<Item extends Waiting>(): DueQueue<Item> {
  const heap: Placed<Item>[] = [];
  let count = 0;
  return {
    add(item) {
      count += 1;
      const placed = { item, next: item.next, added: count };
      let place = heap.length;
      while (place > 0) {
        const above = (place - 1) >> 1;
        const parent = heap[above];
        if (parent === undefined || isBefore(parent, placed)) break;
        heap[place] = parent;
        place = above;
      }
      heap[place] = placed;
    },
    first: () => heap[0]?.item,
    take() {
      const first = heap[0];
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) sink(heap, last);
      return first?.item;
    },
    get size() {
      return heap.length;
    },
  };
}
