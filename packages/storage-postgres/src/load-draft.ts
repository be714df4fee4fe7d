import type { DeadLetter } from '@kapwa/core';
import type { ClientBase } from 'pg';
import { fromKept, toKept } from './any-text.js';
import type { Needs } from './calls.js';
import { type Draft, emptyDraft, pairOf, recordIn } from './draft.js';
import { type Hashes, hexOf } from './id-hash.js';
import { serverNow } from './server-clock.js';

/** Everything that a batch of calls needs to know, each thing once. */
interface AllNeeds {
  readonly leases: ReadonlySet<string>;
  readonly givesLease: boolean;
  readonly records: ReadonlyMap<string, NonNullable<Needs['records']>[number]>;
  /** By their hashes. */
  readonly events: ReadonlySet<string>;
  readonly letters: ReadonlySet<string>;
  readonly waiting: ReadonlySet<string>;
}

function gather(needs: readonly Needs[], { id: idOf, event }: Hashes): AllNeeds {
  const records = new Map<string, NonNullable<Needs['records']>[number]>();
  for (const record of needs.flatMap((one) => one.records ?? [])) {
    const pair = pairOf(record.collection, record.key);
    if (record.whole || !records.has(pair)) records.set(pair, record);
  }
  return {
    leases: new Set(needs.flatMap(({ leases }) => leases ?? [])),
    givesLease: needs.some(({ givesLease }) => givesLease === true),
    records,
    events: new Set(needs.flatMap(({ events }) => events ?? []).map(event)),
    letters: new Set(needs.flatMap(({ letters }) => letters ?? []).map((id) => idOf(id))),
    waiting: new Set(needs.flatMap(({ waiting }) => waiting ?? []).map((id) => idOf(id))),
  };
}

/**
 * Begins a transaction and locks the one row that every writer locks first: whatever is read behind
 * it stays as it is until this transaction ends.
 */
async function readHeads(client: ClientBase, draft: Draft): Promise<void> {
  // Both at once: nothing else may be sent between them.
  const [, { rows }] = await Promise.all([
    client.query('BEGIN'),
    client.query('SELECT audit_n, audit_hash, seen_day, ledger_newest FROM heads FOR UPDATE'),
  ]);
  const [{ audit_n, audit_hash, seen_day, ledger_newest }] = rows;
  draft.heads.audit = { n: audit_n, hash: audit_hash };
  draft.heads.seenDay = seen_day;
  draft.heads.ledgerNewest = ledger_newest;
}

/** Renewing goes past the lock of all writers: where one may be given away its row is locked, too. */
async function readLeases(
  client: ClientBase,
  draft: Draft,
  { leases, givesLease }: Pick<AllNeeds, 'leases' | 'givesLease'>,
): Promise<void> {
  const { rows } = await client.query(
    `SELECT name, holder, epoch, until, process FROM leases
      WHERE name = ANY($1)${givesLease ? ' FOR UPDATE' : ''}`,
    [[...leases].map(toKept)],
  );
  for (const { name: kept, holder, epoch, until, process } of rows) {
    const name = fromKept(kept);
    draft.leases.set(name, { holder, process, lease: { name, epoch, until } });
  }
}

async function readClock(client: ClientBase, draft: Draft): Promise<void> {
  const { rows } = await client.query(`SELECT ${serverNow} AS now`);
  draft.now = rows[0].now;
}

async function readRecords(client: ClientBase, draft: Draft, records: AllNeeds['records']) {
  const list = [...records.values()];
  const { rows } = await client.query({
    name: 'load-records',
    text: `SELECT r.collection, r.key, r.version, CASE WHEN w.whole THEN r.value END AS value
      FROM unnest($1::text[], $2::text[], $3::boolean[]) AS w (collection, key, whole)
      JOIN records r USING (collection, key)`,
    values: [
      list.map(({ collection }) => toKept(collection)),
      list.map(({ key }) => toKept(key)),
      list.map(({ whole }) => whole),
    ],
  });
  for (const { collection, key, version, value } of rows) {
    const record = recordIn(draft, fromKept(collection), fromKept(key));
    record.version = version;
    record.value = value === null ? undefined : JSON.parse(value);
  }
}

async function readSeen(client: ClientBase, draft: Draft, ids: Iterable<string>): Promise<void> {
  const { rows } = await client.query({
    name: 'load-seen',
    text: 'SELECT id::text AS id, day FROM seen WHERE id = ANY($1::bigint[])',
    values: [[...ids]],
  });
  for (const { id, day } of rows) draft.seen.set(id, day);
}

async function readLetters(client: ClientBase, draft: Draft, ids: Iterable<string>) {
  const { rows } = await client.query('SELECT id, item FROM dead WHERE id = ANY($1::uuid[])', [
    [...ids],
  ]);
  for (const { id, item } of rows) draft.dead.known.set(hexOf(id), JSON.parse(item) as DeadLetter);
}

async function readWaiting(client: ClientBase, draft: Draft, ids: Iterable<string>): Promise<void> {
  const { rows } = await client.query({
    name: 'load-waiting',
    text: 'SELECT id FROM inbox WHERE id = ANY($1::uuid[])',
    values: [[...ids]],
  });
  for (const { id } of rows) draft.inbox.there.add(hexOf(id));
}

/** Begins a transaction, and reads in it what these calls need to know. */
export async function loadDraft(
  client: ClientBase,
  needs: readonly Needs[],
  hashes: Hashes,
): Promise<Draft> {
  const draft = emptyDraft(hashes);
  const all = gather(needs, hashes);
  const { leases, givesLease, records, events, letters, waiting } = all;
  // All of them are sent at once, and answered in this order.
  await Promise.all([
    readHeads(client, draft),
    leases.size > 0 ? readLeases(client, draft, all) : undefined,
    givesLease ? readClock(client, draft) : undefined,
    records.size > 0 ? readRecords(client, draft, records) : undefined,
    events.size > 0 ? readSeen(client, draft, events) : undefined,
    letters.size > 0 ? readLetters(client, draft, letters) : undefined,
    waiting.size > 0 ? readWaiting(client, draft, waiting) : undefined,
  ]);
  return draft;
}
