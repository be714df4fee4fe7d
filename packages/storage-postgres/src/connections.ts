import pg, { type Client, type ClientConfig, type Pool } from 'pg';
import type { PostgresAddress } from './address.js';

/** A statement takes at most this long, ms; what had to wait behind a longer one is tried again. */
const LONGEST_STATEMENT = 30_000;

/** A connection on which an answer takes longer is given up, ms. */
const LONGEST_SILENCE = LONGEST_STATEMENT + 5_000;

/**
 * So long a transaction may stand still, ms: whoever writes has the lock for which all others wait, and
 * one that is frozen in the middle of it holds up everybody. It takes milliseconds where nothing is
 * wrong; one whose process was busy for longer is rolled back, and made again.
 */
const LONGEST_STANDSTILL = 3_000;

/** The same for what only moves a store or writes it anew, ms: its own disk may be slow. */
const LONGEST_PATIENT_STANDSTILL = 15_000;

const LONGEST_CONNECTING = 10_000;

const INT8 = 20;

/** Large whole numbers as numbers: none of ours is beyond 2^53. */
const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** How long things may take on a connection. */
interface Limits {
  /** 0: as long as it takes. */
  readonly statement: number;
}

/** Where a commit waits for the disk, and where what it does is of no use to anybody after a crash. */
type Commits = 'durable' | 'fleeting';

/**
 * What every connection is set to. Acknowledging what is not on the disk is never wanted, whatever
 * the server is set to.
 */
function settingsFor(
  { schema }: PostgresAddress,
  { statement }: Limits,
  commits: Commits = 'durable',
): string {
  const standstill = statement > 0 ? LONGEST_STANDSTILL : LONGEST_PATIENT_STANDSTILL;
  return [
    `SET search_path = "${schema}", pg_temp`,
    `SET synchronous_commit = ${commits === 'durable' ? 'on' : 'off'}`,
    `SET statement_timeout = ${statement}`,
    `SET idle_in_transaction_session_timeout = ${standstill}`,
  ].join('; ');
}

function configOf({ config }: PostgresAddress, { statement }: Limits): ClientConfig {
  return {
    ...config,
    types,
    connectionTimeoutMillis: LONGEST_CONNECTING,
    ...(statement > 0 && { query_timeout: LONGEST_SILENCE }),
    // Statements that need no answer of each other go out together.
    pipeline: true,
  };
}

/** A connection that breaks while nobody uses it says so by an event; the next use finds out. */
const nobodyIsTold = (): void => undefined;

/** Makes one connection that is set up. Limits that are not given are those of every call. */
export async function connect(
  address: PostgresAddress,
  limits: Limits = { statement: LONGEST_STATEMENT },
): Promise<Client> {
  const client = new pg.Client(configOf(address, limits));
  client.on('error', nobodyIsTold);
  await client.connect();
  try {
    await client.query(settingsFor(address, limits));
    return client;
  } catch (error) {
    await disconnect(client);
    throw error;
  }
}

/** Ends a connection, in whatever state it is. */
export async function disconnect(client: Client): Promise<void> {
  await client.end().catch(nobodyIsTold);
}

/** Does something on a connection of its own. */
export async function withOwnConnection<Answer>(
  address: PostgresAddress,
  work: (client: Client) => Promise<Answer>,
  limits?: Limits,
): Promise<Answer> {
  const client = await connect(address, limits);
  try {
    return await work(client);
  } finally {
    await disconnect(client);
  }
}

/** Connections for reading, and for forgetting what was read; made when they are needed. */
export function createPool(address: PostgresAddress, size: number): Pool {
  const limits = { statement: LONGEST_STATEMENT };
  const pool = new pg.Pool({
    ...configOf(address, limits),
    max: size,
    // pg waits for what this answers, though its types do not say so.
    onConnect: (client) =>
      client.query(settingsFor(address, limits, 'fleeting')) as unknown as undefined,
  });
  pool.on('error', nobodyIsTold);
  return pool;
}
