import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kit } from '@kapwa/core';
import { MARK } from './traffic.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Bytes that are really in use. Needs `--expose-gc`. */
export async function heapInUse(): Promise<number> {
  for (let round = 0; round < 2; round += 1) {
    await turn();
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

/** Files and sockets the process holds open; undefined where the system does not tell. */
export async function openFiles(): Promise<number | undefined> {
  try {
    // The folder itself is open while it is read.
    return (await readdir('/proc/self/fd')).length - 1;
  } catch {
    return undefined;
  }
}

/** Those who listen to the kit, and to the process. */
export function listeners(kit: Kit): number {
  const of = (emitter: {
    eventNames(): (string | symbol)[];
    listenerCount(name: never): number;
  }): number =>
    emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name as never), 0);
  return of(kit.events) + of(process);
}

/** Timers of the process itself that are running. */
export function timersOfProcess(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}

/** What stands in a folder. */
export interface FolderReading {
  readonly bytes: number;
  readonly names: readonly string[];
  /** The age of the oldest words of a member that stand in a file, minutes; 0 for none. */
  readonly oldestWords: number;
}

const WORDS = new RegExp(`${MARK}(\\d+)`, 'g');

/** Reads every file of a folder, as somebody would who looks for what members wrote. */
export async function readFolder(folder: string, now: number): Promise<FolderReading> {
  const names = await readdir(folder);
  let bytes = 0;
  let oldest = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const path = join(folder, name);
    if (!(await stat(path)).isFile()) continue;
    const text = await readFile(path, 'latin1');
    bytes += text.length;
    for (const [, minute] of text.matchAll(WORDS)) oldest = Math.min(oldest, Number(minute));
  }
  const oldestWords = Number.isFinite(oldest) ? Math.floor(now / 60_000) - oldest : 0;
  return { bytes, names: names.sort(), oldestWords };
}

/** The files of a folder in which one of these stands, whatever stands around it but letters and digits. */
export async function filesWith(folder: string, traces: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const any = new RegExp(`(${traces.join('|')})(?![\\w-])`, 'i');
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if ((await stat(path)).isFile() && any.test(await readFile(path, 'latin1'))) found.push(name);
  }
  return found;
}
