import { basename, dirname, join, resolve } from 'node:path';
import { type Clock, systemClock } from '../../clock.js';
import { KapwaError } from '../../errors.js';
import { type Logger, silentLogger } from '../../logger.js';
import { createEmbeddedStore } from '../embedded-store.js';
import type { ErasureRecord, Store } from '../store.js';
import { readBackup, writeBackup } from './backup-file.js';
import { orDiskFailure } from './disk-failure.js';
import type { FilePort } from './file-port.js';
import { journalNumber, journalPath, titleFrame } from './journal.js';
import { loadState, stateFiles } from './load-state.js';
import { nodeFiles } from './node-files.js';
import { openEmbedded } from './open-embedded.js';
import { isSegment } from './segment-name.js';
import { readHead } from './state-file.js';

/** What backing up and restoring work with; all of it has a default. */
export interface BackupOptions {
  readonly log?: Logger;
  readonly clock?: Clock;
  readonly files?: FilePort;
}

/** A backup that was made. */
export interface Backup {
  readonly file: string;
  readonly bytes: number;
  readonly records: number;
  /** How many people were erased so far: the list goes with the backup. */
  readonly erasures: number;
}

/** Whether a file belongs to a store. */
function isOurs(name: string): boolean {
  return (
    journalNumber(name) !== undefined || isSegment(name) || /^(state\.|owner\.json)/.test(name)
  );
}

const nobodyIsTold = (): void => undefined;

/** The files that make up a state: itself, and the segments it counts on, as far as it does. */
async function filesOfState(files: FilePort, folder: string): Promise<Map<string, Buffer>> {
  const state = await files.read(join(folder, stateFiles.current));
  const content = new Map<string, Buffer>([[stateFiles.current, state ?? Buffer.alloc(0)]]);
  for (const { name, bytes } of readHead(state)?.segments ?? []) {
    const segment = (await files.read(join(folder, name))) ?? Buffer.alloc(0);
    content.set(name, segment.subarray(0, bytes));
  }
  return content;
}

/**
 * Copies everything a stopped bot keeps in `folder` into one checked file that only this user may
 * read. Raises `input.not-found` where nothing is kept, `store.in-use` while the bot runs,
 * `store.unusable` where the file is there already or cannot be written, and what opening the folder
 * raises.
 */
export async function backupStore(
  folder: string,
  file: string,
  options: BackupOptions = {},
): Promise<Backup> {
  const { log = silentLogger, clock = systemClock, files = nodeFiles } = options;
  const names = await files.names(folder).catch((): readonly string[] => []);
  if (!names.includes(stateFiles.current) && !names.includes(stateFiles.previous)) {
    throw new KapwaError('input.not-found', `There is no data of a bot in ${folder}.`);
  }
  const what = `The backup ${file} cannot be written`;
  if ((await orDiskFailure(what, () => files.read(file))) !== undefined) {
    throw new KapwaError('store.unusable', `${file} is there already. Choose another name.`);
  }
  const never = { snapshotAfter: Number.MAX_SAFE_INTEGER, reserve: 0 };
  const parts = { folder, files, log, clock, ...never };
  const open = await openEmbedded({ ...parts, stopped: nobodyIsTold });
  try {
    await open.snapshots.take(true);
    const content = await filesOfState(files, folder);
    const bytes = await orDiskFailure(what, async () => {
      const written = await writeBackup(files, file, clock.now(), content);
      await files.syncFolder(dirname(resolve(file)));
      return written;
    });
    const { records, erasures } = open.state;
    return { file, bytes, records: records.count(), erasures: erasures.length };
  } finally {
    await open.close();
  }
}

/** How a backup is to be put back. */
export interface RestoreOptions extends BackupOptions {
  /** Whether what stands in the folder may be replaced. */
  readonly force?: boolean;
  /**
   * Called with the restored store, still in a folder of its own, and with the erasures that the
   * folder knew: whoever was erased since the backup must go from it, too.
   */
  readonly eraseAgain: (store: Store, erasures: readonly ErasureRecord[]) => Promise<number>;
}

/** A backup that was put back. */
export interface RestoredBackup {
  /** When the backup was made, ms UTC. */
  readonly madeAt: number;
  /** How many people had been erased since, and so were erased again. */
  readonly erasedAgain: number;
}

/** Erasures a folder knows of; nothing may be restored over a list that cannot be read. */
async function erasuresIn(files: FilePort, folder: string): Promise<readonly ErasureRecord[]> {
  const release = await files.claim(folder);
  try {
    const loaded = await loadState({ files, folder }, nobodyIsTold);
    return [...loaded.state.erasures];
  } catch (cause) {
    throw new KapwaError(
      'store.damaged',
      `Who was erased since the backup stands in ${folder}, and it cannot be read. Move that folder away yourself if you want to restore all the same.`,
      { cause },
    );
  } finally {
    await release();
  }
}

async function writeFiles(
  port: FilePort,
  folder: string,
  files: ReadonlyMap<string, Buffer>,
): Promise<void> {
  await port.prepare(folder);
  for (const [name, content] of files) {
    const file = await port.open(join(folder, name), 0);
    try {
      file.append(content);
      await file.sync();
    } finally {
      file.close();
    }
  }
  await port.syncFolder(folder);
}

/** A backup holds no journal, for nothing came after it; a state counts on one all the same. */
function withJournal(files: ReadonlyMap<string, Buffer>): ReadonlyMap<string, Buffer> {
  const head = readHead(files.get(stateFiles.current));
  if (head === undefined) return files;
  const { seq, store } = head;
  return new Map([...files, [journalPath('', seq), titleFrame({ journal: seq, store })]]);
}

/** Puts the restored folder in the place of the old one; what is not a store's own stays. */
async function takeThePlace(port: FilePort, fresh: string, folder: string): Promise<void> {
  const old = `${fresh}.old`;
  await port.rename(folder, old);
  await port.rename(fresh, folder);
  for (const name of await port.names(old)) {
    if (!isOurs(name)) await port.rename(join(old, name), join(folder, name));
  }
  await port.remove(old);
  await port.syncFolder(dirname(folder));
}

/** Writes what was restored into a folder of its own, and erases from it whoever was erased since. */
async function makeReady(
  backup: ReadonlyMap<string, Buffer>,
  fresh: string,
  known: readonly ErasureRecord[],
  options: RestoreOptions,
): Promise<number> {
  await writeFiles(options.files ?? nodeFiles, fresh, withJournal(backup));
  const store = createEmbeddedStore(fresh, options);
  await store.open();
  try {
    const done = new Set((await store.erasures()).map(({ id }) => id));
    return await options.eraseAgain(
      store,
      known.filter(({ id }) => !done.has(id)),
    );
  } finally {
    await store.close();
  }
}

/**
 * Puts a backup back. Nothing is changed in `folder` before the restored data has been read whole
 * and everybody who was erased since has been erased from it.
 *
 * Raises `input.not-found`, `input.unreadable` for the file; `store.unusable` where the folder is
 * not empty and `force` was not given, or cannot be written to; `store.in-use` while a bot runs on it.
 */
export async function restoreStore(
  file: string,
  folder: string,
  options: RestoreOptions,
): Promise<RestoredBackup> {
  const { files = nodeFiles, force = false } = options;
  const whole = resolve(folder);
  const backup = await orDiskFailure(`The backup ${file} cannot be read`, () =>
    readBackup(files, file),
  );
  const names = await files.names(whole).catch((): readonly string[] => []);
  if (names.length > 0 && !force) {
    throw new KapwaError(
      'store.unusable',
      `${folder} is not empty. Say --force to replace the bot's data in it, or name another folder.`,
    );
  }
  const fresh = join(dirname(whole), `.${basename(whole)}.restoring`);
  const erasedAgain = await orDiskFailure(`Nothing can be put back into ${folder}`, async () => {
    await files.prepare(whole);
    const known = await erasuresIn(files, whole);
    await files.remove(fresh);
    const erased = await makeReady(backup.files, fresh, known, options).catch(async (error) => {
      // What was written of it holds members' data, and is good for nothing.
      await files.remove(fresh).catch(nobodyIsTold);
      throw error;
    });
    await takeThePlace(files, fresh, whole);
    return erased;
  });
  return { madeAt: backup.at, erasedAgain };
}
