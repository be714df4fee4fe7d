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

/** Random numbers and ids that are the same whenever the same turn runs again. */
export interface Seeded {
  random(): number;
  id(): string;
}

/** Numbers and ids seeded by what the turn is: its event and the plugin. */
export function seeded(seed: string): Seeded {
  const [high, low] = hash(seed);
  let state = low;
  let ids = 0;
  return {
    random() {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    },
    id() {
      ids += 1;
      // In halves: writing down a number beyond 32 bits is five times as slow.
      return `${high.toString(36)}${low.toString(36)}-${ids}`;
    },
  };
}
