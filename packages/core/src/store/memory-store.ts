import { applyWrite, type Records, recordsUnder } from './records.js';
import { createSeenIds, type SeenIds } from './seen-ids.js';
import type { Commit, DeadLetter, InboxEntry, OutboxItem, Settlement, Store } from './store.js';

/** Everything a store holds, as plain data. */
export interface StoreState {
  readonly records: Records;
  readonly inbox: Map<string, InboxEntry>;
  readonly outbox: Map<string, OutboxItem>;
  readonly dead: Map<string, DeadLetter>;
  readonly seen: SeenIds;
}

/** A state with nothing in it. */
export function emptyState(): StoreState {
  return {
    records: new Map(),
    inbox: new Map(),
    outbox: new Map(),
    dead: new Map(),
    seen: createSeenIds(),
  };
}

function accept(state: StoreState, entries: readonly InboxEntry[], at: number): boolean[] {
  return entries.map((entry) => {
    if (state.seen.has(entry.id)) return false;
    state.seen.add(entry.id, at);
    state.inbox.set(entry.id, entry);
    return true;
  });
}

function commit(state: StoreState, change: Commit): 'committed' | 'conflict' {
  for (const { collection, key, version } of change.expect) {
    const held = state.records.get(collection)?.get(key)?.version ?? 0;
    if (held !== version) return 'conflict';
  }
  for (const write of change.writes) applyWrite(state.records, write);
  for (const item of change.outgoing) state.outbox.set(item.id, item);
  for (const entry of change.post) state.inbox.set(entry.id, entry);
  for (const letter of change.dead) state.dead.set(letter.id, letter);
  if (change.done !== undefined) state.inbox.delete(change.done.id);
  return 'committed';
}

function settle(state: StoreState, settlement: Settlement): void {
  state.outbox.delete(settlement.item.id);
  for (const item of settlement.dependents) state.outbox.set(item.id, item);
  for (const write of settlement.writes ?? []) applyWrite(state.records, write);
  if (settlement.post !== undefined) state.inbox.set(settlement.post.id, settlement.post);
}

/**
 * A store in memory: for tests, rehearsals and the playground. Gone when the process ends.
 *
 * `state` lets another store keep its data here and write it down.
 */
export function createMemoryStore(state: StoreState = emptyState()): Store {
  return {
    durable: false,
    open: () => undefined,
    close: () => undefined,
    accept: (entries, at) => accept(state, entries, at),
    waiting: () => [...state.inbox.values()],
    outgoing: () => [...state.outbox.values()],
    get: (collection, key) => state.records.get(collection)?.get(key),
    list: (collection, prefix) => recordsUnder(state.records, collection, prefix),
    commit: (change) => commit(state, change),
    mark: (item) => {
      state.outbox.set(item.id, item);
    },
    settle: (settlement) => settle(state, settlement),
    dead: () => [...state.dead.values()],
  };
}
