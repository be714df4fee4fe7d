import { createHmac, randomBytes } from 'node:crypto';
import { findPerson } from '../accept/find-person.js';
import { collections, recordKey } from '../model/keys.js';
import type { PersonId } from '../model/person.js';
import type { Store } from '../store/store.js';

/** The pseudonym of a person under a secret of their own. */
export function pseudonymFrom(secret: string, person: PersonId): string {
  return `p_${createHmac('sha256', secret).update(person).digest('base64url').slice(0, 12)}`;
}

/**
 * Somebody's pseudonym in the audit. It comes from a random secret that is kept beside the person's
 * record and made when it is first needed; once that is destroyed nobody can tell any more, by any
 * means, whose entries these were.
 */
export async function pseudonymOf(
  store: Pick<Store, 'get' | 'commit'>,
  community: string,
  person: PersonId,
): Promise<string> {
  const id = (await findPerson(store, community, person))?.id ?? person;
  const key = recordKey(community, id);
  const collection = collections.pseudonyms;
  const known = await store.get(collection, key);
  if (known !== undefined) return pseudonymFrom(String(known.value), id);
  const value = randomBytes(16).toString('base64url');
  await store.commit({
    expect: [{ collection, key, version: 0 }],
    writes: [{ op: 'put', collection, key, value }],
    outgoing: [],
    post: [],
    dead: [],
  });
  const made = await store.get(collection, key);
  return pseudonymFrom(String(made?.value ?? value), id);
}
