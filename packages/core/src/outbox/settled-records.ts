import type { Outcome } from '../actions/outcome.js';
import { noteOfAction } from '../audit/action-note.js';
import { noteOf } from '../audit/audit-draft.js';
import { pseudonymOf } from '../audit/pseudonyms.js';
import { ledgerOfSent } from '../ledger/ledger-of-sent.js';
import type { MaybePromise, OutboxItem, Store } from '../store/store.js';
import type { Facts } from './facts.js';
import type { SettledRecords } from './settlement.js';

const none: readonly never[] = [];

const nothing: SettledRecords = { audit: none, ledger: none };

/** What stays on record of an action that has settled: an entry in the audit, its messages in the ledger. */
export function recordsOfSettled(
  item: OutboxItem,
  outcome: Outcome,
  { at, facts }: { readonly at: number; readonly facts: Facts | undefined },
  store: Pick<Store, 'get' | 'commit'>,
): MaybePromise<SettledRecords> {
  const draft = noteOfAction(item, outcome);
  if (draft !== undefined) {
    const { community, plugin } = item;
    const pseudonym = (person: string): Promise<string> => pseudonymOf(store, community, person);
    return noteOf(draft, { community, plugin, at }, pseudonym).then((note) => ({
      audit: [note],
      ledger: none,
    }));
  }
  const chat = facts?.ledgerChat;
  const ledger = chat === undefined ? none : ledgerOfSent(item, outcome, chat, at);
  return ledger.length === 0 ? nothing : { audit: none, ledger };
}
