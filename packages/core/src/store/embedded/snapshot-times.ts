import type { Cancel, Clock } from '../../clock.js';
import type { Journal } from './journal.js';
import { type SnapshotParts, takeSnapshot } from './snapshots.js';

/**
 * A message's words may stay on the disk for an hour after they were needed: in a journal until the
 * next snapshot, and in that journal, kept for the snapshot before, until the one after. Twice this.
 */
const INTERVAL = 25 * 60_000;

/** Takes snapshots when they are due. */
export interface SnapshotTimes {
  /** To be called after every group of changes. */
  changed(): void;
  /** Takes one now, after any that is being taken; `anew`: nothing older is left in any file. */
  take(anew: boolean): Promise<void>;
  stop(): void;
}

/** When to take snapshots: by the size of the journal, by its age, and when asked. */
export function createSnapshotTimes(
  parts: SnapshotParts,
  journal: Journal,
  options: {
    readonly clock: Clock;
    /** The least size of a journal that makes a snapshot worth its while, bytes. */
    readonly after: number;
    failed(cause: unknown): unknown;
  },
): SnapshotTimes {
  let last: Promise<void> = Promise.resolve();
  let isTaking = false;
  let isStopped = false;
  let timer: Cancel | undefined;

  const take = (anew: boolean): Promise<void> => {
    timer?.();
    timer = undefined;
    isTaking = true;
    const taken = last.then(() => takeSnapshot(parts, journal, anew));
    last = taken.then(
      () => {
        isTaking = false;
        // What was in the old journal is still there, for the snapshot before this one.
        if (!anew || journal.current().frames > 1) arm();
      },
      (cause) => {
        throw options.failed(cause);
      },
    );
    last.catch(() => undefined);
    return last;
  };

  const arm = (): void => {
    if (isStopped || timer !== undefined) return;
    timer = options.clock.after(INTERVAL, () => {
      timer = undefined;
      void take(journal.current().frames <= 1);
    });
  };

  return {
    changed() {
      if (isTaking) return;
      const limit = Math.max(options.after, 4 * parts.onDisk.bytes);
      if (journal.current().bytes > limit) void take(false);
      else arm();
    },
    take,
    stop() {
      isStopped = true;
      timer?.();
    },
  };
}
