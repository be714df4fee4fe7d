import type { MaybePromise, Store } from '@kapwa/core';

/** Where one store keeps its data: a folder, a database, or nothing but memory. */
export interface StorePlace {
  /** A store on that data, not opened yet. A durable one is closed and made again here. */
  make(): Store;
  /**
   * Every byte that outlives the process, by the name of its file or table: deleted data must not
   * be found there. To be given for durable stores.
   */
  files?(): MaybePromise<ReadonlyMap<string, Uint8Array>>;
  /** Takes the data away, once a test is over. */
  remove?(): MaybePromise<void>;
}

/** Opens the stores of one test, and closes and removes them after it. */
export interface OpenStores {
  /** A store with nothing in it. */
  fresh(): Promise<Store>;
  /** Closes that store and opens another on the same data. */
  again(store: Store): Promise<Store>;
  /** Every byte that a store keeps outside of this process, by file. */
  filesOf(store: Store): Promise<ReadonlyMap<string, Uint8Array>>;
  closeAll(): Promise<void>;
}

/** Keeps track of what a test has opened. */
export function openStores(place: () => MaybePromise<StorePlace>): OpenStores {
  const places = new Map<Store, StorePlace>();

  const open = async (from: StorePlace): Promise<Store> => {
    const store = from.make();
    await store.open();
    places.set(store, from);
    return store;
  };

  return {
    fresh: async () => open(await place()),
    async again(store) {
      const from = places.get(store);
      if (from === undefined) throw new Error('This store was not opened here.');
      places.delete(store);
      await store.close();
      return open(from);
    },
    async filesOf(store) {
      const from = places.get(store);
      if (from?.files === undefined) {
        throw new Error('A durable store has to show its files: give `files` with its place.');
      }
      return from.files();
    },
    async closeAll() {
      for (const [store, from] of places) {
        await store.close();
        await from.remove?.();
      }
      places.clear();
    },
  };
}
