/** Finds places, counted from 1, by hashes of 32 bits: what stands in a place decides. */
export interface PlaceTable {
  /** The place with this hash of which `isIt` says so; 0 where there is none. */
  find<One, Other>(
    hash: number,
    isIt: (place: number, one: One, other: Other) => boolean,
    one: One,
    other: Other,
  ): number;
  add(hash: number, place: number): void;
  /** Has one place stand where another stood. */
  replace(hash: number, before: number, place: number): void;
}

const SMALLEST = 64;

/**
 * Makes an empty table, never more than three quarters full. Each hash stands beside its place: what
 * has another hash is not looked at, and a larger table is filled from one end to the other, which
 * is what makes it cheap to have one with a million places.
 */
export function createPlaceTable(): PlaceTable {
  /** A hash, then its place, where 0 is free. */
  let slots = new Uint32Array(SMALLEST * 2);
  let mask = SMALLEST - 1;
  let used = 0;

  const put = (hash: number, place: number): void => {
    let slot = hash & mask;
    while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
    slots[slot * 2] = hash;
    slots[slot * 2 + 1] = place;
  };

  const grow = (): void => {
    const old = slots;
    slots = new Uint32Array(old.length * 2);
    mask = old.length - 1;
    for (let at = 0; at < old.length; at += 2) {
      const place = old[at + 1] as number;
      if (place !== 0) put(old[at] as number, place);
    }
  };

  return {
    find(hash, isIt, one, other) {
      for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
        const place = slots[slot * 2 + 1] as number;
        if (place === 0) return 0;
        if (slots[slot * 2] === hash && isIt(place, one, other)) return place;
      }
    },
    add(hash, place) {
      used += 1;
      if (used * 4 > (mask + 1) * 3) grow();
      put(hash, place);
    },
    replace(hash, before, place) {
      let slot = hash & mask;
      while (slots[slot * 2 + 1] !== before) slot = (slot + 1) & mask;
      slots[slot * 2 + 1] = place;
    },
  };
}
