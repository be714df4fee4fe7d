import type { Clock } from '../clock.js';
import type { KapwaEvent } from '../events/event.js';
import type { InboxEntry, Store } from '../store/store.js';
import { type Places, placeOf } from './place.js';

/** The one door by which everything that changes state comes in. */
export interface Intake {
  /**
   * Takes events in. Resolves once all of them are durable, with the entries that are new; the
   * others had come before. Rejects when the store is down: then nothing may be confirmed.
   */
  accept(events: readonly KapwaEvent[]): Promise<readonly InboxEntry[]>;
  /** Takes in an entry that knows its lane already. False when it had come before. */
  acceptEntry(entry: InboxEntry): Promise<boolean>;
}

/** Makes the door: places each event, stores it once, and hands what is new to `take`. */
export function createIntake(parts: {
  readonly store: Store;
  readonly places: Places;
  readonly clock: Clock;
  take(entry: InboxEntry): void;
  /** What is taken in instead of an entry, where it must not wait; undefined for all others. */
  overtake?(entry: InboxEntry): Promise<InboxEntry | undefined> | undefined;
}): Intake {
  const { store, places, clock, take } = parts;

  const entryOf = async (event: KapwaEvent): Promise<InboxEntry> => {
    const { lane, place } = await placeOf(event, places);
    const entry = { id: `${event.adapter}:${event.id}`, lane, place, event, attempt: 0 };
    const instead = parts.overtake?.(entry);
    return instead === undefined ? entry : ((await instead) ?? entry);
  };

  /** Hands events to the store one call after the other, without waiting for what is durable. */
  const handOver = async (events: readonly KapwaEvent[]) => {
    const entries: InboxEntry[] = [];
    for (const event of events) entries.push(await entryOf(event));
    return { entries, answer: Promise.resolve(store.accept(entries, clock.now())) };
  };

  // Finding out whose an event is may take longer for one than for the next; order is kept anyway.
  let before: Promise<unknown> = Promise.resolve();

  return {
    async accept(events) {
      const handed = before.then(() => handOver(events));
      before = handed.catch(() => undefined);
      const { entries, answer } = await handed;
      const fresh = await answer;
      const taken = entries.filter((_, index) => fresh[index] === true);
      for (const entry of taken) take(entry);
      return taken;
    },
    async acceptEntry(entry) {
      const [fresh = false] = await store.accept([entry], clock.now());
      if (fresh) take(entry);
      return fresh;
    },
  };
}
