import type { Changes, Store } from './store.js';

/** What was made out of records, under two words, for as long as none of them changes. */
export interface Remembered<Value> {
  get(one: string, other: string): Value | undefined;
  set(one: string, other: string, value: Value): void;
}

/** So much is remembered; then all of it is forgotten. */
const MOST = 4_096;

/**
 * Makes a memory of what is made out of these collections: empty again after every change of any of
 * them, and always where others may change them without this process knowing.
 */
export function createRemembered<Value>(
  store: Pick<Store, 'changesOf'>,
  collections: readonly string[],
): Remembered<Value> {
  const kept = new Map<string, Map<string, Value>>();
  let changes: Changes | undefined;
  let seen = 0;
  let size = 0;

  const forget = (): void => {
    kept.clear();
    size = 0;
  };

  return {
    get(one, other) {
      if (changes === undefined) return undefined;
      if (changes.count === seen) return kept.get(one)?.get(other);
      seen = changes.count;
      if (size > 0) forget();
      return undefined;
    },
    set(one, other, value) {
      // Only now: a store that has not been opened knows of nothing.
      changes ??= store.changesOf?.(collections);
      if (changes === undefined) return;
      if (changes.count !== seen || size >= MOST) forget();
      seen = changes.count;
      size += 1;
      const known = kept.get(one);
      if (known === undefined) kept.set(one, new Map([[other, value]]));
      else known.set(other, value);
    },
  };
}
