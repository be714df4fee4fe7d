import {
  KapwaError,
  KIT_LEASE,
  type SessionSpace,
  type SharedStore,
  type Store,
} from '@kapwa/core';
import type { QueryConfig, QueryResultRow } from 'pg';
import { type PostgresStoreOptions, postgresAddress } from './address.js';
import {
  accepting,
  type Call,
  committing,
  dropping,
  erasing,
  marking,
  retrying,
  setting,
  settling,
} from './calls.js';
import { createPool } from './connections.js';
import { failedStore } from './failures.js';
import { leasing, releasing } from './lease-calls.js';
import { openDatabase } from './open-database.js';
import { patiently } from './patience.js';
import { memoryReads, recordReads, sessionReads } from './reads.js';
import { createRecordCache } from './record-cache.js';
import { expireLedger, rewrite } from './removal.js';
import { renewLease } from './renew-lease.js';
import { openShared } from './shared-store.js';
import { createWriter } from './writer.js';

/** A kit on another machine is followed so long after it was last heard of, ms. */
const LEASE_FOR = 30_000;

type Opened = Awaited<ReturnType<typeof open>>;

/** Everything an open store works with. */
async function open(options: PostgresStoreOptions) {
  const { readers = 4, patience = 60_000 } = options;
  const address = postgresAddress(options);
  const hashes = await openDatabase(address);
  const pool = createPool(address, readers);
  let stopped: KapwaError | undefined;

  const failed = (cause: unknown): KapwaError => {
    stopped ??= failedStore(address.shown, cause);
    return stopped;
  };

  /** Does something that may be done twice; a store that has stopped does nothing any more. */
  const patientlyOrStop = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    if (stopped !== undefined) throw stopped;
    try {
      return await patiently(patience, work);
    } catch (cause) {
      throw failed(cause);
    }
  };

  const ask = (query: QueryConfig): Promise<QueryResultRow[]> =>
    patientlyOrStop(async () => (await pool.query(query)).rows);

  const cache = createRecordCache();
  const { writing } = cache;
  const writer = createWriter({ address, hashes, patience, writing, failed });
  const parts = { address, hashes, pool, cache, writer, ask, patiently: patientlyOrStop };
  const shared = openShared(parts);

  return {
    hashes,
    ask,
    cache,
    shared,
    make<Answer>(call: Call<Answer>): Promise<Answer> {
      return stopped === undefined ? writer.make(call) : Promise.reject(stopped);
    },
    rewrite: () => writer.alone(() => patientlyOrStop(() => rewrite(address))),
    expire: (...[at, rule]: Parameters<Store['expire']> | [number]) =>
      writer.alone(async () => {
        const isChanged = await patientlyOrStop(() => expireLedger(address, at, rule));
        if (isChanged) await patientlyOrStop(() => rewrite(address, ['ledger']));
      }),
    async close() {
      await writer.close();
      await shared.close();
      await pool.end();
      if (stopped !== undefined) throw stopped;
    },
  };
}

const notOpen = (): KapwaError =>
  new KapwaError('store.unusable', 'The store has not been opened, or has been closed.');

/**
 * A store in a PostgreSQL database (14 or newer), with tables of its own in a schema of their own.
 * For communities that have outgrown a file, and for servers that have a database already.
 *
 * One kit at a time leads; whoever starts a second one gets `store.in-use`. While the server
 * is away calls wait, a minute unless `patience` says otherwise; after that every call rejects with
 * `store.failed`. Nothing is acknowledged that is not committed.
 *
 * Raises `config.invalid` at once for an address that cannot be read, and when it is opened
 * `store.unusable` with the reason: no server, wrong password, no such database, no rights.
 */
export function postgresStore(options: PostgresStoreOptions): Store {
  // What is wrong with the address shows at once.
  postgresAddress(options);
  let opened: Opened | undefined;

  const db = (): Opened => {
    if (opened === undefined) throw notOpen();
    return opened;
  };
  const make = async <Answer>(call: Call<Answer>): Promise<Answer> => db().make(call);
  const ask = async (query: QueryConfig): Promise<QueryResultRow[]> => db().ask(query);
  const sessions = sessionReads(ask);
  const records = recordReads(ask);
  const hashOf = (...parts: readonly string[]): string => db().hashes.id(...parts);

  const shared: SharedStore = {
    leaseFor: LEASE_FOR,
    // A hint for which there is no way is lost, as any may be.
    say: (note) => opened?.shared.say(note),
    hear: async (heard, name) => db().shared.hear(heard, name),
    absent: async (names) => db().shared.absent(names),
    entries: async (ids) => db().shared.entries(ids),
    reports: async (after, fence) => db().shared.reports(after, fence),
    forgetReports: async (fence) => db().shared.forgetReports(fence),
  };

  const session = (space: string): SessionSpace => ({
    get: (keys) => sessions.values(space, keys),
    keys: (prefix = '') => sessions.keys(space, prefix),
    set: (changes, accept, fence) => make(setting(space, changes, accept, fence)),
  });

  return {
    durable: true,
    async open() {
      opened = await open(options);
    },
    async close() {
      const before = opened;
      opened = undefined;
      await before?.close();
    },
    ...records,
    get: async (collection, key) => db().cache.reading(records.get)(collection, key),
    ...memoryReads(ask, hashOf),
    accept: async (entries, at, fence) =>
      entries.length === 0 && fence === undefined ? [] : make(accepting(entries, at, fence)),
    async commit(commit, fence) {
      const answer = await make(committing(commit, fence));
      // What it went by is not so any more: another process has changed it.
      if (answer === 'conflict') db().cache.forget(commit.expect);
      return answer;
    },
    mark: (item, fence) => make(marking(item, fence)),
    settle: (settlement, fence) => make(settling(settlement, fence)),
    retryDead: (id) => make(retrying(id)),
    dropDead: (ids) => make(dropping(ids)),
    async lease(name, holder, ms, at) {
      const epoch = await renewLease(ask, name, holder, ms);
      if (epoch !== undefined) return { name, epoch, until: at + ms };
      const lease = await make(leasing(name, holder, ms, at));
      // Whoever has this one is the only one who writes.
      if (name === KIT_LEASE) {
        if (lease === undefined) db().cache.end();
        else db().cache.begin(lease.epoch);
      }
      return lease;
    },
    async release(lease) {
      if (lease.name === KIT_LEASE) db().cache.end();
      await make(releasing(lease));
    },
    session,
    sessions: sessions.sessions,
    async erase(erasure) {
      await make(erasing(erasure));
      await db().rewrite();
    },
    expire: async (at, rule) => db().expire(at, rule),
    async purge(at) {
      await db().expire(at);
      await db().rewrite();
    },
    shared,
  };
}
