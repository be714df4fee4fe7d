import { collections, recordKey } from '../model/keys.js';
import type { Person, PersonId } from '../model/person.js';
import type { Store } from '../store/store.js';

/** A person may have been merged into one who was merged in turn; more is a damaged store. */
const MOST_STEPS = 16;

/**
 * The person of an id; of an id that turned out to be somebody else's, that person. What is found
 * has the id that counts.
 */
export async function findPerson(
  store: Pick<Store, 'get'>,
  community: string,
  id: PersonId,
): Promise<Person | undefined> {
  let wanted = id;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const record = await store.get(collections.people, recordKey(community, wanted));
    const person = record?.value as Person | undefined;
    if (person?.mergedInto === undefined) return person;
    wanted = person.mergedInto;
  }
  return undefined;
}
