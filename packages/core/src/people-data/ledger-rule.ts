import { ledgerChat } from '../ledger/ledger-chat.js';
import type { Community } from '../model/community.js';
import { type ChatRecord, collections, keyPart } from '../model/keys.js';
import { type Retention, retentionOf } from '../model/retention.js';
import type { LedgerRule, LedgerSpan, Store } from '../store/store.js';

/** How long communities want kinds of record to be kept, by their keys. */
export type Retentions = ReadonlyMap<string, Retention | undefined>;

/** What the communities of a store want. */
export async function retentionsOf(store: Pick<Store, 'list'>): Promise<Retentions> {
  const records = await store.list(collections.communities, '');
  return new Map(
    records.map(({ key, value }) => [keyPart(key), (value as Community).retention] as const),
  );
}

function spanOf(retention: Retention | undefined): LedgerSpan {
  return {
    messages: retentionOf(retention, 'messages'),
    fingerprints: retentionOf(retention, 'fingerprints'),
  };
}

function shorter(one: LedgerSpan, other: LedgerSpan): LedgerSpan {
  return {
    messages: Math.min(one.messages, other.messages),
    fingerprints: Math.min(one.fingerprints, other.fingerprints),
  };
}

/**
 * How long what is known of messages is kept: in the chats of a community as it wants; in chats of
 * no group, such as what people write to the bot, as the community wants that wants it shortest.
 */
export async function ledgerRule(
  retentions: Retentions,
  store: Pick<Store, 'list'>,
): Promise<LedgerRule> {
  const spans = new Map([...retentions].map(([key, retention]) => [key, spanOf(retention)]));
  const chats = new Map<string, LedgerSpan>();
  for (const { key, value } of await store.list(collections.chats, '')) {
    const [adapter = '', chat = ''] = key.split('/').map(keyPart);
    const span = spans.get((value as ChatRecord).community);
    if (span !== undefined) chats.set(ledgerChat(adapter, chat), span);
  }
  return { chats, others: [...spans.values()].reduce(shorter, spanOf(undefined)) };
}
