import { KapwaError } from '@kapwa/core';
import type { Client } from 'pg';
import type { PostgresAddress } from './address.js';
import { connect, disconnect } from './connections.js';
import { unusable } from './failures.js';
import { createEventHash, createIdHash, type Hashes } from './id-hash.js';
import { migrations } from './migrations.js';
import { checkPooler } from './pooler.js';

/** The oldest PostgreSQL that is tried, as `server_version_num` counts. */
const OLDEST = 140_000;

/** Held while the tables are made, so that two processes that start at once do not both make them. */
const MIGRATION_LOCK = 0x6b61_7077;

async function checkServer(client: Client, address: PostgresAddress): Promise<void> {
  const { shown } = address;
  const { rows } = await client.query(
    `SELECT current_setting('server_version_num')::int AS number,
      current_setting('server_version') AS version,
      current_setting('server_encoding') AS encoding`,
  );
  const [{ number, version, encoding }] = rows;
  if (number < OLDEST) {
    throw new KapwaError(
      'store.unusable',
      `The ${shown} is PostgreSQL ${version}. Kapwa needs 14 or newer.`,
    );
  }
  if (encoding !== 'UTF8') {
    throw new KapwaError(
      'store.unusable',
      `The ${shown} keeps text as ${encoding}. Make the database with ENCODING 'UTF8': names of people are in every script.`,
    );
  }
  await checkPooler(client, address);
}

/** How many migrations have been made; 0 where there are no tables. */
async function versionIn(client: Client, schema: string): Promise<number> {
  const { rows } = await client.query('SELECT to_regclass($1) IS NOT NULL AS there', [
    `"${schema}".migrations`,
  ]);
  if (!rows[0]?.there) return 0;
  const found = await client.query(
    'SELECT coalesce(max(version), 0)::int AS version FROM migrations',
  );
  return found.rows[0]?.version ?? 0;
}

function tooNew(shown: string): KapwaError {
  return new KapwaError(
    'store.unusable',
    `The ${shown} was written by a newer Kapwa. Update this one, and nothing is lost.`,
  );
}

/** Makes what is missing, all of it or nothing of it. */
async function migrate(client: Client, { schema, shown }: PostgresAddress): Promise<void> {
  const known = await versionIn(client, schema);
  if (known > migrations.length) throw tooNew(shown);
  if (known === migrations.length) return;
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  // Only where it is missing: making one takes a right that the user may not have.
  const there = await client.query('SELECT to_regnamespace($1) IS NOT NULL AS there', [
    `"${schema}"`,
  ]);
  if (!there.rows[0]?.there) await client.query(`CREATE SCHEMA "${schema}"`);
  await client.query(`CREATE TABLE IF NOT EXISTS "${schema}".migrations (
    version integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())`);
  const before = await versionIn(client, schema);
  for (const [at, text] of migrations.entries()) {
    if (at < before) continue;
    await client.query(text);
    await client.query('INSERT INTO migrations (version) VALUES ($1)', [at + 1]);
  }
  await client.query('COMMIT');
}

/**
 * Whether a bot keeps something in a database by now; nothing is changed. Raises `store.unusable`
 * where it does not answer, or does not let us in.
 */
export async function holdsSomething(address: PostgresAddress): Promise<boolean> {
  try {
    const client = await connect(address);
    try {
      await checkServer(client, address);
      const version = await versionIn(client, address.schema);
      if (version > migrations.length) throw tooNew(address.shown);
      if (version === 0) return false;
      const { rows } = await client.query('SELECT EXISTS (SELECT FROM records) AS some');
      return rows[0].some;
    } finally {
      await disconnect(client);
    }
  } catch (error) {
    throw unusable(address.shown, error);
  }
}

/** Makes the tables where they are missing, and answers how ids are hashed in them. */
export async function openDatabase(address: PostgresAddress): Promise<Hashes> {
  try {
    const client = await connect(address);
    try {
      await checkServer(client, address);
      await migrate(client, address);
      await client.query("DELETE FROM writers WHERE at < now() - interval '30 days'");
      const { rows } = await client.query('SELECT id_key, seen_key FROM heads');
      const [{ id_key, seen_key }] = rows;
      return { id: createIdHash(id_key), event: createEventHash(seen_key) };
    } finally {
      await disconnect(client);
    }
  } catch (error) {
    throw unusable(address.shown, error);
  }
}
