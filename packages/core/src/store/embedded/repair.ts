import { join } from 'node:path';
import { KapwaError } from '../../errors.js';
import { orDiskFailure } from './disk-failure.js';
import type { FilePort } from './file-port.js';
import { beginJournal, journalPath } from './journal.js';
import { type Loaded, loadState, stateFiles } from './load-state.js';
import type { Loss } from './loss.js';
import { nodeFiles } from './node-files.js';
import { journalsIn } from './replay.js';
import { readableLinks } from './salvage-audit.js';
import { noSegments, type Place } from './segments.js';
import { firstSnapshot, type SnapshotParts } from './snapshots.js';

/** What a repair has found and done. */
export interface Repair {
  /** What could not be read, file by file; empty where nothing was damaged. */
  readonly losses: readonly Loss[];
  /** Bytes of writes that were cut off: they were never acknowledged. */
  readonly cutOff: number;
  /** The folder with a copy of every file that was damaged; it holds members' data. */
  readonly copies?: string;
}

async function copyFile({ files, folder }: Place, name: string, to: string): Promise<void> {
  const bytes = await files.read(join(folder, name));
  if (bytes === undefined) return;
  const copy = await files.open(join(to, name), 0);
  try {
    copy.append(bytes);
    await copy.sync();
  } finally {
    copy.close();
  }
}

/** Writes everything that could be read as a new state, with new segments. */
async function writeAnew(place: Place, loaded: Loaded): Promise<void> {
  const { state, store } = loaded;
  state.audit.unshift(...(await readableLinks(place, loaded)));
  const segments = noSegments();
  segments.unsaved.cleared.add('session').add('ledger');
  const seq = Math.max(0, ...(await journalsIn(place)), loaded.current?.seq ?? 0) + 1;
  const journal = await beginJournal(place.files, place.folder, { journal: seq, store });
  journal.file.close();
  const onDisk = { current: undefined, previous: undefined, bytes: 0 };
  const parts: SnapshotParts = { ...place, state, store, segments, onDisk };
  await firstSnapshot(parts, seq, true);
}

function findings(loaded: Loaded, losses: readonly Loss[]): Loss[] {
  const { currentError } = loaded;
  if (currentError === undefined) return [...losses];
  const what = 'is damaged: the state before it and the journals since then were used';
  return [{ file: stateFiles.current, at: 0, what }, ...losses];
}

/** Copies the damaged files, then writes what could be read; leaves no half of a copy behind. */
async function saveRest(place: Place, loaded: Loaded, damaged: Iterable<string>, copies: string) {
  const { files } = place;
  try {
    await files.prepare(copies);
    for (const name of damaged) await copyFile(place, name, copies);
    await files.syncFolder(copies);
  } catch (error) {
    await files.remove(copies).catch(() => undefined);
    throw error;
  }
  await writeAnew(place, loaded);
}

async function repairIn(place: Place, now: number): Promise<Repair> {
  const read: Loss[] = [];
  const loaded = await loadState(place, (loss) => read.push(loss));
  const losses = findings(loaded, read);
  const cutOff = loaded.journals.reduce((sum, { torn }) => sum + torn, 0);
  if (losses.length === 0) return { losses, cutOff };
  const copies = join(place.folder, `damaged-${new Date(now).toISOString().replaceAll(':', '-')}`);
  const torn = loaded.journals.filter((one) => one.torn > 0);
  const damaged = [
    ...losses.map(({ file }) => file),
    ...torn.map(({ number }) => journalPath('', number)),
  ];
  await saveRest(place, loaded, new Set(damaged), copies);
  return { losses, cutOff, copies };
}

/**
 * Saves what can be read of a damaged folder: leaves out what cannot, keeps a copy of every damaged
 * file, and says what was lost. Changes nothing where nothing is damaged.
 *
 * Raises `store.in-use` while a bot runs on it, `store.damaged` where no state can be read at all,
 * `store.unusable` where the disk does not let it be read or written.
 */
export async function repairStore(
  folder: string,
  options: { readonly files?: FilePort; readonly now?: () => number } = {},
): Promise<Repair> {
  const { files = nodeFiles, now = Date.now } = options;
  const place = { files, folder };
  const names = await files.names(folder).catch((): readonly string[] => []);
  if (names.length === 0) {
    throw new KapwaError('input.not-found', `There is no data of a bot in ${folder}.`);
  }
  const what = `The data in ${folder} cannot be repaired`;
  const release = await orDiskFailure(what, () => files.claim(folder));
  try {
    return await orDiskFailure(what, () => repairIn(place, now()));
  } finally {
    await release();
  }
}
