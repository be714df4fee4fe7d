import { pseudonymFrom } from '../../audit/pseudonyms.js';
import { collections, recordKey } from '../../model/keys.js';
import type { Store } from '../../store/store.js';
import type { Undelivered } from './records.js';

/** What could not be delivered to somebody, who is not named. */
export interface UndeliveredTo extends Omit<Undelivered, 'person'> {
  /** Their pseudonym in the audit, or the id the bot has for them where they have none. */
  readonly who: string;
}

/**
 * What waits for members of a community who have to write first, and what was dropped in the last 30
 * days, the oldest first: how many messages and since when, never what they say. For looking at the
 * store of a bot from outside; changes nothing.
 */
export async function undeliveredIn(
  store: Pick<Store, 'get' | 'list'>,
  community: string,
): Promise<readonly UndeliveredTo[]> {
  const records = await store.list('core.undelivered', `${recordKey(community)}/`);
  const found: UndeliveredTo[] = [];
  for (const { value } of records) {
    const { person, ...rest } = value as Undelivered;
    const secret = await store.get(collections.pseudonyms, recordKey(community, person));
    const who = secret === undefined ? person : pseudonymFrom(String(secret.value), person);
    found.push({ who, ...rest });
  }
  return found.sort((one, other) => one.since - other.since);
}
