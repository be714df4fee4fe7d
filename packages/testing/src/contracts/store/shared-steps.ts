import type { Commit, SharedStore, Store } from '@kapwa/core';
import { commitOf, entryOf, MORNING } from './samples.js';
import type { OpenStores } from './store-place.js';

/** How several processes work together on a store; throws for a store on which they cannot. */
export function sharedOf(store: Store): SharedStore {
  if (store.shared === undefined) throw new Error('This store was to be shared.');
  return store.shared;
}

/** What a turn leaves that was handled for the kit that leads. */
export function handled(id: string, changes: Partial<Commit> = {}): Commit {
  return commitOf({ done: entryOf(id), report: `handled ${id}`, ...changes });
}

/** The reports that wait to be read, oldest first. */
export async function textsOf(store: Store, after = 0): Promise<readonly string[]> {
  return (await sharedOf(store).reports(after)).map(({ text }) => text);
}

/** A store in which these entries wait. */
export async function waitingFor(stores: OpenStores, ...ids: readonly string[]): Promise<Store> {
  const store = await stores.fresh();
  await store.accept(
    ids.map((id) => entryOf(id)),
    MORNING,
  );
  return store;
}
