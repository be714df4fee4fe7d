/** A set of 64-bit numbers, given in halves, that remembers the order they came in. */
export interface IdDay {
  has(high: number, low: number): boolean;
  add(high: number, low: number): void;
  count(): number;
  /** The numbers from `from` on, 8 bytes each, the higher byte first. */
  bytes(from: number): Uint8Array;
}

const SMALLEST = 64;

/** Makes an empty set: a table of places over the numbers in order, never more than half full. */
export function createIdDay(): IdDay {
  let halves = new Uint32Array(SMALLEST * 2);
  /** The place of a number in `halves`, counted from 1; 0 is free. */
  let table = new Int32Array(SMALLEST * 2);
  let count = 0;

  /** Where in the table the number is, or would be. */
  const find = (high: number, low: number): number => {
    const mask = table.length - 1;
    let slot = low & mask;
    for (;;) {
      const place = table[slot] as number;
      if (place === 0) return slot;
      if (halves[place * 2 - 2] === high && halves[place * 2 - 1] === low) return slot;
      slot = (slot + 1) & mask;
    }
  };

  const grow = (): void => {
    const larger = new Uint32Array(halves.length * 2);
    larger.set(halves);
    halves = larger;
    table = new Int32Array(table.length * 2);
    for (let place = 1; place <= count; place += 1) {
      table[find(halves[place * 2 - 2] as number, halves[place * 2 - 1] as number)] = place;
    }
  };

  return {
    has: (high, low) => table[find(high, low)] !== 0,
    add(high, low) {
      let slot = find(high, low);
      if (table[slot] !== 0) return;
      if ((count + 1) * 2 > table.length) {
        grow();
        slot = find(high, low);
      }
      halves[count * 2] = high;
      halves[count * 2 + 1] = low;
      count += 1;
      table[slot] = count;
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
