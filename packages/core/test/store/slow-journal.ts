import { expect } from 'vitest';
import type { OpenFile } from '../../src/store/embedded/file-port.js';
import { createJournal, type JournalFile } from '../../src/store/embedded/journal.js';
import { readFrames } from '../../src/store/embedded/journal-frame.js';

/** A file on a disk that takes its time: a sync ends when the test says so. */
export class SlowFile implements OpenFile {
  readonly written: Buffer[] = [];
  readonly syncs: Held[] = [];
  /** Each time place was reserved: after how many writes, and how much. */
  readonly reserved: { readonly after: number; readonly bytes: number }[] = [];
  closed = false;
  full = false;
  hasPlace = true;

  append(bytes: Uint8Array): void {
    if (this.closed) throw new Error('This file is closed.');
    if (this.full) throw new Error('The disk is full.');
    this.written.push(Buffer.from(bytes));
  }

  reserve(bytes: number): void {
    this.reserved.push({ after: this.written.length, bytes });
    if (!this.hasPlace) throw new Error('There is no room.');
  }

  sync(): Promise<void> {
    const sync = held();
    this.syncs.push(sync);
    return sync.promise;
  }

  close(): void {
    this.closed = true;
  }

  /** What stands in it, group by group, each with its number before it. */
  groups(): unknown[] {
    const groups: unknown[] = [];
    const ending = readFrames(Buffer.concat(this.written), 0, ({ payload }) => {
      groups.push(JSON.parse(payload.toString()));
    });
    expect(ending.kind).toBe('whole');
    return groups;
  }
}

/** A sync that is still going on. */
interface Held {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

function held(): Held {
  let resolve: Held['resolve'] = () => undefined;
  let reject: Held['reject'] = () => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** A journal of that number, with nothing in it but what it is. */
export const openedAs = (number: number, file: OpenFile): JournalFile => ({
  number,
  file,
  frames: 1,
  bytes: 100,
});

/** Lets everything happen that is not waiting for the disk. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((next) => setImmediate(next));
}

/** A journal on a slow disk, and what it told its store. */
export function slowJournal(reserve = 0) {
  const file = new SlowFile();
  const told: string[] = [];
  const reports = {
    failed(cause: unknown) {
      told.push(String(cause));
      return new Error('The store has stopped.', { cause });
    },
    synced: () => void told.push('synced'),
  };
  const journal = createJournal(openedAs(1, file), reports, { reserve });
  return { file, journal, told };
}

/** Whether something has been answered, and how. */
export function answerOf(promise: Promise<unknown>): { now: unknown } {
  const answer: { now: unknown } = { now: 'not yet' };
  promise.then(
    (value) => {
      answer.now = value;
    },
    (error) => {
      answer.now = `rejected: ${error.message}`;
    },
  );
  return answer;
}
