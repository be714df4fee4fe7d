import type {
  AuditLink,
  DeadLetter,
  ErasureRecord,
  InboxEntry,
  LedgerEntry,
  OutboxItem,
  Store,
  Stored,
} from '@kapwa/core';
import type { QueryConfig, QueryResultRow } from 'pg';
import { fromKept, keptRange, toKept } from './any-text.js';
import { ledgerFrom, pairOf } from './draft.js';
import { hexOf, type IdHash } from './id-hash.js';

/** Asks the database; tries again while the server is away. */
export type Ask = (query: QueryConfig) => Promise<QueryResultRow[]>;

const statement = (name: string, text: string, values: readonly unknown[] = []): QueryConfig => ({
  name,
  text,
  values: [...values],
});

async function itemsIn<Item>(ask: Ask, table: 'inbox' | 'outbox' | 'dead'): Promise<Item[]> {
  const rows = await ask(statement(`read-${table}`, `SELECT item FROM ${table} ORDER BY seq`));
  return rows.map(({ item }) => JSON.parse(item) as Item);
}

function storedOf({ key, value, version }: QueryResultRow): Stored {
  return { key: fromKept(key), value: JSON.parse(value), version };
}

/** By UTF-16 units, as every store lists; PostgreSQL compares bytes of UTF-8. */
const byKey = (one: string, other: string): number => (one < other ? -1 : 1);

/** The different values of a column that an index begins with, found by leaping over all the others. */
function namesIn(table: 'records' | 'sessions', column: 'collection' | 'space'): QueryConfig {
  const text = `WITH RECURSIVE names (name) AS (
      (SELECT ${column} FROM ${table} ORDER BY ${column} LIMIT 1)
      UNION ALL
      SELECT (SELECT ${column} FROM ${table} WHERE ${column} > name ORDER BY ${column} LIMIT 1)
      FROM names WHERE name IS NOT NULL
    ) SELECT name FROM names WHERE name IS NOT NULL`;
  return statement(`names-${table}`, text);
}

/** Reads what is kept under names that begin so, below one name of the first column. */
function rangeOf(name: string, text: string, below: string, prefix: string): QueryConfig {
  const { from, before } = keptRange(prefix);
  const within = `${text} AND key >= $2`;
  return before === undefined
    ? statement(`${name}-on`, within, [toKept(below), from])
    : statement(name, `${within} AND key < $3`, [toKept(below), from, before]);
}

/** So many lists of keys are asked for at a time; what comes meanwhile goes into the next one. */
const MOST_LOOKUPS = 2;

interface Lookup {
  readonly collection: string;
  readonly key: string;
  resolve(found: Stored | undefined): void;
  reject(error: unknown): void;
}

/** Reads single records, those of one moment in one query. */
function createLookups(ask: Ask): Store['get'] {
  let waiting: Lookup[] = [];
  let running = 0;

  const readAll = async (lookups: readonly Lookup[]): Promise<void> => {
    try {
      const rows = await ask(
        statement(
          'read-records',
          `SELECT r.collection, r.key, r.version, r.value
          FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[])) AS w (collection, key)
          JOIN records r USING (collection, key)`,
          [
            lookups.map(({ collection }) => toKept(collection)),
            lookups.map(({ key }) => toKept(key)),
          ],
        ),
      );
      const found = new Map(
        rows.map((row) => [pairOf(fromKept(row.collection), fromKept(row.key)), row]),
      );
      for (const { collection, key, resolve } of lookups) {
        const row = found.get(pairOf(collection, key));
        // Each gets a value of its own: what is done to one shows in no other.
        resolve(row === undefined ? undefined : storedOf(row));
      }
    } catch (error) {
      for (const { reject } of lookups) reject(error);
    }
  };

  const run = async (): Promise<void> => {
    running += 1;
    await Promise.resolve();
    while (waiting.length > 0) {
      const lookups = waiting;
      waiting = [];
      await readAll(lookups);
    }
    running -= 1;
  };

  return (collection, key) =>
    new Promise((resolve, reject) => {
      waiting.push({ collection, key, resolve, reject });
      if (running < MOST_LOOKUPS) void run();
    });
}

/** Reads what still waits of these entries, in the order of their ids. */
export async function readEntries(
  ask: Ask,
  hashOf: IdHash,
  ids: readonly string[],
): Promise<readonly InboxEntry[]> {
  const hashes = ids.map((id) => hashOf(id));
  const text = 'SELECT id, item FROM inbox WHERE id = ANY($1::uuid[])';
  const rows = await ask(statement('read-entries', text, [hashes]));
  const found = new Map(rows.map(({ id, item }) => [hexOf(id), item]));
  return hashes.flatMap((hash) => {
    const item = found.get(hash);
    return item === undefined ? [] : [JSON.parse(item) as InboxEntry];
  });
}

/** What is read of records, and of what waits. */
export function recordReads(
  ask: Ask,
): Pick<Store, 'waiting' | 'outgoing' | 'get' | 'list' | 'collections' | 'dead'> {
  return {
    waiting: () => itemsIn<InboxEntry>(ask, 'inbox'),
    outgoing: () => itemsIn<OutboxItem>(ask, 'outbox'),
    dead: () => itemsIn<DeadLetter>(ask, 'dead'),
    get: createLookups(ask),
    async list(collection, prefix) {
      const text = 'SELECT key, version, value FROM records WHERE collection = $1';
      const rows = await ask(rangeOf('list-records', text, collection, prefix));
      return rows
        .map(storedOf)
        .filter(({ key }) => key.startsWith(prefix))
        .sort((one, other) => byKey(one.key, other.key));
    },
    async collections() {
      return (await ask(namesIn('records', 'collection'))).map(({ name }) => fromKept(name));
    },
  };
}

/** What is read of what was done and written. */
export function memoryReads(
  ask: Ask,
  hashOf: IdHash,
): Pick<Store, 'audit' | 'auditHead' | 'ledger' | 'erasures'> {
  return {
    async audit(after, limit) {
      const text = 'SELECT n, prev, hash, entries FROM audit WHERE n > $1 ORDER BY n LIMIT $2';
      const rows = await ask(statement('read-audit', text, [after, limit]));
      return rows.map(
        ({ n, prev, hash, entries }): AuditLink => ({
          n,
          prev,
          entries: JSON.parse(entries),
          hash,
        }),
      );
    },
    async auditHead() {
      const text = 'SELECT audit_n AS n, audit_hash AS hash FROM heads';
      const [head] = await ask(statement('read-audit-head', text));
      return { n: head?.n ?? 0, hash: head?.hash ?? '' };
    },
    async ledger(chat, message) {
      const text = `SELECT at, item, fingerprint, (SELECT ledger_newest FROM heads) AS newest
        FROM ledger WHERE id = $1 ORDER BY at DESC LIMIT 1`;
      const [row] = await ask(statement('read-ledger', text, [hashOf(chat, message)]));
      if (row === undefined || row.at < ledgerFrom(row.newest)) return undefined;
      const entry = JSON.parse(row.item) as LedgerEntry;
      return row.fingerprint === null ? entry : { ...entry, fingerprint: row.fingerprint };
    },
    async erasures() {
      const rows = await ask(
        statement('read-erasures', 'SELECT id, at FROM erasures ORDER BY seq'),
      );
      return rows.map(({ id, at }): ErasureRecord => ({ id: fromKept(id), at }));
    },
  };
}

/** What is read of the values of transports. */
export function sessionReads(ask: Ask) {
  return {
    async sessions(): Promise<readonly string[]> {
      return (await ask(namesIn('sessions', 'space'))).map(({ name }) => fromKept(name));
    },
    async values(space: string, keys: readonly string[]): Promise<Map<string, Uint8Array>> {
      const text = 'SELECT key, value FROM sessions WHERE space = $1 AND key = ANY($2)';
      const rows = await ask(statement('read-sessions', text, [toKept(space), keys.map(toKept)]));
      const found = new Map(rows.map(({ key, value }) => [fromKept(key), Uint8Array.from(value)]));
      // In the order in which they were asked for, as other stores answer.
      return new Map(
        keys.flatMap((key) => {
          const value = found.get(key);
          return value === undefined ? [] : [[key, value] as const];
        }),
      );
    },
    async keys(space: string, prefix: string): Promise<readonly string[]> {
      const text = 'SELECT key FROM sessions WHERE space = $1';
      const rows = await ask(rangeOf('list-sessions', text, space, prefix));
      return rows
        .map(({ key }) => fromKept(key))
        .filter((key) => key.startsWith(prefix))
        .sort(byKey);
    },
  };
}
