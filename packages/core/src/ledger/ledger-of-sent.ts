import type { Outcome } from '../actions/outcome.js';
import type { ChatAddress } from '../model/group.js';
import type { LedgerEntry, OutboxItem } from '../store/store.js';
import { ledgerChat } from './ledger-chat.js';

const none: readonly LedgerEntry[] = [];

/**
 * What is kept of messages the bot itself posted in a group. What it wrote to one person is not
 * kept: nobody else needs to know it, and it would name the person's address.
 */
export function ledgerOfSent(
  { action }: OutboxItem,
  outcome: Outcome,
  address: ChatAddress,
  at: number,
): readonly LedgerEntry[] {
  if (action.kind !== 'message.send' && action.kind !== 'poll.send') return none;
  if (outcome.kind !== 'sent' || !('group' in action.to)) return none;
  const kind = action.kind === 'poll.send' ? 'poll' : 'text';
  const chat = ledgerChat(address.adapter, address.id);
  return outcome.messages.map(
    (message): LedgerEntry => ({ chat, message, author: 'bot', kind, at, fate: 'stands' }),
  );
}
