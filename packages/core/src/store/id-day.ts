import { createPlaceTable } from './place-table.js';

/** A set of 64-bit numbers, given in halves, that remembers the order they came in. */
export interface IdDay {
  has(high: number, low: number): boolean;
  add(high: number, low: number): void;
  count(): number;
  /** The numbers from `from` on, 8 bytes each, the higher byte first. */
  bytes(from: number): Uint8Array;
}

const SMALLEST = 64;

/** Makes an empty set: the numbers in order, and a table by which they are found. */
export function createIdDay(): IdDay {
  let halves = new Uint32Array(SMALLEST * 2);
  const table = createPlaceTable();
  let count = 0;

  const isIt = (place: number, high: number): boolean => halves[place * 2 - 2] === high;

  const grow = (): void => {
    const larger = new Uint32Array(halves.length * 2);
    larger.set(halves);
    halves = larger;
  };

  const has = (high: number, low: number): boolean => table.find(low, isIt, high, low) !== 0;

  return {
    has,
    add(high, low) {
      if (has(high, low)) return;
      if (count * 2 === halves.length) grow();
      halves[count * 2] = high;
      halves[count * 2 + 1] = low;
      count += 1;
      table.add(low, count);
    },
    count: () => count,
    bytes(from) {
      const bytes = new Uint8Array((count - from) * 8);
      const view = new DataView(bytes.buffer);
      for (let at = from * 2; at < count * 2; at += 1) {
        view.setUint32((at - from * 2) * 4, halves[at] as number);
      }
      return bytes;
    },
  };
}
