import { KapwaError, type StoreContents } from '@kapwa/core';
import type { Client } from 'pg';
import { type PostgresAddress, type PostgresStoreOptions, postgresAddress } from './address.js';
import { connect, disconnect } from './connections.js';
import { countOfContents, rowsOfContents } from './contents-rows.js';
import { unusable } from './failures.js';
import { createFingerprint, type Fingerprint, fingerprintOf } from './fingerprint.js';
import { openDatabase } from './open-database.js';
import { keptTables, put, type Row, type Table } from './statements.js';

/** What was put into a database, and compared with what it came from. */
export interface Filled {
  /** Which database it is, for people: without the password. */
  readonly shown: string;
  /** What stands there now. */
  readonly tables: readonly (Fingerprint & { readonly table: string })[];
  /** It stood there before, exactly so: nothing was done. */
  readonly wasThere: boolean;
}

/** Where to, and who wants to know how far it has come. */
export interface FillOptions extends Pick<PostgresStoreOptions, 'url' | 'schema'> {
  progress?(done: number, whole: number): void;
}

/** So many rows go in at a time. */
const AT_ONCE = 500;

type Fingerprints = ReadonlyMap<Table, Fingerprint>;

async function fingerprintsIn(client: Client): Promise<Fingerprints> {
  const found = new Map<Table, Fingerprint>();
  for (const table of keptTables) found.set(table, await fingerprintOf(client, table));
  return found;
}

/** Hands rows on in lots, and makes a fingerprint of them on the way. */
async function inLots(
  table: Table,
  rows: Iterable<Row>,
  take: (lot: readonly Row[]) => Promise<void>,
): Promise<Fingerprint> {
  const fingerprint = createFingerprint(table);
  let lot: Row[] = [];
  for (const row of rows) {
    fingerprint.add(row);
    lot.push(row);
    if (lot.length < AT_ONCE) continue;
    await take(lot);
    lot = [];
  }
  if (lot.length > 0) await take(lot);
  return fingerprint.result();
}

type Rows = ReturnType<typeof rowsOfContents>;

async function inAllLots(
  rows: Rows,
  take: (table: Table, lot: readonly Row[]) => Promise<void>,
): Promise<Fingerprints> {
  const made = new Map<Table, Fingerprint>();
  for (const [table, list] of rows) {
    made.set(table, await inLots(table, list, (lot) => take(table, lot)));
  }
  return made;
}

function differing(one: Fingerprints, other: Fingerprints): readonly Table[] {
  return keptTables.filter((table) => {
    const [left, right] = [one.get(table), other.get(table)];
    return left?.rows !== right?.rows || left?.hash !== right?.hash;
  });
}

function inUseBy({ shown }: PostgresAddress): KapwaError {
  return new KapwaError(
    'store.unusable',
    `The ${shown} holds something else already. Nothing was changed there. Name an empty database, or another schema.`,
  );
}

async function saveHeads(client: Client, contents: StoreContents): Promise<void> {
  const { n, hash } = contents.auditHead;
  const day = Math.max(0, ...contents.seen.days.map((one) => one.day));
  await client.query(
    'UPDATE heads SET seen_key = $1, seen_day = $2, ledger_newest = $3, audit_n = $4, audit_hash = $5',
    [contents.seen.key, day, contents.ledgerNewest, n, hash],
  );
}

const nothing = async (): Promise<void> => undefined;

/** All of it or nothing of it: whoever is killed meanwhile leaves an empty database. */
async function fill(
  client: Client,
  address: PostgresAddress,
  contents: StoreContents,
  makeRows: () => Rows,
  { progress }: FillOptions,
): Promise<{ readonly found: Fingerprints; readonly wasThere: boolean }> {
  await client.query('BEGIN');
  await client.query('SELECT only_one FROM heads FOR UPDATE');
  const before = await fingerprintsIn(client);
  if ([...before.values()].some(({ rows }) => rows > 0)) {
    const wanted = await inAllLots(makeRows(), nothing);
    if (differing(before, wanted).length > 0) throw inUseBy(address);
    return { found: before, wasThere: true };
  }
  const whole = countOfContents(contents);
  let done = 0;
  const given = await inAllLots(makeRows(), async (table, lot) => {
    for (const statement of put(table, lot)) await client.query(statement);
    done += lot.length;
    progress?.(done, whole);
  });
  await saveHeads(client, contents);
  const found = await fingerprintsIn(client);
  const wrong = differing(given, found);
  if (wrong.length > 0) {
    throw new KapwaError(
      'store.damaged',
      `What arrived in the ${address.shown} is not what was sent (${wrong.join(', ')}). Nothing was kept there.`,
    );
  }
  await client.query('COMMIT');
  await client.query('ANALYZE');
  return { found, wasThere: false };
}

/**
 * Puts everything another store holds into a database that is empty, in one step, and compares
 * counts and hashes before it counts. Where it was interrupted nothing is there; where it is done
 * already, exactly so, it says so.
 *
 * Raises `config.invalid` for an address that cannot be read, `store.unusable` where the database
 * cannot be used or holds something else, `store.damaged` where what arrived is not what was sent.
 */
export async function fillPostgres(contents: StoreContents, options: FillOptions): Promise<Filled> {
  const address = postgresAddress(options);
  try {
    const hashes = await openDatabase(address);
    const client = await connect(address, { statement: 0 });
    try {
      const makeRows = (): Rows => rowsOfContents(contents, hashes.id);
      const { found, wasThere } = await fill(client, address, contents, makeRows, options);
      const tables = [...found].map(([table, fingerprint]) => ({ table, ...fingerprint }));
      return { shown: address.shown, tables, wasThere };
    } finally {
      await disconnect(client);
    }
  } catch (error) {
    throw unusable(address.shown, error);
  }
}
