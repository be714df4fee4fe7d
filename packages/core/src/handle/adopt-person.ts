import { type AccountRecord, collections, recordKey } from '../model/keys.js';
import type { Person } from '../model/person.js';
import type { Write } from '../store/store.js';

/** Records for a person met for the first time: the account leads to them, whatever id is used. */
export function adoptPerson(community: string, person: Person): Write[] {
  const account: AccountRecord = { person: person.id, community };
  const ids = person.accounts.flatMap(({ adapter, id, aliases }) =>
    [id, ...(aliases ?? [])].map((one) => recordKey(adapter, one)),
  );
  return [
    {
      op: 'putIfAbsent',
      collection: collections.people,
      key: recordKey(community, person.id),
      value: person,
    },
    ...ids.map(
      (key): Write => ({
        op: 'putIfAbsent',
        collection: collections.accounts,
        key,
        value: account,
      }),
    ),
  ];
}
