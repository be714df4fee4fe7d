import {
  accepting,
  checkFence,
  committing,
  refusalOf,
  retrying,
  sessionChange,
  settling,
} from './calls.js';
import { createSharedMemory, type SharedMemory } from './shared-memory.js';
import { type AskState, sessionReads, stateReads } from './state-reads.js';
import type { SessionSpace, Store } from './store.js';
import { applyChange, emptyState, type StoreState } from './store-state.js';

function session(state: StoreState, space: string): SessionSpace {
  return {
    ...sessionReads((question) => question(state), space),
    set(changes, accept, fence) {
      checkFence(state, fence);
      const { entries = [], at = 0 } = accept ?? {};
      const { answers, fresh } = accepting(state, entries);
      applyChange(state, { accepted: fresh, at, session: sessionChange(space, changes) });
      return answers;
    },
  };
}

/** The calls of a store that change something, on what it holds in memory. */
function writesOf(
  state: StoreState,
  shared: SharedMemory,
): Pick<Store, 'accept' | 'commit' | 'mark' | 'settle' | 'retryDead' | 'dropDead' | 'erase'> {
  return {
    accept(entries, at, fence) {
      checkFence(state, fence);
      const { answers, fresh } = accepting(state, entries);
      if (fresh.length > 0) applyChange(state, { accepted: fresh, at });
      return answers;
    },
    commit(change, fence) {
      const refusal = shared.isTooLate(change) ? 'fenced' : refusalOf(state, change, fence);
      if (refusal !== undefined) return refusal;
      applyChange(state, committing(change));
      shared.keep(change);
      return 'committed';
    },
    mark(item, fence) {
      checkFence(state, fence);
      applyChange(state, { outgoing: [item] });
    },
    settle(settlement, fence) {
      checkFence(state, fence);
      applyChange(state, settling(settlement));
    },
    retryDead(id) {
      const again = retrying(state, id);
      if (again !== undefined) applyChange(state, again.change);
      return again?.entry;
    },
    dropDead: (dropped) => applyChange(state, { dropped }),
    erase: (erasure) => applyChange(state, { erasure }),
  };
}

/** A store in memory: for tests, rehearsals and the playground. Gone when the process ends. */
export function createMemoryStore(): Store {
  const state = emptyState();
  const ask: AskState = (question) => question(state);
  const shared = createSharedMemory({
    waiting: state.inbox,
    check: (fence) => checkFence(state, fence),
  });
  return {
    durable: false,
    open: () => undefined,
    close: () => undefined,
    ...writesOf(state, shared),
    ...stateReads(ask),
    get: (collection, key) => state.records.get(collection, key),
    changesOf: (collections) => state.records.changesOf(collections),
    audit: (after, limit) => state.audit.slice(after, after + limit),
    auditHead: () => state.auditHead,
    ledger: (chat, message) => state.ledger.find(chat, message),
    lease: (name, holder, ms, at) => state.leases.take(name, holder, ms, at),
    release: (lease) => state.leases.release(lease),
    session: (space) => session(state, space),
    expire: (at, rule) => void state.ledger.expire(at, rule),
    purge: (at) => void state.ledger.expire(at),
    shared: shared.port,
  };
}
