/** 64-bit hash of a text (cyrb53, public domain): fast, not secret, good enough to tell ids apart. */
function hash(text: string): readonly [number, number] {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return [two >>> 0, one >>> 0];
}

/** Five bits as a digit or a letter. */
function digit(bits: number): number {
  const five = bits & 31;
  return five < 10 ? 48 + five : 87 + five;
}

/** 32 bits as seven characters; a tenth of what writing a large number down costs. */
function written(bits: number): string {
  return String.fromCharCode(
    digit(bits >>> 30),
    digit(bits >>> 25),
    digit(bits >>> 20),
    digit(bits >>> 15),
    digit(bits >>> 10),
    digit(bits >>> 5),
    digit(bits),
  );
}

/** Random numbers and ids seeded by what the turn is: the same whenever the same turn runs again. */
export class Seeded {
  readonly #seed: string;
  #state: number;
  #ids = 0;

  constructor(seed: string) {
    const [high, low] = hash(seed);
    this.#seed = written(high) + written(low);
    this.#state = low;
  }

  random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    const state = this.#state;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  id(): string {
    this.#ids += 1;
    return `${this.#seed}-${this.#ids}`;
  }
}
