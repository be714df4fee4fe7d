import { keyPart } from '../model/keys.js';
import { forgetKept } from '../outbox/kept-actions.js';
import type { Store, Stored, Write } from '../store/store.js';
import type { KeptCollections } from './kept-collections.js';
import { ledgerRule, retentionsOf } from './ledger-rule.js';

/** The house's schedule at which old records are swept. */
export const SWEEP = 'sweep';

/** Records taken away in one commit. */
const AT_ONCE = 500;

/** The part of a key that the plugin gave: behind the community and the owner. */
function ownKey({ key }: Stored): string {
  return key.split('/').slice(2).map(keyPart).join('/');
}

/** A record that was written while it was looked at stays until the next time. */
async function removeAll(
  store: Pick<Store, 'commit'>,
  old: readonly (Stored & { collection: string })[],
) {
  for (let from = 0; from < old.length; from += AT_ONCE) {
    const some = old.slice(from, from + AT_ONCE);
    const writes = some.map(({ collection, key }): Write => ({ op: 'delete', collection, key }));
    const expect = some.map(({ collection, key, version }) => ({ collection, key, version }));
    await store.commit({ expect, writes, outgoing: [], post: [], dead: [] });
  }
}

/** The community a record belongs to. */
function communityOf({ key }: Stored): string {
  return keyPart(key.split('/', 1)[0] ?? '');
}

/**
 * Forgets what need not be kept any longer, in all communities: records, as their plugins say and
 * communities want, and what is known of messages.
 */
export async function sweepOld(
  kept: KeptCollections,
  store: Pick<Store, 'list' | 'commit' | 'expire'>,
  now: number,
): Promise<void> {
  const retentions = await retentionsOf(store);
  for (const [collection, { keep }] of kept) {
    if (keep === undefined) continue;
    const keptFor = (record: Stored): number =>
      Math.min(keep.for, retentions.get(communityOf(record))?.[collection] ?? keep.for);
    const records = await store.list(collection, '');
    const old = records.filter(
      (record) => keep.since(record.value, ownKey(record)) + keptFor(record) <= now,
    );
    await removeAll(
      store,
      old.map((record) => ({ ...record, collection })),
    );
  }
  await forgetKept(store, now);
  await store.expire(now, await ledgerRule(retentions, store));
}
