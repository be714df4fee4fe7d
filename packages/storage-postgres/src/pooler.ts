import { randomUUID } from 'node:crypto';
import { KapwaError } from '@kapwa/core';
import type { Client } from 'pg';
import type { PostgresAddress } from './address.js';
import { withOwnConnection } from './connections.js';

/** So often it is looked whether two clients get one connection of the server. */
const LOOKS = 3;

/** The number of the server's process as the client was told it when it connected. */
function toldProcess(client: Client): unknown {
  return 'processID' in client ? client.processID : undefined;
}

async function processOf(client: Client): Promise<unknown> {
  const { rows } = await client.query('SELECT pg_backend_pid() AS process');
  return rows[0].process;
}

/** Whether another client gets the connection of this one while this one has nothing to ask. */
async function isLent(client: Client, other: Client): Promise<boolean> {
  const mark = randomUUID();
  await client.query("SELECT set_config('kapwa.mark', $1, false)", [mark]);
  const before = await processOf(client);
  await other.query('BEGIN');
  const { rows } = await other.query("SELECT current_setting('kapwa.mark', true) AS mark");
  const after = await processOf(client);
  await other.query('COMMIT');
  return rows[0].mark === mark || before !== after;
}

/**
 * Refuses a pooler that lends a connection for one transaction at a time, such as PgBouncer with
 * `pool_mode = transaction`: what a connection is set to, listens to and has prepared would be another
 * client's. One that lends it for as long as the client is there does no harm. Raises `store.unusable`.
 */
export async function checkPooler(client: Client, address: PostgresAddress): Promise<void> {
  // A pooler makes up that number.
  if (toldProcess(client) === (await processOf(client))) return;
  const isOneForAll = await withOwnConnection(address, async (other) => {
    for (let look = 0; look < LOOKS; look += 1) if (await isLent(client, other)) return true;
    return false;
  });
  if (!isOneForAll) return;
  throw new KapwaError(
    'store.unusable',
    `The ${address.shown} is reached through a pooler that gives every transaction another connection, such as PgBouncer with pool_mode = transaction. Kapwa needs connections of its own: name the server itself (hosted databases call that the direct address), or a pool with pool_mode = session.`,
  );
}
