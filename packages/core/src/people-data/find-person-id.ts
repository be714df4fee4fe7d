import { type AccountRecord, collections, keyPart } from '../model/keys.js';
import type { Person, PersonId } from '../model/person.js';
import type { Store } from '../store/store.js';
import { everyRecord } from './every-record.js';

/**
 * The people somebody may mean by an id, an address such as `+254 700 111222` or
 * `whatsapp:254700111222`, or the short name of the blueprint. Several where it is not clear.
 */
export async function findPersonIds(
  store: Pick<Store, 'list'>,
  given: string,
): Promise<readonly PersonId[]> {
  const wanted = given.trim();
  const number = wanted.replace(/[\s()-]/g, '').replace(/^\+/, '');
  const isAddress = (adapter: string, id: string): boolean =>
    wanted === id || wanted === `${adapter}:${id}` || (number !== '' && number === bare(id));
  const found = new Set<PersonId>();
  await everyRecord(store, collections.accounts, ({ key, value }) => {
    const [adapter = '', id = ''] = key.split('/').map(keyPart);
    if (isAddress(adapter, id)) found.add((value as AccountRecord).person);
  });
  // Whoever had the number before is meant only where nobody has it now.
  const isHeld = found.size > 0;
  await everyRecord(store, collections.formerAccounts, ({ key, value }) => {
    const [adapter = '', id = ''] = key.split('/').map(keyPart);
    if (!isHeld && isAddress(adapter, id)) found.add((value as AccountRecord).person);
  });
  await everyRecord(store, collections.people, ({ value }) => {
    const person = value as Person;
    if (person.id === wanted || person.key === wanted) found.add(person.mergedInto ?? person.id);
  });
  return [...found];
}

/** The people who go by a name, however it is written. */
export async function peopleCalled(
  store: Pick<Store, 'list'>,
  name: string,
): Promise<readonly PersonId[]> {
  const folded = (text: string): string => text.trim().toLocaleLowerCase('en');
  const wanted = folded(name);
  const found = new Set<PersonId>();
  await everyRecord(store, collections.people, ({ value }) => {
    const person = value as Person;
    if (folded(person.name) === wanted) found.add(person.mergedInto ?? person.id);
  });
  return [...found];
}

function bare(id: string): string {
  return id.replace(/^\+/, '').split(/[@:]/, 1)[0] ?? id;
}
