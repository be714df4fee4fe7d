import type { Outcome } from '../actions/outcome.js';
import type { AuditNote, InboxEntry, LedgerEntry, OutboxItem, Settlement } from '../store/store.js';
import { keptWrites } from './kept-actions.js';

/** The event that carries an outcome back, where the plugin wants to know. */
export function settledEntry(
  item: OutboxItem,
  outcome: Outcome,
  at: number,
): InboxEntry | undefined {
  const { onSettled } = item.options;
  if (onSettled === undefined) return undefined;
  const id = `settled:${item.id}`;
  return {
    id,
    lane: item.lane,
    place: item.place,
    attempt: 0,
    event: {
      kind: 'action.settled',
      id,
      at,
      adapter: item.adapter,
      community: item.community,
      plugin: item.plugin,
      action: item.id,
      outcome,
      step: onSettled.step,
      data: onSettled.data,
    },
  };
}

/** What stays on record of an action that has settled. */
export interface SettledRecords {
  readonly audit: readonly AuditNote[];
  readonly ledger: readonly LedgerEntry[];
}

/** Everything that changes with an outcome, to be stored in one step. */
export function settlementOf(
  item: OutboxItem,
  outcome: Outcome,
  at: number,
  dependents: readonly OutboxItem[],
  { audit, ledger }: SettledRecords,
): Settlement {
  const post = settledEntry(item, outcome, at);
  const writes = keptWrites(item, outcome, at);
  const settlement: Settlement = { item, outcome, at, dependents, audit, ledger };
  if (post === undefined && writes.length === 0) return settlement;
  return {
    ...settlement,
    ...(writes.length === 0 ? {} : { writes }),
    ...(post === undefined ? {} : { post }),
  };
}
