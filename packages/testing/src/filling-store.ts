import { createMemoryStore, KapwaError, type Store } from '@kapwa/core';

/**
 * A store in memory whose disk is full as long as `isFull` says so: then nothing can be taken in
 * (`store.failed`), and an adapter must confirm nothing to its platform.
 */
export function fillingStore(isFull: () => boolean): Store {
  const store = createMemoryStore();
  return {
    ...store,
    accept(...given) {
      if (isFull()) throw new KapwaError('store.failed', 'The disk is full.');
      return store.accept(...given);
    },
  };
}
