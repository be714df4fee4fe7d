import { basename, join } from 'node:path';
import { Low } from 'lowdb';
import { KapwaError } from '../../errors.js';
import { gapAfter } from '../audit-chain.js';
import { createSeenIds } from '../seen-ids.js';
import { applyChange, emptyState, type StoreState } from '../store-state.js';
import { journalPath } from './journal.js';
import { loadSegments } from './load-segments.js';
import type { Loss } from './loss.js';
import { randomName, STATE_VERSION } from './migrations.js';
import { areEmpty, journalsIn, type Replayed, replayAll } from './replay.js';
import { salvageState } from './salvage-state.js';
import { noteUnsaved, type Place, type Segments } from './segments.js';
import { readHead, type StateFile, stateAdapter, stateFrom } from './state-file.js';

/** Where the state is, and where the one before it. */
export const stateFiles = {
  current: 'state.json',
  previous: 'state.prev.json',
  /** A copy of what an earlier version has written, until something is erased. */
  earlier: 'state.earlier.json',
} as const;

/** What a snapshot on the disk counts on. */
export interface SnapshotInfo {
  readonly seq: number;
  readonly segments: StateFile['segments'];
}

/** Everything that was found in a folder. */
export interface Loaded {
  readonly state: StoreState;
  readonly store: string;
  readonly segments: Segments;
  /** The snapshots that can be read. */
  readonly current: SnapshotInfo | undefined;
  readonly previous: SnapshotInfo | undefined;
  /** Nothing was there. */
  readonly isNew: boolean;
  /** An earlier version of Kapwa wrote it. */
  readonly isMigrated: boolean;
  /** Why the newest state was not used, but the one before it with what came after. */
  readonly currentError: KapwaError | undefined;
  /** The journals that came after, in order. */
  readonly journals: readonly Replayed[];
}

/** A state with nothing in it, for a folder that is new. */
function newStateFile(): StateFile {
  return {
    version: STATE_VERSION,
    seq: 1,
    store: randomName(),
    key: randomName(),
    ledgerAt: 0,
    auditHead: { n: 0, hash: '' },
    leases: [],
    segments: [],
    erasures: [],
    inbox: [],
    outbox: [],
    dead: [],
    records: {},
  };
}

function inMemory(file: StateFile): StoreState {
  const state = emptyState(createSeenIds(file.key));
  for (const [collection, list] of Object.entries(file.records)) {
    for (const record of list) state.records.load(collection, record);
  }
  for (const entry of file.inbox) state.inbox.set(entry.id, entry);
  for (const item of file.outbox) state.outbox.set(item.id, item);
  for (const letter of file.dead) state.dead.set(letter.id, letter);
  for (const { name, epoch } of file.leases) state.leases.restore(name, epoch);
  for (const { day, ids } of file.ids ?? []) {
    for (const id of ids) state.seen.add(id, day * 86_400_000);
  }
  state.erasures.push(...file.erasures);
  state.auditHead = file.auditHead;
  state.ledger.expire(file.ledgerAt);
  return state;
}

interface Read {
  readonly file?: StateFile;
  readonly error?: KapwaError;
}

async function readFile({ files, folder }: Place, name: string): Promise<Read> {
  const none = newStateFile();
  const db = new Low(stateAdapter(files, join(folder, name)), none);
  try {
    await db.read();
    return db.data === none ? {} : { file: db.data };
  } catch (error) {
    // Anything else, such as a newer version, is no reason to go back to an older file.
    if (error instanceof KapwaError && error.code === 'store.damaged') return { error };
    throw error;
  }
}

/** What can be read of a state that is not as it was written: the newest of which there is enough. */
async function salvaged(
  { files, folder }: Place,
  onLoss: (loss: Loss) => void,
): Promise<StateFile | undefined> {
  for (const file of [stateFiles.current, stateFiles.previous]) {
    const bytes = await files.read(join(folder, file));
    if (bytes === undefined) continue;
    const losses: Loss[] = [];
    const lines = salvageState(bytes, (at, what) => losses.push({ file, at, what }));
    const state = stateFrom(lines);
    if (state === undefined) continue;
    const what =
      'does not match its checksum: what can be read of it was taken, and may be other than it was';
    onLoss({ file, at: 0, what });
    for (const loss of losses) onLoss(loss);
    const other = stateFiles.previous;
    if (file !== other && (await files.read(join(folder, other))) !== undefined) {
      onLoss({ file: other, at: 0, what: 'is damaged, too' });
    }
    return state;
  }
  return undefined;
}

/** What to tell an operator of what cannot be read, and how to get on. */
export function damagedAt({ folder }: Place, { file, at, what }: Loss): KapwaError {
  return new KapwaError(
    'store.damaged',
    `${join(folder, file)} ${what} at byte ${at}. Nothing was changed. \`npx kapwa storage repair ${folder}\` saves what can be read, keeps a copy of the rest and says what is lost.`,
  );
}

function unreadable({ folder }: Place, error: KapwaError | undefined): KapwaError {
  const what = error?.message ?? `${join(folder, stateFiles.current)} is missing.`;
  return new KapwaError(
    'store.damaged',
    `${what} Put back a copy you kept (kapwa restore FILE ${folder}). Without one, \`npx kapwa storage repair ${folder}\` saves what can be read; or move the folder away to start empty.`,
    { cause: error },
  );
}

const infoOf = (file: StateFile | undefined): SnapshotInfo | undefined =>
  file === undefined ? undefined : { seq: file.seq, segments: file.segments };

/** What the previous state counts on; it is read whole only where it is needed. */
async function previousInfo(
  { files, folder }: Place,
  store: string,
): Promise<SnapshotInfo | undefined> {
  const head = readHead(await files.read(join(folder, stateFiles.previous)));
  return head?.store === store ? head : undefined;
}

/**
 * Reads everything in a folder: the newest state that is whole, the segments it counts on, and what
 * the journals say came after. Changes nothing.
 *
 * Raises `store.damaged` for what cannot be read, unless `onLoss` is given: it is told, and the
 * rest is read. What was being written when the power went is no damage: it was never acknowledged.
 */
export async function loadState(place: Place, onLoss?: (loss: Loss) => void): Promise<Loaded> {
  const current = await readFile(place, stateFiles.current);
  const previous = current.file === undefined ? await readFile(place, stateFiles.previous) : {};
  const numbers = await journalsIn(place);
  const whole = current.file ?? previous.file;
  const rest =
    whole === undefined && onLoss !== undefined ? await salvaged(place, onLoss) : undefined;
  const base = whole ?? rest;
  if (base === undefined) {
    const isNew = current.error === undefined && (await areEmpty(place, numbers));
    if (!isNew || previous.error !== undefined) throw unreadable(place, current.error);
  }
  const lose = (loss: Loss): void => {
    if (onLoss === undefined) throw damagedAt(place, loss);
    onLoss(loss);
  };
  const file = base ?? newStateFile();
  const isFirst = base === undefined || base.ids !== undefined;
  if (isFirst && !(await areEmpty(place, numbers))) {
    lose({
      file: basename(journalPath('', numbers[0] ?? 1)),
      at: 0,
      what: 'belongs to a newer state',
    });
  }
  const state = inMemory(file);
  const segments = await loadSegments(place, file.segments, state, lose);
  const journals = await replayAll(isFirst ? undefined : numbers, file, {
    place,
    store: file.store,
    lose(loss) {
      lose(loss);
      // What stood there may have held entries of the audit.
      state.auditHead = gapAfter(state.auditHead);
    },
    apply(change) {
      applyChange(state, change);
      noteUnsaved(segments.unsaved, change);
    },
  });
  return {
    state,
    store: file.store,
    segments,
    current: infoOf(isFirst ? undefined : current.file),
    previous: infoOf(previous.file) ?? (await previousInfo(place, file.store)),
    isNew: base === undefined,
    isMigrated: base?.ids !== undefined,
    currentError: rest === undefined ? current.error : undefined,
    journals,
  };
}
