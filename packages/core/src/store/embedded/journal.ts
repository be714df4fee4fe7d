import { join } from 'node:path';
import type { FilePort, OpenFile } from './file-port.js';
import { createListFrame, frameOf } from './journal-frame.js';

/** The journal of one time between two snapshots. */
export interface JournalFile {
  readonly number: number;
  readonly file: OpenFile;
  /** Frames in it so far, with the one that says what it is. */
  frames: number;
  bytes: number;
}

/** What the first frame of a journal says. */
export interface JournalTitle {
  readonly journal: number;
  readonly store: string;
}

/** Where journal `number` is. */
export function journalPath(folder: string, number: number): string {
  return join(folder, `journal.${number}.log`);
}

/** The number of a journal, out of the name of its file. */
export function journalNumber(name: string): number | undefined {
  const digits = /^journal\.(\d+)\.log$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The first frame of a journal. */
export function titleFrame(title: JournalTitle): Buffer {
  return frameOf(JSON.stringify([0, title]));
}

/** Begins a journal: once this resolves, a power cut leaves it there. */
export async function beginJournal(
  files: FilePort,
  folder: string,
  title: JournalTitle,
): Promise<JournalFile> {
  const file = await files.open(journalPath(folder, title.journal), 0);
  const frame = titleFrame(title);
  file.append(frame);
  await file.sync();
  await files.syncFolder(folder);
  return { number: title.journal, file, frames: 1, bytes: frame.length };
}

interface Group {
  readonly synced: Promise<'committed'>;
  end(failure?: unknown): void;
}

function newGroup(): Group {
  let end: Group['end'] = () => undefined;
  const synced = new Promise<'committed'>((resolve, reject) => {
    end = (failure) => (failure === undefined ? resolve('committed') : reject(failure));
  });
  // Whoever asked hears of a failure; where nobody did, the store's stopping says it.
  synced.catch(() => undefined);
  return { synced, end };
}

/** Writes changes down in groups: what comes while one is being synced goes into the next. */
export interface Journal {
  /**
   * Adds a change; the answer comes when its group is on the disk. What it says may be left open
   * until the group is written.
   */
  add(change: string | (() => string)): Promise<'committed'>;
  /** When everything added so far is on the disk; undefined where it is. */
  pending(): Promise<'committed'> | undefined;
  /**
   * Goes on in `next`. What `cut` answers is handed on: it is asked at the moment when everything
   * added so far goes to the old journal, and everything else to the new one.
   */
  rotate<Answer>(next: JournalFile, cut: () => Answer): Promise<Answer>;
  current(): JournalFile;
}

/** How a journal is written. */
export interface JournalOptions {
  /**
   * How much place to reserve at a time in a journal that holds as much already, bytes. With it the
   * sync of a group of 16 KB took 128 µs instead of 255 µs on ext4, and 60 µs less of CPU time.
   */
  readonly reserve: number;
}

/** What a journal tells its store. */
export interface JournalReports {
  /** A write or sync failed, and what it should reject with. Nothing more is written. */
  failed(cause: unknown): unknown;
  /** A group is on the disk. */
  synced(): void;
}

interface Rotation {
  readonly next: JournalFile;
  cut(): void;
  fail(failure: unknown): void;
}

/** Makes a journal that writes to `current`. */
export function createJournal(
  current: JournalFile,
  reports: JournalReports,
  { reserve }: JournalOptions,
): Journal {
  const list = createListFrame();
  /** The changes of the group that gathers, from the first one that is not yet certain. */
  let open: (string | (() => string))[] = [];
  let gathering: Group | undefined;
  let writing: Group | undefined;
  let rotation: Rotation | undefined;
  /** Up to where there is place in the current journal. */
  let reserved = 0;

  const fail = (group: Group, cause: unknown): void => {
    const failure = reports.failed(cause);
    group.end(failure);
    gathering?.end(failure);
    rotation?.fail(failure);
  };

  const turnOver = (next: JournalFile): void => {
    current.file.close();
    current = next;
    reserved = 0;
  };

  /**
   * Just before a write, so that its sync has the zeros on the disk as well. A journal that stays
   * small, as that of a quiet bot does, is not worth them.
   */
  const makePlace = (more: number): void => {
    const { bytes, file } = current;
    if (reserve === 0 || bytes < reserve || bytes + more <= reserved) return;
    try {
      file.reserve(reserve);
      reserved = bytes + reserve;
    } catch {
      // Whether there is room for what is to be written will show when it is written.
      reserved = Number.POSITIVE_INFINITY;
    }
  };

  const write = async (): Promise<void> => {
    for (const change of open) list.add(typeof change === 'string' ? change : change());
    open = [];
    const frame = list.take(current.frames);
    makePlace(frame.length);
    current.file.append(frame);
    current.frames += 1;
    current.bytes += frame.length;
    await current.file.sync();
  };

  const flush = (): void => {
    const group = gathering;
    const turning = rotation;
    gathering = undefined;
    rotation = undefined;
    turning?.cut();
    if (group === undefined) {
      if (turning !== undefined) turnOver(turning.next);
      return;
    }
    writing = group;
    write().then(
      () => {
        writing = undefined;
        if (turning !== undefined) turnOver(turning.next);
        group.end();
        reports.synced();
        if (gathering !== undefined || rotation !== undefined) setImmediate(flush);
      },
      (cause: unknown) => fail(group, cause),
    );
  };

  const flushSoon = (): void => void setImmediate(flush);

  return {
    add(change) {
      if (gathering === undefined) {
        gathering = newGroup();
        // Later in this turn of the event loop others add theirs, and in the next one what came in
        // is handled: one sync for all of it.
        if (writing === undefined && rotation === undefined) setImmediate(flushSoon);
      }
      if (open.length === 0 && typeof change === 'string') list.add(change);
      else open.push(change);
      return gathering.synced;
    },
    pending: () => (gathering ?? writing)?.synced,
    rotate(next, cut) {
      const isIdle = gathering === undefined && writing === undefined;
      return new Promise((resolve, reject) => {
        rotation = { next, cut: () => resolve(cut()), fail: reject };
        if (isIdle) setImmediate(flush);
      });
    },
    current: () => current,
  };
}
