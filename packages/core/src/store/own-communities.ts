import { KapwaError } from '../errors.js';
import type { Community } from '../model/community.js';
import { collections } from '../model/keys.js';
import type { Store } from './store.js';

/**
 * Raises `config.invalid` where a store holds communities, and none of these: it is that of another
 * bot, beside which this one would wait, or for which it would work.
 */
export async function checkCommunities(
  store: Pick<Store, 'list'>,
  own: readonly string[],
): Promise<void> {
  const stored = await store.list(collections.communities, '');
  const found = stored.map(({ value }) => value as Community);
  if (found.length === 0 || found.some(({ key }) => own.includes(key))) return;
  const names = found.map(({ name }) => `"${name}"`).join(', ');
  throw new KapwaError(
    'config.invalid',
    `This store is that of another bot, which is for ${names}. Give this one a store of its own: in PostgreSQL another database or another schema (KAPWA_DATABASE_SCHEMA).`,
  );
}
