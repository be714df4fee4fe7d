import { type AccountRecord, collections, recordKey } from '../model/keys.js';
import type { Person } from '../model/person.js';
import type { Commit, Store, Write } from '../store/store.js';

function accountKeys({ accounts }: Person): readonly string[] {
  return accounts.flatMap(({ adapter, id, aliases = [] }) =>
    [id, ...aliases].map((one) => recordKey(adapter, one)),
  );
}

/** Records for a person met for the first time: the account leads to them, whatever id is used. */
export function adoptPerson(community: string, person: Person): Write[] {
  const account: AccountRecord = { person: person.id, community };
  return [
    {
      op: 'putIfAbsent',
      collection: collections.people,
      key: recordKey(community, person.id),
      value: person,
    },
    ...accountKeys(person).map(
      (key): Write => ({
        op: 'putIfAbsent',
        collection: collections.accounts,
        key,
        value: account,
      }),
    ),
  ];
}

/**
 * That nobody got the accounts of somebody new meanwhile, in another lane: they would be a second
 * person, to whom nothing leads. Where they are met in two groups at once, one of the two is looked at
 * anew.
 */
export async function nobodyElseHas(
  person: Person,
  store: Pick<Store, 'get'>,
): Promise<Commit['expect']> {
  const collection = collections.accounts;
  const expect: Commit['expect'][number][] = [];
  for (const key of accountKeys(person)) {
    const known = (await store.get(collection, key))?.value as AccountRecord | undefined;
    if (known?.person !== person.id) expect.push({ collection, key, version: 0 });
  }
  return expect;
}
