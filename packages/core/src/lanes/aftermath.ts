import { inSlices } from '../in-slices.js';
import type { InboxEntry } from '../store/store.js';
import { RUN_AT_ONCE } from './breath.js';

/**
 * As long as more is posted at every turn of the event loop, one begins in a turn for so many that
 * came in it: a burst is taken in and answered first.
 */
const BURST_SHARE = 4;

/** When so many wait, a burst is none any more: more is handled than comes in. */
const LONGEST_BURST = 2_000;

/** So many that have begun are let go of at one time: while more keeps coming, there is no end. */
const LET_GO = 256;

/** Entries that begin in a later turn of the event loop, in order, as many in a turn as is good. */
export function createAftermath(begin: (entry: InboxEntry) => void) {
  let entries: InboxEntry[] = [];
  let begun = 0;
  let came = 0;
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
    const isBurst = came > 0 && entries.length - begun < LONGEST_BURST;
    const atOnce = isBurst ? Math.ceil(came / BURST_SHARE) : RUN_AT_ONCE;
    came = 0;
    if (begun < awaited) beginUpTo(awaited, inSlices().isOver);
    else beginUpTo(begun + atOnce, () => false);
    if (begun >= LET_GO) letGo();
    if (begun < entries.length) setImmediate(go);
    else clear();
  };

  return {
    /** `isAnswered`: who posted it has their answer, or gets it at once. */
    put(entry: InboxEntry, isAnswered: boolean): void {
      if (entries.length === 0) setImmediate(go);
      entries.push(entry);
      if (isAnswered) came += 1;
      else awaited = entries.length;
    },
    /** How many wait. */
    count: () => entries.length - begun,
    clear,
  };
}
