import type { Outcome } from '../actions/outcome.js';
import type { Group } from '../model/group.js';
import { collections, recordKey } from '../model/keys.js';
import { goOn } from '../store/go-on.js';
import type { LedgerEntry, MaybePromise, OutboxItem, Store } from '../store/store.js';
import { ledgerChat } from './ledger-chat.js';

const none: readonly LedgerEntry[] = [];

/**
 * What is kept of messages the bot itself posted in a group. What it wrote to one person is not
 * kept: nobody else needs to know it, and it would name the person's address.
 */
export function ledgerOfSent(
  { action, community }: OutboxItem,
  outcome: Outcome,
  at: number,
  store: Pick<Store, 'get'>,
): MaybePromise<readonly LedgerEntry[]> {
  if (action.kind !== 'message.send' && action.kind !== 'poll.send') return none;
  if (outcome.kind !== 'sent' || !('group' in action.to)) return none;
  const kind = action.kind === 'poll.send' ? 'poll' : 'text';
  const { messages } = outcome;
  const record = store.get(collections.groups, recordKey(community, action.to.group));
  return goOn(record, (stored) => {
    const address = (stored?.value as Group | undefined)?.chat;
    if (address === undefined) return none;
    const chat = ledgerChat(address.adapter, address.id);
    return messages.map(
      (message): LedgerEntry => ({ chat, message, author: 'bot', kind, at, fate: 'stands' }),
    );
  });
}
