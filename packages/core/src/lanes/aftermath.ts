import { inSlices } from '../in-slices.js';
import type { InboxEntry } from '../store/store.js';
import { RUN_AT_ONCE } from './breath.js';

/** So many that have begun are let go of at one time: while more keeps coming, there is no end. */
const LET_GO = 256;

/**
 * Entries that begin in a later turn of the event loop, in order, and in the next one where they can.
 * To take in a whole burst before its first message is handled would cost more than it gains: by then
 * they have left the caches, and V8 has moved them. With two thousand waiting, a server that takes
 * webhooks needs 44 µs of CPU for each instead of 40.
 */
export function createAftermath(begin: (entry: InboxEntry) => void) {
  let entries: InboxEntry[] = [];
  let begun = 0;
  /** Where those end whose answer waits for them. */
  let awaited = 0;

  const clear = (): void => {
    entries = [];
    begun = 0;
    awaited = 0;
  };

  const letGo = (): void => {
    entries.splice(0, begun);
    awaited = Math.max(0, awaited - begun);
    begun = 0;
  };

  const beginUpTo = (end: number, isOver: () => boolean): void => {
    while (begun < Math.min(end, entries.length) && !isOver()) {
      const entry = entries[begun] as InboxEntry;
      begun += 1;
      begin(entry);
    }
  };

  const go = (): void => {
    if (begun < awaited) beginUpTo(awaited, inSlices().isOver);
    else beginUpTo(begun + RUN_AT_ONCE, () => false);
    if (begun >= LET_GO) letGo();
    if (begun < entries.length) setImmediate(go);
    else clear();
  };

  return {
    /** `isAnswered`: who posted it has their answer, or gets it at once. */
    put(entry: InboxEntry, isAnswered: boolean): void {
      if (entries.length === 0) setImmediate(go);
      entries.push(entry);
      if (!isAnswered) awaited = entries.length;
    },
    /** How many wait. */
    count: () => entries.length - begun,
    clear,
  };
}
