import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { PostgresAddress } from './address.js';
import type { Call } from './calls.js';
import { connect, disconnect } from './connections.js';
import type { Draft, DraftRecord } from './draft.js';
import type { Hashes } from './id-hash.js';
import { loadDraft } from './load-draft.js';
import { patiently } from './patience.js';
import { saveAndCommit, statementsOf } from './save-draft.js';

/** So many calls go into one transaction at most. */
const MOST_CALLS = 256;

/** What a writer works with. */
export interface WriterParts {
  readonly address: PostgresAddress;
  readonly hashes: Hashes;
  readonly patience: number;
  /** Told that a batch begins; what it answers is told its records once it came through, before anybody else is. */
  writing(): (records: Iterable<DraftRecord>) => void;
  /** Told once, of the first batch that could not be written; answers what its calls reject with. */
  failed(cause: unknown): Error;
}

/** The one way by which this process changes the store. */
export interface Writer {
  /** Makes a call, together with those that come while the last ones are written. */
  make<Answer>(call: Call<Answer>): Promise<Answer>;
  /** Does something on its own connection while nothing else is written. */
  alone<Answer>(work: () => Promise<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

/** What came of one call: its answer, or what it has thrown. */
type Made = { readonly answer: unknown } | { readonly thrown: unknown };

/** What came of all calls of a batch, and the records as they stand with that. */
interface Attempt {
  readonly made: readonly Made[];
  readonly records: Iterable<DraftRecord>;
}

interface Waiting {
  readonly call: Call<unknown>;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

function makeAll(batch: readonly Waiting[], draft: Draft): readonly Made[] {
  return batch.map(({ call }) => {
    try {
      return { answer: call.make(draft) };
    } catch (thrown) {
      return { thrown };
    }
  });
}

/** Makes the one that writes for this process; it connects when it has something to write. */
export function createWriter(parts: WriterParts): Writer {
  const { address, hashes, patience, writing, failed } = parts;
  const writer = randomUUID();
  let queue: Waiting[] = [];
  let client: Client | undefined;
  let batches = 0;
  /** When everything that was asked so far is done. */
  let work: Promise<void> | undefined;

  const letGo = async (): Promise<void> => {
    const before = client;
    client = undefined;
    if (before !== undefined) await disconnect(before);
  };

  const connected = async (): Promise<Client> => {
    client ??= await connect(address);
    return client;
  };

  /**
   * Whether a batch came through whose answer was lost. The lock waits until the server, too, is
   * done with it.
   */
  const cameThrough = async (batch: number): Promise<boolean> => {
    const own = await connected();
    await own.query('BEGIN');
    await own.query('SELECT only_one FROM heads FOR UPDATE');
    const { rows } = await own.query('SELECT batch FROM writers WHERE writer = $1', [writer]);
    await own.query('COMMIT');
    return rows[0]?.batch === batch;
  };

  /** Asks until there is an answer: until then nothing is known, and nothing may be done again. */
  const findOut = async (batch: number): Promise<boolean> => {
    const ask = async (): Promise<boolean> => {
      try {
        return await cameThrough(batch);
      } catch (error) {
        await letGo();
        throw error;
      }
    };
    try {
      return await patiently(patience, ask);
    } catch (cause) {
      throw new Error('it did not say whether the last changes came through', { cause });
    }
  };

  const attempt = async (batch: readonly Waiting[]): Promise<Attempt> => {
    batches += 1;
    const mark = { writer, batch: batches };
    let isSent = false;
    let attempted: Attempt = { made: [], records: [] };
    try {
      const own = await connected();
      const needs = batch.map(({ call }) => call.needs);
      const draft = await loadDraft(own, needs, hashes);
      const before = { ...draft.heads };
      attempted = { made: makeAll(batch, draft), records: draft.records.values() };
      const statements = statementsOf(draft, before, mark);
      isSent = statements.length > 0;
      if (await saveAndCommit(own, statements)) return attempted;
      throw new Error('The transaction was rolled back by the server.');
    } catch (error) {
      await letGo();
      if (isSent && (await findOut(mark.batch))) return attempted;
      throw error;
    }
  };

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    const written = writing();
    try {
      const { made, records } = await patiently(patience, () => attempt(batch));
      written(records);
      for (const [at, { resolve, reject }] of batch.entries()) {
        const one = made[at] as Made;
        if ('answer' in one) resolve(one.answer);
        else reject(one.thrown);
      }
    } catch (cause) {
      const failure = failed(cause);
      // What came after it must not be written without it.
      for (const { reject } of [...batch, ...queue]) reject(failure);
      queue = [];
    }
  };

  const run = async (): Promise<void> => {
    // Calls of one moment go together.
    await Promise.resolve();
    while (queue.length > 0) {
      const batch = queue.slice(0, MOST_CALLS);
      queue = queue.slice(MOST_CALLS);
      await write(batch);
    }
    work = undefined;
  };

  return {
    make: (call) =>
      new Promise((resolve, reject) => {
        queue.push({ call, resolve: resolve as (answer: unknown) => void, reject });
        work ??= run();
      }),
    async alone(task) {
      while (work !== undefined) await work;
      const done = task();
      work = done.then(run, run);
      return done;
    },
    async close() {
      while (work !== undefined) await work;
      await letGo();
    },
  };
}
