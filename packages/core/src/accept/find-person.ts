import { collections, recordKey } from '../model/keys.js';
import type { Person, PersonId } from '../model/person.js';
import { goOn } from '../store/go-on.js';
import type { MaybePromise, Store } from '../store/store.js';

/** A person may have been merged into one who was merged in turn; more is a damaged store. */
const MOST_STEPS = 16;

/**
 * The person of an id; of an id that turned out to be somebody else's, that person. What is found
 * has the id that counts.
 */
export function findPerson(
  store: Pick<Store, 'get'>,
  community: string,
  id: PersonId,
  steps = 0,
): MaybePromise<Person | undefined> {
  if (steps === MOST_STEPS) return undefined;
  return goOn(store.get(collections.people, recordKey(community, id)), (record) => {
    const person = record?.value as Person | undefined;
    return person?.mergedInto === undefined
      ? person
      : findPerson(store, community, person.mergedInto, steps + 1);
  });
}
