import { type AccountRecord, collections, recordKey } from '../model/keys.js';
import { idsOf } from '../model/one-person.js';
import type { Account, PersonId } from '../model/person.js';
import type { Store, Write } from '../store/store.js';

/** Lets accounts that led to one person lead to another; those that lead elsewhere stay. */
export async function readdress(
  accounts: readonly Account[],
  from: PersonId,
  to: PersonId,
  store: Pick<Store, 'get'>,
): Promise<Write[]> {
  const writes: Write[] = [];
  for (const account of accounts) {
    for (const id of idsOf(account)) {
      const key = recordKey(account.adapter, id);
      const stored = await store.get(collections.accounts, key);
      const known = stored?.value as AccountRecord | undefined;
      if (known?.person !== from) continue;
      const value: AccountRecord = { ...known, person: to };
      writes.push({ op: 'put', collection: collections.accounts, key, value });
    }
  }
  return writes;
}
