import { join } from 'node:path';
import { Low } from 'lowdb';
import { inSlices } from '../../in-slices.js';
import type { StoreState } from '../store-state.js';
import { beginJournal, type Journal, journalNumber } from './journal.js';
import { type SnapshotInfo, stateFiles } from './load-state.js';
import { STATE_VERSION } from './migrations.js';
import { isSegment } from './segment-name.js';
import { cutSegments, type Place, type Segments, saveSegments } from './segments.js';
import { type StateFile, stateAdapter } from './state-file.js';

/** What is on the disk besides the journals. */
export interface OnDisk {
  current: SnapshotInfo | undefined;
  previous: SnapshotInfo | undefined;
  /** How large the current snapshot is. */
  bytes: number;
}

/** What a snapshot is made of. */
export interface SnapshotParts extends Place {
  readonly state: StoreState;
  readonly store: string;
  readonly segments: Segments;
  readonly onDisk: OnDisk;
}

/** The state as it is at this moment. Records are never changed, so a list of them is enough. */
function imageOf({ state, store }: SnapshotParts, seq: number): StateFile {
  return {
    version: STATE_VERSION,
    seq,
    store,
    key: state.seen.key,
    ledgerAt: state.ledger.newest(),
    auditHead: state.auditHead,
    leases: [...state.leases.epochs()],
    segments: [],
    erasures: [...state.erasures],
    inbox: [...state.inbox.values()],
    outbox: [...state.outbox.values()],
    dead: [...state.dead.values()],
    records: state.records.image(),
  };
}

/** What earlier snapshots and interrupted writes have left, and nothing counts on any more. */
export async function clearAway({ files, folder }: Place, onDisk: OnDisk): Promise<void> {
  const { current, previous } = onDisk;
  const oldest = Math.min(current?.seq ?? 1, previous?.seq ?? Number.POSITIVE_INFINITY);
  const counted = new Set(
    [...(current?.segments ?? []), ...(previous?.segments ?? [])].map(({ name }) => name),
  );
  for (const name of await files.names(folder)) {
    const number = journalNumber(name);
    const isOld =
      (number !== undefined && number < oldest) ||
      (isSegment(name) && !counted.has(name)) ||
      /^state(\.prev)?\.json\..*new$/.test(name);
    if (isOld) await files.remove(join(folder, name));
  }
  await files.syncFolder(folder);
}

const COPY_PIECE = 256 * 1024;

/** Makes the previous state the same as the current one: nothing older is to be left. */
async function copyToPrevious({ files, folder }: Place): Promise<void> {
  const bytes = (await files.read(join(folder, stateFiles.current))) ?? Buffer.alloc(0);
  const fresh = join(folder, `${stateFiles.previous}.new`);
  const file = await files.open(fresh, 0);
  const slices = inSlices();
  try {
    for (let at = 0; at < bytes.length; at += COPY_PIECE) {
      file.append(bytes.subarray(at, at + COPY_PIECE));
      if (slices.isOver()) await slices.pause();
    }
    await file.sync();
  } finally {
    file.close();
  }
  await files.rename(fresh, join(folder, stateFiles.previous));
  await files.syncFolder(folder);
}

/**
 * Writes the state of one moment to the disk, puts it in the place of the last one, which is kept
 * as the previous one, and lets go of the journals before that. After each step a power cut leaves
 * a state that is whole, and the journals that came after it.
 *
 * `anew`: nothing older than this moment is left in any file.
 */
async function writeSnapshot(
  parts: SnapshotParts,
  image: StateFile,
  cut: ReturnType<typeof cutSegments>,
  anew: boolean,
): Promise<void> {
  const { files, folder, segments, onDisk, state } = parts;
  const current = join(folder, stateFiles.current);
  const fresh = `${current}.new`;
  const saved = await saveSegments(parts, segments, cut, image.seq);
  const adapter = stateAdapter(files, fresh);
  const db = new Low<StateFile>(adapter, { ...image, segments: [...saved] });
  await db.write();
  // New segments must have their names before a state counts on them.
  await files.syncFolder(folder);
  if (onDisk.current !== undefined) {
    await files.rename(current, join(folder, stateFiles.previous));
    await files.syncFolder(folder);
    onDisk.previous = onDisk.current;
  }
  await files.rename(fresh, current);
  await files.syncFolder(folder);
  onDisk.current = { seq: image.seq, segments: [...saved] };
  onDisk.bytes = adapter.written();
  // The links of the cut are in their file now.
  state.audit.splice(0, cut.links);
  if (anew) {
    await copyToPrevious(parts);
    onDisk.previous = onDisk.current;
  }
  await clearAway(parts, onDisk);
}

/** Takes a snapshot while changes go on: they go to a new journal. */
export async function takeSnapshot(
  parts: SnapshotParts,
  journal: Journal,
  anew: boolean,
): Promise<void> {
  const { files, folder, store, state, segments } = parts;
  const seq = journal.current().number + 1;
  const next = await beginJournal(files, folder, { journal: seq, store });
  const { image, cut } = await journal.rotate(next, () => ({
    image: imageOf(parts, seq),
    cut: cutSegments(state, segments, anew),
  }));
  await writeSnapshot(parts, image, cut, anew);
}

/** The first state of a folder, or the first after one that could not be read or was older. */
export async function firstSnapshot(
  parts: SnapshotParts,
  seq: number,
  anew = false,
): Promise<void> {
  const cut = cutSegments(parts.state, parts.segments, anew);
  await writeSnapshot(parts, imageOf(parts, seq), cut, anew);
}
