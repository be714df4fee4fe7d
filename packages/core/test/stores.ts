import { createEmbeddedStore, createMemoryStore, KapwaError, type Store } from '@kapwa/core';
import { temporaryFolder } from './temporary-folder.js';

/** A store that can be switched off and on, as a full disk or a database that went away. */
export interface FrailStore extends Store {
  isDown: boolean;
}

/** A memory store that can be switched off. */
export function frailStore(): FrailStore {
  const store = createMemoryStore();
  const check = (): void => {
    if (frail.isDown) throw new KapwaError('store.failed', 'The disk is full.');
  };
  const frail: FrailStore = {
    ...store,
    isDown: false,
    accept: async (...args) => {
      check();
      return store.accept(...args);
    },
    commit: async (...args) => {
      check();
      return store.commit(...args);
    },
  };
  return frail;
}

/** Opens embedded stores on one folder, one after the other. */
export async function embeddedStores(): Promise<() => Store> {
  const folder = await temporaryFolder();
  return () => createEmbeddedStore(folder);
}
