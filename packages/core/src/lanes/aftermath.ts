import type { InboxEntry } from '../store/store.js';
import { RUN_AT_ONCE } from './breath.js';

/**
 * As long as more is posted at every turn of the event loop, one begins in a turn for so many that
 * came in it: a burst is taken in and answered first.
 */
const BURST_SHARE = 4;

/** When so many wait, a burst is none any more: more is handled than comes in. */
const LONGEST_BURST = 2_000;

/** Entries that begin after an answer, in order, as many in a turn of the event loop as is good. */
export function createAftermath(begin: (entry: InboxEntry) => void) {
  let entries: InboxEntry[] = [];
  let begun = 0;
  let came = 0;

  const clear = (): void => {
    entries = [];
    begun = 0;
  };

  const go = (): void => {
    const isBurst = came > 0 && entries.length - begun < LONGEST_BURST;
    const atOnce = isBurst ? Math.ceil(came / BURST_SHARE) : RUN_AT_ONCE;
    const end = Math.min(entries.length, begun + atOnce);
    came = 0;
    while (begun < end && begun < entries.length) {
      const entry = entries[begun] as InboxEntry;
      begun += 1;
      begin(entry);
    }
    if (begun < entries.length) setImmediate(go);
    else clear();
  };

  return {
    put(entry: InboxEntry): void {
      if (entries.length === 0) setImmediate(go);
      entries.push(entry);
      came += 1;
    },
    /** How many wait. */
    count: () => entries.length - begun,
    clear,
  };
}
