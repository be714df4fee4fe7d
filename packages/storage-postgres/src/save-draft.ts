import { newReports } from '@kapwa/core';
import type { ClientBase, QueryConfig } from 'pg';
import { toKept } from './any-text.js';
import { type Draft, firstLedgerDay, firstSeenDay } from './draft.js';
import { ledgerRow, textOf } from './rows.js';
import { prepared, put, take } from './statements.js';
import type { Waiting } from './waiting.js';

/** What is to be written; nothing where a list has nothing in it. */
type Statements = readonly QueryConfig[];

function saveRecords({ records }: Draft): Statements {
  const changed = [...records.values()].filter(({ isChanged }) => isChanged);
  const rows = changed.map(({ collection, key, version, value }) => ({
    version,
    names: [toKept(collection), toKept(key)],
    value,
  }));
  return [
    ...take(
      'records',
      rows.flatMap(({ names, version }) => (version === 0 ? [names] : [])),
    ),
    ...put(
      'records',
      rows.flatMap(({ names, version, value }) =>
        version === 0 ? [] : [[...names, version, textOf(value)]],
      ),
    ),
  ];
}

function saveWaiting(table: 'inbox' | 'outbox' | 'dead', draft: Waiting<unknown>): Statements {
  return [
    ...take(
      table,
      [...draft.taken].map((id) => [id]),
    ),
    ...put(
      table,
      [...draft.put].map(([id, item]) => [id, textOf(item)]),
    ),
  ];
}

function saveSeen({ newSeen, heads }: Draft, before: number): Statements {
  const old = prepared('forget-seen', 'DELETE FROM seen WHERE day < $1', [firstSeenDay(heads)]);
  return [...put('seen', [...newSeen]), ...(heads.seenDay === before ? [] : [old])];
}

function saveAudit({ audit }: Draft): Statements {
  return put(
    'audit',
    audit.map(({ n, prev, hash, entries }) => [n, prev, hash, textOf(entries)]),
  );
}

function saveLedger({ ledger, heads, forgottenAuthors }: Draft, before: number): Statements {
  const authors = [...forgottenAuthors].map(toKept);
  const forget = prepared('forget-authors', 'DELETE FROM ledger WHERE author = ANY($1)', [authors]);
  const first = firstLedgerDay(heads);
  const old = prepared('forget-ledger', 'DELETE FROM ledger WHERE day < $1', [first]);
  return [
    ...(authors.length === 0 ? [] : [forget]),
    ...put('ledger', [...ledger.values()].map(ledgerRow)),
    ...(first === before ? [] : [old]),
  ];
}

function saveLeases({ leases, changedLeases }: Draft): Statements {
  const changed = [...leases.values()].filter(({ lease }) => changedLeases.has(lease.name));
  return put(
    'leases',
    changed.map(({ holder, process, lease: { name, epoch, until } }) => [
      ...[toKept(name), holder, epoch, until, process],
    ]),
  );
}

function saveSessions({ sessions }: Draft): Statements {
  const all = [...sessions.values()].map(({ space, key, value }) => ({
    names: [toKept(space), toKept(key)],
    value,
  }));
  return [
    ...take(
      'sessions',
      all.flatMap(({ names, value }) => (value === null ? [names] : [])),
    ),
    ...put(
      'sessions',
      all.flatMap(({ names, value }) => (value === null ? [] : [[...names, Buffer.from(value)]])),
    ),
  ];
}

function saveErasures({ erasures }: Draft): Statements {
  return put(
    'erasures',
    erasures.map(({ id, at }) => [toKept(id), at]),
  );
}

/** Whoever hears is told in the same step, and so not before it counts. */
const tell = prepared('tell', 'SELECT pg_notify(current_schema(), $1)', [newReports]);

function saveReports({ reports }: Draft): Statements {
  if (reports.length === 0) return [];
  const rows = reports.map(({ changed, text }) => [
    textOf(changed.map(({ collection, key }) => [collection, key])),
    toKept(text),
  ]);
  return [...put('reports', rows), tell];
}

function saveHeads({ heads }: Draft, before: Draft['heads']): Statements {
  const { audit, seenDay, ledgerNewest } = heads;
  const isSame =
    audit.n === before.audit.n &&
    seenDay === before.seenDay &&
    ledgerNewest === before.ledgerNewest;
  const text = 'UPDATE heads SET audit_n = $1, audit_hash = $2, seen_day = $3, ledger_newest = $4';
  return isSame ? [] : [prepared('put-heads', text, [audit.n, audit.hash, seenDay, ledgerNewest])];
}

/** What each batch leaves of itself, by which its writer finds out whether it came through. */
export interface BatchMark {
  readonly writer: string;
  readonly batch: number;
}

/** What has to be written for a draft; nothing where nothing has changed. */
export function statementsOf(draft: Draft, before: Draft['heads'], mark: BatchMark): Statements {
  const changes = [
    ...saveRecords(draft),
    ...saveWaiting('inbox', draft.inbox),
    ...saveWaiting('outbox', draft.outbox),
    ...saveWaiting('dead', draft.dead),
    ...saveSeen(draft, before.seenDay),
    ...saveAudit(draft),
    ...saveLedger(draft, firstLedgerDay(before)),
    ...saveLeases(draft),
    ...saveSessions(draft),
    ...saveErasures(draft),
    ...saveReports(draft),
    ...saveHeads(draft, before),
  ];
  if (changes.length === 0) return [];
  const writer = prepared(
    'put-writer',
    `INSERT INTO writers (writer, batch) VALUES ($1, $2)
    ON CONFLICT (writer) DO UPDATE SET batch = excluded.batch, at = now()`,
    [mark.writer, mark.batch],
  );
  return [...changes, writer];
}

/** Sends statements and the end of their transaction in one go; tells whether it came through. */
export async function saveAndCommit(client: ClientBase, statements: Statements): Promise<boolean> {
  const sent = statements.map((statement) => client.query(statement));
  const end = client.query('COMMIT');
  await Promise.all([...sent, end]);
  return (await end).command === 'COMMIT';
}
