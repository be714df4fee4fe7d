import { linkAfter, noAudit } from './audit-chain.js';
import { createLeases, type Leases } from './leases.js';
import { createLedger, type Ledger } from './ledger.js';
import { createOnTheirWay, type OnTheirWay } from './on-their-way.js';
import { createRecords, freeze, type Records } from './records.js';
import { createSeenIds, type SeenIds } from './seen-ids.js';
import type {
  AuditHead,
  AuditLink,
  AuditNote,
  DeadLetter,
  Erasure,
  ErasureRecord,
  InboxEntry,
  LedgerEntry,
  OutboxItem,
  Write,
} from './store.js';

/** Values of one transport session that are set together; null removes. */
export interface SessionChange {
  readonly space: string;
  readonly values: readonly (readonly [key: string, value: Uint8Array | null])[];
}

/** Everything a store holds in memory. */
export interface StoreState {
  readonly records: Records;
  readonly inbox: OnTheirWay<InboxEntry>;
  readonly outbox: OnTheirWay<OutboxItem>;
  readonly dead: Map<string, DeadLetter>;
  readonly seen: SeenIds;
  /** The links a store keeps in memory: all of them, or those not yet in a file of their own. */
  readonly audit: AuditLink[];
  auditHead: AuditHead;
  readonly ledger: Ledger;
  readonly leases: Leases;
  readonly sessions: Map<string, Map<string, Uint8Array>>;
  readonly erasures: ErasureRecord[];
}

/**
 * One step, as data: every call that writes comes down to this. It says what is to be, not what
 * was asked, so that applying it again to what stood before always leads to the same.
 */
export interface StoreChange {
  /** New events, and when they came. */
  readonly accepted?: readonly InboxEntry[];
  readonly at?: number;
  /** Ids of new events that have been handled already, by changes written down together with this. */
  readonly handled?: readonly string[];
  readonly writes?: readonly Write[];
  /** An action that has settled. */
  readonly settled?: string;
  /** Actions that wait from now on, or wait in another way. */
  readonly outgoing?: readonly OutboxItem[];
  readonly post?: readonly InboxEntry[];
  /** The inbox entry that is done with. */
  readonly done?: string;
  readonly dead?: readonly DeadLetter[];
  /** Dead letters to forget. */
  readonly dropped?: readonly string[];
  readonly audit?: readonly AuditNote[];
  readonly ledger?: readonly LedgerEntry[];
  readonly session?: SessionChange;
  /** How often a lease has changed hands. */
  readonly lease?: { readonly name: string; readonly epoch: number };
  readonly erasure?: Erasure;
}

/** A state with nothing in it. */
export function emptyState(seen: SeenIds = createSeenIds()): StoreState {
  return {
    records: createRecords(),
    inbox: createOnTheirWay(),
    outbox: createOnTheirWay(),
    dead: new Map(),
    seen,
    audit: [],
    auditHead: noAudit,
    ledger: createLedger(),
    leases: createLeases(),
    sessions: new Map(),
    erasures: [],
  };
}

/** The values of one transport. */
export function sessionOf(state: StoreState, space: string): Map<string, Uint8Array> {
  const known = state.sessions.get(space);
  if (known !== undefined) return known;
  const values = new Map<string, Uint8Array>();
  state.sessions.set(space, values);
  return values;
}

function setSession(state: StoreState, { space, values }: SessionChange): void {
  const kept = sessionOf(state, space);
  for (const [key, value] of values) {
    if (value === null) kept.delete(key);
    else kept.set(key, value);
  }
}

function erase(state: StoreState, erasure: Erasure): void {
  for (const write of erasure.writes) state.records.apply(write);
  for (const id of erasure.inbox) state.inbox.delete(id);
  for (const id of erasure.outbox) state.outbox.delete(id);
  for (const id of erasure.dead) state.dead.delete(id);
  for (const { space, keys } of erasure.sessions) {
    for (const key of keys) state.sessions.get(space)?.delete(key);
  }
  state.ledger.forget(erasure.author);
  state.erasures.push({ id: erasure.id, at: erasure.at });
}

function applyRare(state: StoreState, change: StoreChange): void {
  const { handled, dead, dropped, session, lease, erasure } = change;
  if (handled !== undefined) for (const id of handled) state.seen.add(id, change.at ?? 0);
  if (dead !== undefined) for (const letter of dead) state.dead.set(letter.id, letter);
  if (dropped !== undefined) for (const id of dropped) state.dead.delete(id);
  if (session !== undefined) setSession(state, session);
  if (lease !== undefined) state.leases.restore(lease.name, lease.epoch);
  if (erasure !== undefined) erase(state, erasure);
}

/** Makes a change. Whether it may be made was found out before. */
export function applyChange(state: StoreState, change: StoreChange): void {
  const { accepted, writes, settled, outgoing, post, done, audit, ledger } = change;
  if (accepted !== undefined) {
    for (const entry of accepted) {
      state.seen.add(entry.id, change.at ?? 0);
      state.inbox.set(entry.id, entry);
    }
  }
  if (writes !== undefined) for (const write of writes) state.records.apply(write);
  if (settled !== undefined) state.outbox.delete(settled);
  if (outgoing !== undefined) for (const item of outgoing) state.outbox.set(item.id, item);
  if (post !== undefined) for (const entry of post) state.inbox.set(entry.id, entry);
  if (done !== undefined) state.inbox.delete(done);
  if (audit !== undefined && audit.length > 0) {
    const link = linkAfter(state.auditHead, audit);
    state.auditHead = { n: link.n, hash: link.hash };
    state.audit.push(link);
  }
  if (ledger !== undefined) for (const entry of ledger) state.ledger.add(entry);
  applyRare(state, change);
}

/** What waits, as a list that nobody can change anything in the store by. */
export function handedOut<Item>(items: { values(): Iterable<Item> }): readonly Item[] {
  const list = [...items.values()];
  freeze(list);
  return list;
}
