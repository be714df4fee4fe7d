import { createServer, get } from 'node:http';
import { listenLocally } from '../local-server.js';
import { type PostgresProcess, startPostgres } from './start-postgres.js';

/** A server of one's own to test on, instead of one that is started. */
const OWN = 'KAPWA_TEST_PG_URL';

/** Where test processes ask for the one of this run. */
const DOOR = 'KAPWA_TEST_PG_DOOR';

/**
 * A global setup of vitest: one PostgreSQL for all tests of a run, started when the first of them
 * asks for it, and so never where none does. Answers how to end it.
 */
export async function servePostgres(): Promise<() => Promise<void>> {
  let started: Promise<PostgresProcess> | undefined;
  const door = createServer((_, response) => {
    started ??= startPostgres();
    started.then(
      ({ url }) => response.end(url),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  const { port, close } = await listenLocally(door);
  process.env[DOOR] = String(port);
  return async () => {
    await close();
    await (await started?.catch(() => undefined))?.stop();
  };
}

function ask(port: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port }, (response) => {
      let said = '';
      response.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
      response.on('end', () =>
        response.statusCode === 200 ? resolve(said) : reject(new Error(said)),
      );
    }).on('error', reject);
  });
}

/**
 * The address of a PostgreSQL to test on: that in `KAPWA_TEST_PG_URL`, or of the server of this run,
 * which `servePostgres` starts. Its user may make schemas and databases.
 */
export async function postgresForTests(): Promise<string> {
  const { [OWN]: own, [DOOR]: door } = process.env;
  if (own) return own;
  if (door) return ask(door);
  throw new Error(`Name a server by ${OWN}, or add servePostgres to vitest's globalSetup.`);
}
