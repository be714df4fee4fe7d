import { join } from 'node:path';
import type { Clock } from '../../clock.js';
import { KapwaError, messageOf } from '../../errors.js';
import type { Logger } from '../../logger.js';
import type { InboxEntry } from '../store.js';
import { applyChange, type StoreChange, type StoreState } from '../store-state.js';
import { createArrivals } from './arrivals.js';
import { diskFailure } from './disk-failure.js';
import type { FilePort } from './file-port.js';
import {
  beginJournal,
  createJournal,
  type Journal,
  type JournalFile,
  type JournalReports,
  journalPath,
} from './journal.js';
import { textOfChange } from './journal-entry.js';
import { type Loaded, loadState, stateFiles } from './load-state.js';
import { noteUnsaved, type Segments } from './segments.js';
import { createSnapshotTimes, type SnapshotTimes } from './snapshot-times.js';
import { clearAway, firstSnapshot, type SnapshotParts } from './snapshots.js';

/** What an embedded store works with. */
export interface EmbeddedParts {
  readonly folder: string;
  readonly files: FilePort;
  readonly log: Logger;
  readonly clock: Clock;
  readonly snapshotAfter: number;
  readonly reserve: number;
  /** Told once, of the first write that failed. */
  stopped(failure: KapwaError): void;
}

/** An open folder: what it holds in memory, and the way to the disk. */
export interface Embedded {
  readonly state: StoreState;
  readonly segments: Segments;
  /** Takes new events in: in memory at once; answers when that is on the disk. */
  accept(accepted: readonly InboxEntry[], at: number): Promise<unknown>;
  /** Makes a change in memory at once; answers when it is on the disk. */
  change(change: StoreChange): Promise<'committed'>;
  /** When everything changed so far is on the disk; undefined where it is. */
  pending(): Promise<unknown> | undefined;
  readonly snapshots: SnapshotTimes;
  close(): Promise<void>;
}

/** So many records in one file make each snapshot a matter of seconds. */
const MANY_RECORDS = 100_000;

function unusable(folder: string, cause: unknown): KapwaError {
  return diskFailure(`The folder ${folder} cannot be used to keep the bot's data`, cause);
}

async function claim({ files, folder }: EmbeddedParts): Promise<() => Promise<void>> {
  try {
    await files.prepare(folder);
    return await files.claim(folder);
  } catch (cause) {
    throw cause instanceof KapwaError ? cause : unusable(folder, cause);
  }
}

function sayWhatWasFound({ log, folder }: EmbeddedParts, loaded: Loaded): void {
  const { currentError, journals, isMigrated } = loaded;
  if (currentError !== undefined) {
    log.warn(
      `${currentError.message} The state before it and the journals since then were used: nothing is lost.`,
    );
  }
  for (const { number, torn } of journals) {
    if (torn === 0) continue;
    log.warn(
      `${journalPath(folder, number)} ended with a write that was cut off: it was never acknowledged, and its ${torn} bytes were taken away.`,
    );
  }
  if (isMigrated) log.info(`${folder} was written by an earlier Kapwa and is brought up to date.`);
}

/** A copy of a state of an earlier version, before anything is changed. */
async function keepOldState({ files, folder }: EmbeddedParts): Promise<void> {
  const bytes = (await files.read(join(folder, stateFiles.current))) ?? Buffer.alloc(0);
  const file = await files.open(join(folder, stateFiles.earlier), 0);
  try {
    file.append(bytes);
    await file.sync();
  } finally {
    file.close();
  }
  await files.syncFolder(folder);
}

/** The journal to go on with; what was cut off is taken away. */
async function takeUpJournal(parts: EmbeddedParts, loaded: Loaded): Promise<JournalFile> {
  const { files, folder } = parts;
  for (const { number, bytes, torn } of loaded.journals) {
    if (torn === 0) continue;
    const file = await files.open(journalPath(folder, number), bytes);
    await file.sync();
    file.close();
  }
  const last = loaded.journals.at(-1);
  if (last === undefined || last.frames === 0) {
    const title = { journal: last?.number ?? 1, store: loaded.store };
    return beginJournal(files, folder, title);
  }
  const { number, frames, bytes } = last;
  const file = await files.open(journalPath(folder, number), bytes);
  return { number, file, frames, bytes };
}

async function takeUp(parts: EmbeddedParts, loaded: Loaded): Promise<[SnapshotParts, JournalFile]> {
  const { files, folder } = parts;
  const { state, store, segments, current, previous } = loaded;
  if (loaded.isMigrated) await keepOldState(parts);
  const file = await takeUpJournal(parts, loaded);
  const snapshot: SnapshotParts = {
    files,
    folder,
    state,
    store,
    segments,
    onDisk: { current, previous, bytes: 0 },
  };
  if (loaded.isNew || loaded.isMigrated) await firstSnapshot(snapshot, file.number);
  else await clearAway(snapshot, snapshot.onDisk);
  return [snapshot, file];
}

/** Says once that there are more records than a file is good for. */
function watchSize({ log, folder }: EmbeddedParts, state: StoreState): () => void {
  let isSaid = false;
  return () => {
    if (isSaid || state.records.count() <= MANY_RECORDS) return;
    isSaid = true;
    log.warn(
      `${folder} holds more than ${MANY_RECORDS} records. Starting takes longer from here on, and so does each snapshot: move to PostgreSQL with "kapwa storage migrate" (docs/storage.md).`,
    );
  };
}

/** Opens a folder for this process alone. Raises `store.unusable`, `store.in-use`, `store.damaged`. */
export async function openEmbedded(parts: EmbeddedParts): Promise<Embedded> {
  const release = await claim(parts);
  try {
    const loaded = await loadState(parts);
    sayWhatWasFound(parts, loaded);
    const [snapshot, file] = await takeUp(parts, loaded);
    return run(parts, snapshot, file, release);
  } catch (error) {
    await release();
    throw error instanceof KapwaError ? error : unusable(parts.folder, error);
  }
}

function run(
  parts: EmbeddedParts,
  snapshot: SnapshotParts,
  file: JournalFile,
  release: () => Promise<void>,
): Embedded {
  const { clock, snapshotAfter } = parts;
  const { state, segments } = snapshot;
  const watch = watchSize(parts, state);
  let failure: KapwaError | undefined;
  const failed = (cause: unknown): KapwaError => {
    if (failure !== undefined) return failure;
    failure = new KapwaError(
      'store.failed',
      `The bot's data could not be saved: ${messageOf(cause)}. Nothing more is accepted; make room or repair the disk, then start again.`,
      { cause },
    );
    parts.stopped(failure);
    return failure;
  };
  const reports: JournalReports = {
    failed,
    synced() {
      watch();
      snapshots.changed();
    },
  };
  const journal: Journal = createJournal(file, reports, parts);
  const snapshots = createSnapshotTimes(snapshot, journal, {
    clock,
    after: snapshotAfter,
    failed,
  });
  const arrivals = createArrivals();
  watch();
  if (snapshot.onDisk.current === undefined) void snapshots.take(false);
  else if (journal.current().frames > 1) snapshots.changed();

  return {
    state,
    segments,
    snapshots,
    accept(accepted, at) {
      const text = arrivals.textOf(accepted, at);
      applyChange(state, { accepted, at });
      return journal.add(text);
    },
    change(change) {
      // First of all: what cannot be written down must not be changed either.
      const text = textOfChange(change);
      applyChange(state, change);
      if (change.done !== undefined) arrivals.done(change.done);
      noteUnsaved(segments.unsaved, change);
      return journal.add(text);
    },
    pending: () => journal.pending(),
    async close() {
      snapshots.stop();
      try {
        if (failure !== undefined) throw failure;
        await snapshots.take(true);
      } finally {
        journal.current().file.close();
        await release();
      }
    },
  };
}
