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
  /** Several stores can be open on that data at once, as different processes have them. */
  readonly holdsSeveral?: boolean;
  /**
   * Lets so much time pass for all leases, ms: to be given where a store goes by a clock of its own
   * for them.
   */
  pass?(ms: number): MaybePromise<void>;
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
  /** The same data as another process has it: another store, where several can be open, or this one. */
  beside(store: Store): Promise<Store>;
  /** Lets so much time pass for the leases of a store, ms. */
  pass(store: Store, ms: number): Promise<void>;
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

  const placeOf = (store: Store): StorePlace => {
    const from = places.get(store);
    if (from === undefined) throw new Error('This store was not opened here.');
    return from;
  };

  return {
    fresh: async () => open(await place()),
    async again(store) {
      const from = placeOf(store);
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
    async beside(store) {
      const from = placeOf(store);
      return from.holdsSeveral === true ? open(from) : store;
    },
    pass: async (store, ms) => placeOf(store).pass?.(ms),
    async closeAll() {
      for (const store of places.keys()) await store.close();
      for (const from of new Set(places.values())) await from.remove?.();
      places.clear();
    },
  };
}
