import type { InboxEntry } from '../store.js';
import { isPlain, textOfChange } from './journal-entry.js';

/**
 * New events whose group still gathers. What is handled before its group is written has come and
 * gone in one step: only its id is written down, and never a word of it.
 */
export interface Arrivals {
  /** How new events are to be written: asked for when their group is written, where they can wait. */
  textOf(accepted: readonly InboxEntry[], at: number): string | (() => string);
  /** An event is done with by a change of the group that gathers now. */
  done(id: string): void;
}

/** Makes a place with nothing in it. */
export function createArrivals(): Arrivals {
  /** Whether each has been handled, by id. */
  let gathering = new Map<string, boolean>();

  const written = (
    accepted: readonly InboxEntry[],
    at: number,
    group: typeof gathering,
  ): string => {
    if (gathering === group) gathering = new Map();
    const waiting = accepted.filter(({ id }) => group.get(id) !== true);
    const handled = accepted.filter(({ id }) => group.get(id) === true).map(({ id }) => id);
    return textOfChange({
      ...(waiting.length > 0 && { accepted: waiting }),
      ...(handled.length > 0 && { handled }),
      at,
    });
  };

  return {
    textOf(accepted, at) {
      // What cannot be written down has to be refused now, and not when others have counted on it.
      if (!isPlain(accepted)) return textOfChange({ accepted, at });
      const group = gathering;
      for (const { id } of accepted) group.set(id, false);
      return () => written(accepted, at, group);
    },
    done(id) {
      if (gathering.has(id)) gathering.set(id, true);
    },
  };
}
