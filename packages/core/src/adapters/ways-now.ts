import { collections, recordKey } from '../model/keys.js';
import type { Person } from '../model/person.js';
import { goOn } from '../store/go-on.js';
import type { MaybePromise, Store } from '../store/store.js';
import { type Adapters, type Way, type WayFacts, waysTo } from './ways.js';

/**
 * All ways to somebody, out of what is stored. When they asked to be let in is looked up only where
 * no way is open: nearly everybody who is written to has written.
 */
export function waysNow(
  person: Person,
  community: string,
  facts: Omit<WayFacts, 'askedToJoinAt'>,
  { store, adapters }: { readonly store: Pick<Store, 'get'>; readonly adapters: Adapters },
): MaybePromise<readonly Way[]> {
  const ways = waysTo(person, adapters, facts);
  if (ways.some(({ reach }) => reach === 'open')) return ways;
  return goOn(store.get(collections.askedToJoin, recordKey(community, person.id)), (record) =>
    record === undefined
      ? ways
      : waysTo(person, adapters, { ...facts, askedToJoinAt: record.value as number }),
  );
}
