/** Something that waits for a moment, ms UTC. */
export interface Waiting {
  readonly next: number;
}

/** What waits for a moment, soonest first: adding and taking cost little, however many wait. */
export interface DueQueue<Item extends Waiting> {
  add(item: Item): void;
  /** The soonest, left in its place. */
  first(): Item | undefined;
  /** Takes the soonest out. */
  take(): Item | undefined;
  readonly size: number;
}

function sink<Item extends Waiting>(heap: Item[], item: Item): void {
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    let smaller = heap[child];
    const right = heap[child + 1];
    if (smaller !== undefined && right !== undefined && right.next < smaller.next) {
      child += 1;
      smaller = right;
    }
    if (smaller === undefined || smaller.next >= item.next) break;
    heap[place] = smaller;
    place = child;
  }
  heap[place] = item;
}

/** Makes a queue, a binary heap, of items whose moment does not change while they are in it. */
export function createDueQueue<Item extends Waiting>(): DueQueue<Item> {
  const heap: Item[] = [];
  return {
    add(item) {
      let place = heap.length;
      while (place > 0) {
        const above = (place - 1) >> 1;
        const parent = heap[above];
        if (parent === undefined || parent.next <= item.next) break;
        heap[place] = parent;
        place = above;
      }
      heap[place] = item;
    },
    first: () => heap[0],
    take() {
      const first = heap[0];
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) sink(heap, last);
      return first;
    },
    get size() {
      return heap.length;
    },
  };
}
