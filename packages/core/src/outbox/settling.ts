import type { Outcome } from '../actions/outcome.js';
import type { Clock } from '../clock.js';
import { goOn } from '../store/go-on.js';
import type { InboxEntry, MaybePromise, OutboxItem, Settlement, Store } from '../store/store.js';
import type { Agenda } from './agenda.js';
import type { Facts } from './facts.js';
import { afterOutcome } from './references.js';
import { recordsOfSettled } from './settled-records.js';
import { type SettledRecords, settlementOf } from './settlement.js';
import { restoreId, restoreOf } from './undo-plan.js';

/** What settling needs. */
export interface SettlingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly agenda: Agenda;
  /** Takes up the event that carries an outcome back. */
  post(entry: InboxEntry): void;
  settled(item: OutboxItem, outcome: Outcome): void;
}

/** Ends an action with what it came to, in one step with all that follows from it. */
export type Settle = (item: OutboxItem, outcome: Outcome, facts?: Facts) => MaybePromise<undefined>;

const none: readonly OutboxItem[] = [];

/** Makes what ends the actions of one outbox. */
export function createSettling({ store, clock, agenda, post, settled }: SettlingParts): Settle {
  const over = (
    _: unknown,
    item: OutboxItem,
    outcome: Outcome,
    settlement: Settlement,
  ): undefined => {
    agenda.remove(item.id);
    settled(item, outcome);
    if (settlement.post !== undefined) post(settlement.post);
    for (const dependent of settlement.dependents) agenda.schedule(dependent);
  };

  const keep = (
    records: SettledRecords,
    item: OutboxItem,
    outcome: Outcome,
    { at, dependents }: { readonly at: number; readonly dependents: readonly OutboxItem[] },
  ): MaybePromise<undefined> => {
    const settlement = settlementOf(item, outcome, at, dependents, records);
    return goOn(store.settle(settlement), over, item, outcome, settlement);
  };

  const record = (
    item: OutboxItem,
    outcome: Outcome,
    dependents: readonly OutboxItem[],
    facts: Facts | undefined,
  ): MaybePromise<undefined> => {
    const at = clock.now();
    const records = recordsOfSettled(item, outcome, { at, facts }, store);
    return goOn(records, keep, item, outcome, { at, dependents });
  };

  /** A change that is put back later, or that puts an end to what was to be put back. */
  const restoring = async (item: OutboxItem): Promise<readonly OutboxItem[]> => {
    if (item.restores !== undefined) return none;
    const id = restoreId(item);
    const before = id === undefined ? undefined : agenda.get(id);
    const restore = restoreOf(item, before);
    if (restore !== undefined) return [restore];
    if (before !== undefined) {
      await settle(before, { kind: 'refused', reason: 'the bot was asked to change it again' });
    }
    return none;
  };

  const settle: Settle = (item, outcome, facts) => {
    const behind = agenda.behind(item.id);
    const followers =
      behind.length === 0 ? none : behind.map((one) => afterOutcome(one, item.id, outcome));
    // Nearly nothing is ever put back: what is merely sent does not wait for that.
    if (outcome.kind !== 'done') return record(item, outcome, followers, facts);
    return settleChange(item, outcome, followers, facts);
  };

  const settleChange = async (
    item: OutboxItem,
    outcome: Outcome,
    followers: readonly OutboxItem[],
    facts: Facts | undefined,
  ): Promise<undefined> => {
    const restored = await restoring(item);
    return record(item, outcome, [...followers, ...restored], facts);
  };
  return settle;
}
