import { randomUUID } from 'node:crypto';
import type { Store } from '@kapwa/core';
import { postgresForTests } from '@kapwa/testing/postgres';
import pg from 'pg';
import { type PostgresStoreOptions, postgresStore } from '../src/index.js';

/** A schema of one test, which is not there yet. */
export interface TestSchema {
  readonly url: string;
  readonly schema: string;
  readonly holdsSeveral: true;
  make(options?: Partial<PostgresStoreOptions>): Store;
  /** The files of its tables, their indexes and what they keep apart, by name: as a disk has them. */
  files(): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Asks the database itself. */
  ask(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** Lets so much time pass for all leases, ms. */
  pass(ms: number): Promise<void>;
  remove(): Promise<void>;
}

/** Finds a name that nothing has, so that no test sees anything of another. */
export async function newPlace(): Promise<TestSchema> {
  const url = await postgresForTests();
  const schema = `test_${randomUUID().replaceAll('-', '_')}`;
  const ask: TestSchema['ask'] = async (text, values = []) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(`SET search_path = ${schema}`);
      return (await client.query(text, [...values])).rows;
    } finally {
      await client.end();
    }
  };
  return {
    url,
    schema,
    holdsSeveral: true,
    make: (options) => postgresStore({ url, schema, readers: 2, ...options }),
    ask,
    async files() {
      await ask('CHECKPOINT');
      const rows = await ask(
        `SELECT relname AS name, pg_read_binary_file(pg_relation_filepath(oid)) AS bytes
         FROM pg_class WHERE pg_relation_filenode(oid) IS NOT NULL AND (relnamespace = $1::regnamespace
           OR oid IN (SELECT reltoastrelid FROM pg_class WHERE relnamespace = $1::regnamespace))`,
        [schema],
      );
      return new Map(rows.map(({ name, bytes }) => [String(name), bytes as Uint8Array]));
    },
    pass: async (ms) => void (await ask('UPDATE leases SET until = until - $1', [ms])),
    remove: async () => void (await ask(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)),
  };
}
