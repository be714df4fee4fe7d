import type { Store } from '../store/store.js';
import { collections, keyPart, recordKey } from './keys.js';

/** The ids of the chats on one platform that are groups of a community, adopted ones too. */
export async function knownChats(
  store: Pick<Store, 'list'>,
  adapter: string,
): Promise<readonly string[]> {
  const under = `${recordKey(adapter)}/`;
  const moved = new Set((await store.list(collections.movedChats, under)).map(({ key }) => key));
  const records = await store.list(collections.chats, under);
  return records
    .filter(({ key }) => !moved.has(key))
    .map(({ key }) => keyPart(key.slice(under.length)));
}
