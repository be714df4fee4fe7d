import {
  createEmbeddedStore,
  createMemoryStore,
  KapwaError,
  type Lease,
  type Store,
} from '@kapwa/core';
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

/** A store as one process sees it, whose leases end when that process dies. */
export function storeOfProcess(store: Store): { readonly store: Store; dies(): Promise<void> } {
  let held: Lease | undefined;
  return {
    store: {
      ...store,
      async lease(...args) {
        const lease = await store.lease(...args);
        held = lease ?? held;
        return lease;
      },
    },
    async dies() {
      if (held !== undefined) await store.release(held);
    },
  };
}

/** Opens embedded stores on one folder, one after the other. */
export async function embeddedStores(): Promise<() => Store> {
  const folder = await temporaryFolder();
  return () => createEmbeddedStore(folder);
}
