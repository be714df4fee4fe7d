import { collections } from '../model/keys.js';
import type { Person, PersonId } from '../model/person.js';
import type { ErasureRecord } from '../store/store.js';
import { type EraseParts, erasePerson } from './erase-person.js';

/**
 * Removes everybody whom one of these erasures was about; answers how many there were. Whoever the
 * bot met again after they were erased stays: they are somebody new.
 */
export async function eraseAgain(
  erasures: readonly ErasureRecord[],
  parts: EraseParts,
): Promise<number> {
  const gone = new Map(erasures.map(({ id, at }) => [id, at]));
  const records = await parts.store.list(collections.people, '');
  const people = new Set<PersonId>();
  for (const { value } of records) {
    const { id, since = 0 } = value as Person;
    if (since <= (gone.get(parts.ids('erasure', id)) ?? -1)) people.add(id);
  }
  let erased = 0;
  for (const person of people) {
    await erasePerson(person, 'operator', parts);
    erased += 1;
  }
  return erased;
}
