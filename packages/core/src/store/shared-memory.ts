import {
  type Commit,
  type InboxEntry,
  type Lease,
  newReports,
  type Report,
  type SharedStore,
} from './store.js';

/** How kits in one process work together on a store in memory. */
export interface SharedMemory {
  readonly port: SharedStore;
  /** Whether somebody else has handled what a commit completes; only one with a report asks. */
  isTooLate(commit: Commit): boolean;
  /** Keeps what a commit reports. */
  keep(commit: Commit): void;
}

/** What a store in memory knows that is shared. */
export interface SharedMemoryParts {
  /** Finds what still waits. */
  readonly waiting: { get(id: string): InboxEntry | undefined };
  /** Raises where somebody else leads by now. */
  check(fence: Lease | undefined): void;
}

/** Makes what kits on one store in memory say to each other. */
export function createSharedMemory({ waiting, check }: SharedMemoryParts): SharedMemory {
  /** With the name of each, where it has one. */
  const hearers = new Map<(note: string) => void, string | undefined>();
  let kept: Report[] = [];
  let last = 0;

  const say = (note: string): void => {
    // Not at once: who says something is not to be answered before they go on.
    for (const heard of hearers.keys()) {
      queueMicrotask(() => {
        if (hearers.has(heard)) heard(note);
      });
    }
  };

  return {
    isTooLate: ({ report, done }) =>
      report !== undefined && done !== undefined && waiting.get(done.id) === undefined,
    keep({ report }) {
      if (report === undefined) return;
      last += 1;
      kept.push({ n: last, text: report });
      say(newReports);
    },
    port: {
      say,
      hear(heard, name) {
        const own = (note: string): void => heard(note);
        hearers.set(own, name);
        return () => void hearers.delete(own);
      },
      absent(names) {
        const present = new Set(hearers.values());
        return names.filter((name) => !present.has(name));
      },
      entries: (ids) => ids.flatMap((id) => waiting.get(id) ?? []),
      reports(after, fence) {
        check(fence);
        kept = kept.filter(({ n }) => n > after);
        return [...kept];
      },
      forgetReports(fence) {
        check(fence);
        kept = [];
        return last;
      },
    },
  };
}
