import type { Outcome } from '../actions/outcome.js';
import type { LedgerEntry, OutboxItem } from '../store/store.js';

const none: readonly LedgerEntry[] = [];

/**
 * What is kept of messages the bot itself posted in a group. What it wrote to one person is not
 * kept: nobody else needs to know it, and it would name the person's address.
 */
export function ledgerOfSent(
  { action }: OutboxItem,
  outcome: Outcome,
  chat: string,
  at: number,
): readonly LedgerEntry[] {
  if (action.kind !== 'message.send' && action.kind !== 'poll.send') return none;
  if (outcome.kind !== 'sent' || !('group' in action.to)) return none;
  const kind = action.kind === 'poll.send' ? 'poll' : 'text';
  return outcome.messages.map((message) => sentEntry(chat, message, kind, at));
}

function sentEntry(chat: string, message: string, kind: string, at: number): LedgerEntry {
  return { chat, message, author: 'bot', kind, at, fate: 'stands' };
}
