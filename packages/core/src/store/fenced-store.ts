import type { Lease, SessionSpace, SharedStore, Store } from './store.js';

function fencedSession(space: SessionSpace, fence: () => Lease): SessionSpace {
  return {
    get: (keys) => space.get(keys),
    keys: (prefix) => space.keys(prefix),
    set: (changes, accept) => space.set(changes, accept, fence()),
  };
}

function fencedShared(shared: SharedStore, fence: () => Lease): SharedStore {
  return {
    ...shared,
    reports: (after) => shared.reports(after, fence()),
    forgetReports: () => shared.forgetReports(fence()),
  };
}

/**
 * A store as the holder of a lease sees it: whatever is taken in, committed, marked or settled rests
 * on the lease, and is refused once somebody else has it. Reading is free.
 */
export function fencedStore(store: Store, fence: () => Lease): Store {
  return {
    durable: store.durable,
    open: () => store.open(),
    close: () => store.close(),
    accept: (entries, at, _, known) => store.accept(entries, at, fence(), known),
    waiting: () => store.waiting(),
    outgoing: () => store.outgoing(),
    get: (collection, key) => store.get(collection, key),
    list: (collection, prefix) => store.list(collection, prefix),
    collections: () => store.collections(),
    changesOf: (collections) => store.changesOf?.(collections),
    commit: (commit) => store.commit(commit, fence()),
    mark: (item) => store.mark(item, fence()),
    settle: (settlement) => store.settle(settlement, fence()),
    dead: () => store.dead(),
    retryDead: (id) => store.retryDead(id),
    dropDead: (ids) => store.dropDead(ids),
    audit: (after, limit) => store.audit(after, limit),
    auditHead: () => store.auditHead(),
    ledger: (chat, message) => store.ledger(chat, message),
    lease: (name, holder, ms, at) => store.lease(name, holder, ms, at),
    release: (lease) => store.release(lease),
    session: (space) => fencedSession(store.session(space), fence),
    sessions: () => store.sessions(),
    erase: (erasure) => store.erase(erasure),
    erasures: () => store.erasures(),
    expire: (at, rule) => store.expire(at, rule),
    purge: (at) => store.purge(at),
    ...(store.shared === undefined ? {} : { shared: fencedShared(store.shared, fence) }),
  };
}
