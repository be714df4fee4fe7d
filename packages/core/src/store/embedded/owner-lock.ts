import { createHash } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { uptime } from 'node:os';
import { join, resolve } from 'node:path';
import { KapwaError } from '../../errors.js';

/** Who holds a folder, for the message to whoever else wants it. */
interface Owner {
  readonly pid: number;
  /** When it took hold, ISO 8601. */
  readonly since: string;
  /** Which start of the machine that was: a process number counts anew after it. */
  readonly boot: string;
}

const fileIn = (folder: string): string => join(folder, 'owner.json');

async function ownerOf(folder: string): Promise<Owner | undefined> {
  try {
    const owner: Partial<Owner> = JSON.parse(await readFile(fileIn(folder), 'utf8'));
    if (typeof owner.pid !== 'number' || typeof owner.since !== 'string') return undefined;
    return { pid: owner.pid, since: owner.since, boot: String(owner.boot) };
  } catch {
    return undefined;
  }
}

/** The machine's own name for this start, or the minute of it where it gives none. */
async function bootId(): Promise<string> {
  const named = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => undefined);
  return named?.trim() ?? `minute ${Math.round((Date.now() / 1000 - uptime()) / 60)}`;
}

async function describeSelf(): Promise<string> {
  const owner: Owner = {
    pid: process.pid,
    since: new Date().toISOString(),
    boot: await bootId(),
  };
  return `${JSON.stringify(owner)}\n`;
}

function inUse(folder: string, owner: Owner | undefined): KapwaError {
  const who = owner === undefined ? 'another process' : `process ${owner.pid} since ${owner.since}`;
  return new KapwaError(
    'store.in-use',
    `${folder} is in use by ${who}. Two bots cannot share a folder: stop that one first, or give this one a folder of its own.`,
  );
}

/**
 * A name that the system gives to one process at a time, and takes back when it ends, however it
 * ends: an abstract socket (unix(7)) on Linux, a named pipe on Windows. Undefined elsewhere.
 */
async function socketName(folder: string): Promise<string | undefined> {
  const { dev, ino } = await stat(folder);
  const name = createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32);
  if (process.platform === 'linux') return `\0kapwa-${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\kapwa-${name}` : undefined;
}

function listenOn(path: string): Promise<Server | undefined> {
  return new Promise((answer, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? answer(undefined) : reject(error),
    );
    // Exclusive: workers of a cluster would share one socket, and so one folder.
    server.listen({ path, exclusive: true }, () => {
      server.unref();
      answer(server);
    });
  });
}

const closed = (server: Server): Promise<void> =>
  new Promise((answer) => server.close(() => answer()));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Where there are no such sockets: the file says who, and it counts while that process lives. */
export async function claimByFile(folder: string): Promise<() => Promise<void>> {
  const path = fileIn(folder);
  const owner = await ownerOf(folder);
  if (owner !== undefined) {
    if (owner.boot === (await bootId()) && isAlive(owner.pid)) throw inUse(folder, owner);
    await rm(path, { force: true });
  }
  try {
    await writeFile(path, await describeSelf(), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw inUse(folder, await ownerOf(folder));
  }
  return () => rm(path, { force: true });
}

/**
 * Makes this process the only one that uses a folder. Raises `store.in-use`, naming the process
 * that has it. Holds within one machine (on Linux, one network namespace).
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const whole = resolve(folder);
  const name = await socketName(whole);
  if (name === undefined) return claimByFile(whole);
  const server = await listenOn(name);
  if (server === undefined) throw inUse(whole, await ownerOf(whole));
  await writeFile(fileIn(whole), await describeSelf(), { mode: 0o600 });
  return async () => {
    await rm(fileIn(whole), { force: true });
    await closed(server);
  };
}
