import type { LedgerRule } from '@kapwa/core';
import type { Client } from 'pg';
import type { PostgresAddress } from './address.js';
import { toKept } from './any-text.js';
import { withOwnConnection } from './connections.js';
import { firstLedgerDay } from './draft.js';
import { tablesOfPeople } from './migrations.js';

/** Rewriting a large table takes as long as it takes. */
const patient = { statement: 0 };

/**
 * Writes tables anew. PostgreSQL leaves what was deleted or replaced in its files until there is
 * need of the room; of what is rewritten nothing old is left.
 */
export function rewrite(
  address: PostgresAddress,
  tables: readonly string[] = tablesOfPeople,
): Promise<void> {
  const rewriteAll = async (client: Client): Promise<void> => {
    for (const table of tables) await client.query(`VACUUM (FULL) ${table}`);
  };
  return withOwnConnection(address, rewriteAll, patient);
}

async function goOnTo(client: Client, now: number): Promise<number> {
  await client.query('BEGIN');
  const { rows } = await client.query('SELECT ledger_newest FROM heads FOR UPDATE');
  const ledgerNewest = Math.max(rows[0].ledger_newest, now);
  await client.query('UPDATE heads SET ledger_newest = $1', [ledgerNewest]);
  const first = firstLedgerDay({ ledgerNewest });
  const { rowCount } = await client.query('DELETE FROM ledger WHERE day < $1', [first]);
  return rowCount ?? 0;
}

/** What is older than the rule of its chat says; `$4` is that of all other chats. */
const isOld = `l.at < $3 - coalesce(
  (SELECT s.span FROM unnest($1::text[], $2::float8[]) AS s (chat, span) WHERE s.chat = l.chat), $4)`;

async function shorten(client: Client, now: number, rule: LedgerRule): Promise<number> {
  const chats = [...rule.chats.keys()].map(toKept);
  const spans = [...rule.chats.values()];
  const gone = await client.query(`DELETE FROM ledger l WHERE ${isOld}`, [
    ...[chats, spans.map(({ messages }) => messages), now, rule.others.messages],
  ]);
  const nameless = await client.query(
    `UPDATE ledger l SET fingerprint = NULL WHERE l.fingerprint IS NOT NULL AND ${isOld}`,
    [chats, spans.map(({ fingerprints }) => fingerprints), now, rule.others.fingerprints],
  );
  return (gone.rowCount ?? 0) + (nameless.rowCount ?? 0);
}

/** Forgets what is known of messages for too long; tells whether there was anything to forget. */
export function expireLedger(
  address: PostgresAddress,
  now: number,
  rule?: LedgerRule,
): Promise<boolean> {
  const forget = async (client: Client): Promise<boolean> => {
    let changed = await goOnTo(client, now);
    if (rule !== undefined) changed += await shorten(client, now, rule);
    await client.query('COMMIT');
    return changed > 0;
  };
  return withOwnConnection(address, forget, patient);
}
