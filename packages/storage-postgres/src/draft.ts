import {
  type AuditLink,
  type AuditNote,
  type DeadLetter,
  type Erasure,
  type ErasureRecord,
  type InboxEntry,
  type Lease,
  type LedgerEntry,
  linkAfter,
  noAudit,
  type OutboxItem,
  valueAfter,
  type Write,
} from '@kapwa/core';
import type { Hashes } from './id-hash.js';
import { createWaiting, type Waiting } from './waiting.js';

const DAY = 86_400_000;

/** How long an event id is remembered: longer than the seven days for which Meta repeats a webhook. */
const SEEN_DAYS = 8;

/** How long it is known that there was a message. */
const LEDGER_DAYS = 7;

/** Which record it is. */
export interface RecordName {
  readonly collection: string;
  readonly key: string;
}

/** A record as it stands, or is to stand; version 0 for one that is not there. */
export interface DraftRecord extends RecordName {
  version: number;
  /** Undefined, too, where nobody has to know it to write another one. */
  value: unknown;
  isChanged: boolean;
}

/** Who has a lease, and in which process. */
export interface HeldLease {
  readonly holder: string;
  readonly process: string;
  readonly lease: Lease;
}

/** What one row says about all of the store. */
export interface Heads {
  audit: Pick<AuditLink, 'n' | 'hash'>;
  seenDay: number;
  ledgerNewest: number;
}

/** A row of the ledger. */
export interface LedgerRow {
  readonly id: string;
  readonly day: number;
  readonly entry: LedgerEntry;
}

/** What is left for the kit that leads, with the records that were changed in the same step. */
interface DraftReport {
  readonly text: string;
  readonly changed: readonly RecordName[];
}

/**
 * As much of the store as a batch of calls has to know, and what they change of it. The calls are
 * made on it one after the other, as on a store in memory; what has changed in the end is written
 * at once.
 */
export interface Draft {
  readonly hashes: Hashes;
  /** The server's clock, ms UTC; 0 where no call asked for a lease. */
  now: number;
  readonly heads: Heads;
  readonly records: Map<string, DraftRecord>;
  readonly inbox: Waiting<InboxEntry>;
  readonly outbox: Waiting<OutboxItem>;
  readonly dead: Waiting<DeadLetter>;
  /** The day on which an event came, by the hash of its id. */
  readonly seen: Map<string, number>;
  readonly newSeen: Map<string, number>;
  readonly audit: AuditLink[];
  readonly ledger: Map<string, LedgerRow>;
  readonly forgottenAuthors: Set<string>;
  readonly leases: Map<string, HeldLease>;
  readonly changedLeases: Set<string>;
  /** By space and key; null for what is taken away. */
  readonly sessions: Map<
    string,
    { readonly space: string; readonly key: string; readonly value: Uint8Array | null }
  >;
  readonly erasures: ErasureRecord[];
  readonly reports: DraftReport[];
}

/** A draft of a store of which nothing has been read. */
export function emptyDraft(hashes: Hashes): Draft {
  return {
    hashes,
    now: 0,
    heads: { audit: noAudit, seenDay: 0, ledgerNewest: 0 },
    records: new Map(),
    inbox: createWaiting(),
    outbox: createWaiting(),
    dead: createWaiting(),
    seen: new Map(),
    newSeen: new Map(),
    audit: [],
    ledger: new Map(),
    forgottenAuthors: new Set(),
    leases: new Map(),
    changedLeases: new Set(),
    sessions: new Map(),
    erasures: [],
    reports: [],
  };
}

/** Two names as one, such that no other two are the same. */
export const pairOf = (one: string, other: string): string => `${one.length}:${one}${other}`;

/** A record, whether it is there or not. */
export function recordIn(draft: Draft, collection: string, key: string): DraftRecord {
  const pair = pairOf(collection, key);
  const known = draft.records.get(pair);
  if (known !== undefined) return known;
  const record = { collection, key, version: 0, value: undefined, isChanged: false };
  draft.records.set(pair, record);
  return record;
}

/** Makes a change of one record. */
export function applyWrite(draft: Draft, write: Write): void {
  const record = recordIn(draft, write.collection, write.key);
  const isThere = record.version > 0;
  if (isThere ? write.op === 'putIfAbsent' : write.op === 'delete') return;
  record.isChanged = true;
  if (write.op === 'delete') {
    record.version = 0;
    record.value = undefined;
    return;
  }
  record.value = valueAfter(write, isThere ? record.value : undefined);
  record.version += 1;
}

/** Whether an event came within the last eight days. */
export function hasSeen(draft: Draft, id: string): boolean {
  const day = draft.seen.get(draft.hashes.event(id));
  return day !== undefined && day >= draft.heads.seenDay - SEEN_DAYS;
}

/** The first day of which ids are still known. */
export const firstSeenDay = ({ seenDay }: Heads): number => seenDay - SEEN_DAYS;

/** Remembers that an event came. */
export function addSeen(draft: Draft, id: string, at: number): void {
  // A clock that was set back must not make an id look older than it is.
  const day = Math.max(Math.floor(at / DAY), draft.heads.seenDay);
  draft.heads.seenDay = day;
  const hash = draft.hashes.event(id);
  draft.seen.set(hash, day);
  draft.newSeen.set(hash, day);
}

/** Chains what was done together to what was done before. */
export function addAudit(draft: Draft, notes: readonly AuditNote[]): void {
  const link = linkAfter(draft.heads.audit, notes);
  draft.heads.audit = { n: link.n, hash: link.hash };
  draft.audit.push(link);
}

/** The first day of which the ledger still knows something. */
export const firstLedgerDay = ({ ledgerNewest }: Pick<Heads, 'ledgerNewest'>): number =>
  Math.floor(ledgerNewest / DAY) - LEDGER_DAYS;

/** From when on the ledger still knows something, ms UTC. */
export const ledgerFrom = (newest: number): number => newest - LEDGER_DAYS * DAY;

/** Remembers what is known of a message. */
export function addLedger(draft: Draft, entry: LedgerEntry): void {
  const day = Math.floor(entry.at / DAY);
  draft.heads.ledgerNewest = Math.max(draft.heads.ledgerNewest, entry.at);
  if (day < firstLedgerDay(draft.heads)) return;
  const id = draft.hashes.id(entry.chat, entry.message);
  draft.ledger.set(`${id}${day}`, { id, day, entry });
}

/** Sets a value of a transport, or takes it away. */
export function setSession(
  draft: Draft,
  space: string,
  key: string,
  value: Uint8Array | null,
): void {
  draft.sessions.set(pairOf(space, key), { space, key, value });
}

/** Takes away everything of a person. */
export function erasePerson(draft: Draft, erasure: Erasure): void {
  for (const write of erasure.writes) applyWrite(draft, write);
  for (const id of erasure.inbox) draft.inbox.delete(draft.hashes.id(id));
  for (const id of erasure.outbox) draft.outbox.delete(draft.hashes.id(id));
  for (const id of erasure.dead) draft.dead.delete(draft.hashes.id(id));
  for (const { space, keys } of erasure.sessions) {
    for (const key of keys) setSession(draft, space, key, null);
  }
  for (const [place, { entry }] of draft.ledger) {
    if (entry.author === erasure.author) draft.ledger.delete(place);
  }
  draft.forgottenAuthors.add(erasure.author);
  draft.erasures.push({ id: erasure.id, at: erasure.at });
}
